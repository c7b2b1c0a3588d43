/* Saves a form as it is typed in: soon after the last key, never in the middle of composing a character;
   what did not reach the server is sent again. */
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
  const save = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => window.htmx?.trigger(form, "save"), wait);
  };
  form.addEventListener("input", (event) => {
    if (!event.isComposing) save(event.target.matches("[type=radio], [type=checkbox], select") ? 0 : 900);
  });
  form.addEventListener("compositionend", () => save(900));
  form.addEventListener("change", () => save(0));
  const again = () => save(10_000);
  form.addEventListener("htmx:responseError", again);
  form.addEventListener("htmx:sendError", again);
}
