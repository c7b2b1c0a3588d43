/* Saves a form as it is typed in: soon after the last key, while somebody types on and on at least so often that
   nothing older than two seconds is lost, never in the middle of composing a character. What did not reach the server
   is sent again, at the latest when the network is back. */
const PAUSE = 900; // milliseconds without a key
const LONGEST = 1500; // … that a key waits at most
const AGAIN = 10_000;

const differs = (one) => {
  if (one.type === "radio" || one.type === "checkbox") return one.checked !== one.defaultChecked;
  if (one.tagName === "SELECT") return [...one.options].some((option) => option.selected !== option.defaultSelected);
  return one.value !== one.defaultValue;
};

for (const form of document.querySelectorAll("[data-draft]")) {
  let timer;
  // What was answered here: two pages of one draft do not take each other's answers back.
  const touched = new Set();
  const touch = (event) => event.target.name && touched.add(event.target.name);
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("formdata", (event) => {
    for (const one of form.elements) {
      if (one.name && !["hidden", "submit", "file"].includes(one.type) && differs(one)) touched.add(one.name);
    }
    event.formData.set("touched", [...touched].join(" "));
  });
  let since = 0; // the first key that is not sent yet
  const send = () => {
    clearTimeout(timer);
    since = 0;
    window.htmx?.trigger(form, "save");
  };
  const save = (wait) => {
    const now = Date.now();
    since ||= now;
    clearTimeout(timer);
    timer = setTimeout(send, Math.max(0, Math.min(wait, since + LONGEST - now)));
  };
  form.addEventListener("input", (event) => {
    if (!event.isComposing) save(event.target.matches("[type=radio], [type=checkbox], select") ? 0 : PAUSE);
  });
  form.addEventListener("compositionend", () => save(PAUSE));
  form.addEventListener("change", () => save(0));
  let failed = false;
  const again = () => {
    failed = true;
    clearTimeout(timer);
    timer = setTimeout(send, AGAIN);
  };
  form.addEventListener("htmx:afterOnLoad", () => { failed = false; });
  window.addEventListener("online", () => failed && send());
  // Another application is looked at: a telephone may end this page without a word.
  document.addEventListener("visibilitychange", () => document.hidden && since && send());
  form.addEventListener("htmx:responseError", again);
  form.addEventListener("htmx:sendError", again);
}
