/* A fault told at a field is about what stood there: it leaves as soon as something else is typed. The names of the
   fields that were left go along in the form's input "left", and the server says what is wrong with them by the same
   rules as when the form is sent; a form with data-look asks for that alone. Without script all of it is said then. */
const summaryLine = (field) => document.querySelector(`.problems a[href="#${CSS.escape(field.id)}"]`)?.closest("li");

function told(field, wrong) {
  field.classList.toggle("field--wrong", wrong);
  for (const one of field.querySelectorAll("input, select, textarea")) {
    if (["radio", "checkbox", "hidden"].includes(one.type)) continue;
    if (wrong) one.setAttribute("aria-invalid", "true");
    else one.removeAttribute("aria-invalid");
  }
  inSummary(field, wrong);
}

function inSummary(field, wrong) {
  const line = summaryLine(field);
  if (!line) return;
  line.classList.toggle("mended", !wrong);
  const box = line.closest(".problems");
  box.hidden = !box.querySelector("li:not(.mended) a, li:not(:has(a))");
}

function mended(event) {
  const field = event.target.closest(".field--wrong");
  if (!field) return;
  for (const error of field.querySelectorAll(".field__error")) error.remove();
  told(field, false);
}

function left(event) {
  const form = event.target.form;
  const names = form?.querySelector("input[name=left]");
  if (!names || !event.target.name || event.target.type === "file") return;
  names.value = [...new Set([...names.value.split(" "), event.target.name])].join(" ").trim();
  if ("look" in form.dataset) setTimeout(() => window.htmx?.trigger(form, "left"), 0);
}

document.addEventListener("input", mended, true);
document.addEventListener("change", mended, true);
document.addEventListener("change", left, true);

document.addEventListener("drawn", (event) => inSummary(event.target, event.detail.wrong)); // a row of files
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const said of document.querySelectorAll("[data-said]")) {
    const field = said.closest(".field");
    const wrong = said.childElementCount > 0;
    if (field && wrong !== field.classList.contains("field--wrong")) told(field, wrong);
  }
});
