// What every page of the desk does: one click is one act, typed text survives a lost session, "/" finds the search.
const KEPT = "desk:";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-once]");
  if (!form) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
});

const fields = (form) => [...form.elements].filter((one) => one.name && !["hidden", "file", "submit"].includes(one.type));

function keep(form) {
  const typed = {};
  for (const one of fields(form)) {
    if (one.type === "radio" || one.type === "checkbox") {
      if (one.checked) typed[one.name] = one.value;
    } else if (one.value !== one.defaultValue) {
      typed[one.name] = one.value;
    }
  }
  sessionStorage.setItem(KEPT + form.dataset.keep, JSON.stringify(typed));
}

function restore(form) {
  const typed = JSON.parse(sessionStorage.getItem(KEPT + form.dataset.keep) || "{}");
  for (const one of fields(form)) {
    if (!(one.name in typed)) continue;
    if (one.type === "radio" || one.type === "checkbox") one.checked = one.value === typed[one.name];
    else one.value = typed[one.name];
  }
  const text = Object.entries(typed).some(([name, value]) => value && !name.startsWith("mark."));
  if (text && form.parentElement.tagName === "DETAILS") form.parentElement.open = true;
}

const keeping = [...document.querySelectorAll("form[data-keep]")];
for (const form of keeping) restore(form);

// A case that has moved on needs what was typed for its earlier versions no more.
const current = new Set(keeping.map((form) => KEPT + form.dataset.keep));
const numbers = new Set(keeping.map((form) => `${KEPT}${form.dataset.keep.split(".")[0]}.`));
for (const key of Object.keys(sessionStorage)) {
  if ([...numbers].some((start) => key.startsWith(start)) && !current.has(key)) sessionStorage.removeItem(key);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.keep) keep(form);
});
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.dataset.keep) keep(form);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input, select, textarea")) return;
  const search = document.querySelector("[data-slash]");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

document.querySelector(".field--wrong :is(input, textarea, select)")?.focus();
