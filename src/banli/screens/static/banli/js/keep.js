/* What is typed into a form with data-keep stays in this tab until the form has been taken: a session that ends, or a
   page left by mistake, loses nothing. The value of data-keep is "what.version.form"; what was typed for an earlier
   version is dropped. A form with data-forget (signing out, closing a case) drops everything; its value says who is
   signed in, and nobody finds the words of somebody else. */
const KEPT = `kept:${document.querySelector("[data-forget]")?.dataset.forget ?? ""}:`;
const SENT = "sent";

const controls = (form) =>
  [...form.elements].filter((one) => one.name && !["hidden", "file", "submit"].includes(one.type));
const ticked = (one) => one.type === "radio" || one.type === "checkbox";
const keyOf = (form) => KEPT + form.dataset.keep;
const ours = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT));

function keep(form) {
  const typed = {};
  for (const one of controls(form)) {
    if (!ticked(one)) {
      if (one.value !== one.defaultValue) typed[one.name] = [one.value];
      continue;
    }
    typed[one.name] ??= [];
    if (one.checked) typed[one.name].push(one.value);
  }
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
}

function restore(form) {
  const typed = JSON.parse(sessionStorage.getItem(keyOf(form)) || "{}");
  for (const one of controls(form)) {
    if (!(one.name in typed) || "fresh" in one.dataset) continue; // fresh: the server has just written it
    if (ticked(one)) one.checked = typed[one.name].includes(one.value);
    else one.value = typed[one.name][0];
  }
  const words = Object.entries(typed).some(([name, values]) => !name.startsWith("mark.") && values.some(Boolean));
  if (words && form.parentElement.tagName === "DETAILS") form.parentElement.open = true;
}

const keeping = [...document.querySelectorAll("form[data-keep]")];
const here = new Set(keeping.map(keyOf));

// Sent, and the page that came back is another one: the form was taken.
const sent = sessionStorage.getItem(SENT);
if (sent && !here.has(sent)) sessionStorage.removeItem(sent);
sessionStorage.removeItem(SENT);

const things = keeping.map((form) => `${keyOf(form).split(".")[0]}.`);
for (const key of ours()) {
  if (!here.has(key) && things.some((thing) => key.startsWith(thing))) sessionStorage.removeItem(key);
}
keeping.forEach(restore);

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => event.target.form?.dataset.keep && keep(event.target.form));
}

// A form that the server keeps as well needs no second copy here, as soon as what was sent is what stands in it.
// With data-look (fields.js) the server only looks at the fields and keeps nothing.
const sending = new WeakMap();

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (form.dataset?.keep) sending.set(form, sessionStorage.getItem(keyOf(form)));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (!form.dataset?.keep || "look" in form.dataset || !event.detail.successful) return;
  if (sessionStorage.getItem(keyOf(form)) === sending.get(form)) sessionStorage.removeItem(keyOf(form));
});

document.addEventListener("submit", (event) => {
  if (event.target.dataset.keep) sessionStorage.setItem(SENT, keyOf(event.target));
  if ("forget" in event.target.dataset) sessionStorage.clear();
});
