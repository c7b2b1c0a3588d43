/* A form that was kept, drawn and filled in: its fields are read and put back, its photographs kept beside them. */
import { fitChoices } from "../choices.js";

const ticked = (one) => one.type === "radio" || one.type === "checkbox";
const SHANGHAI = "Asia/Shanghai";

/* The controls of the form, without its photographs. */
const controls = (form) =>
  [...form.elements].filter((one) => one.name && !["file", "submit", "button"].includes(one.type));

export function fieldsOf(form) {
  return controls(form)
    .filter((one) => !ticked(one) || one.checked)
    .map((one) => [one.name, one.value]);
}

export function fill(form, fields) {
  for (const one of controls(form)) {
    const told = fields.filter(([name]) => name === one.name).map(([, value]) => value);
    if (ticked(one)) one.checked = told.includes(one.value);
    else if (told.length) one.value = told[0];
  }
}

/* Day and part of the day of `at`, where the form asks for them: the form is older than that. */
function present(form, about, at) {
  const { day, slot, slots, moment } = about;
  const part = (options) => new Intl.DateTimeFormat("sv-SE", { timeZone: SHANGHAI, ...options }).format(at);
  const date = part({ dateStyle: "short" });
  const hour = part({ timeStyle: "short" });
  for (const name of (day ?? "").split(" ").filter(Boolean)) form.elements[name].value = date;
  if (moment) form.elements[moment].value = `${date} ${hour}`;
  const ends = (slots ?? "").trim().split(/\s+/).map((one) => one.split("="));
  if (slot) form.elements[slot].value = (ends.find(([, end]) => hour < end) ?? ends.at(-1))[0];
}

export function draw(form, place, html, at) {
  place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  fitChoices(place);
  present(form, place.firstElementChild.dataset, at);
}

/* As banli.kernel.folding: one kind of brackets, and nothing between the characters of a number. */
const folded = (typed) =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[[〔【「『〖❲{<《〈⟨﹝⁅]/g, "(")
    .replace(/[\]〕】」』〗❳}>》〉⟩﹞⁆]/g, ")")
    .replace(/[\s·•.\p{Pd}_−ー~‾]/gu, "");

function linesOf(row) {
  const list = document.createElement("dl");
  list.className = "facts";
  for (const [label, text] of [["", row.title], ...row.lines]) {
    const line = document.createElement("div");
    line.append(document.createElement("dt"), document.createElement("dd"));
    line.firstChild.textContent = label;
    line.lastChild.textContent = text;
    list.append(line);
  }
  return list;
}

/* Beside a check: the permit of that number or plate, from the copy that was taken along, and how old the copy is. */
export function beside(form, copy, age) {
  const place = form.querySelector("[data-permit]");
  if (!place) return;
  const lines = place.querySelector("[data-permit-lines]");
  place.querySelector("[data-permit-age]").textContent = age;
  const asked = place.dataset.by.split(" ").map((name) => form.elements[name]);
  const look = () => {
    const typed = asked.map((one) => folded(one.value)).filter(Boolean);
    const found = copy.find((row) => row.names.some((name) => name && typed.includes(folded(name))));
    lines.replaceChildren(...(found ? [linesOf(found)] : typed.length ? [place.dataset.none] : []));
  };
  for (const one of asked) one.addEventListener("input", look);
  look();
}

/* Faults at their fields, in place of those of before; `insist`: what can be ticked to go on in spite of them. */
export function mark(form, problems, insist = null) {
  for (const one of form.querySelectorAll("[data-fault]")) one.remove();
  for (const one of form.querySelectorAll(".field--wrong")) one.classList.remove("field--wrong");
  for (const { where, words } of problems) {
    const told = document.createElement("p");
    told.className = "field__error";
    told.dataset.fault = "";
    told.textContent = words;
    const place = form.elements[where] ?? form.querySelector(`[name="mark.${CSS.escape(where)}"]`);
    const field = form.querySelector(`#q-${CSS.escape(where)}`) ?? (place?.length ? place[0] : place)?.closest?.(".field, fieldset");
    if (field) field.hidden = false;
    (field ?? form).append(told);
    field?.classList.add("field--wrong");
  }
  if (insist) form.append(tick(insist));
  form.querySelector(".field--wrong")?.scrollIntoView({ block: "center" });
}

function tick({ name, value, words }) {
  const label = document.createElement("label");
  label.className = "choice notice notice--warning";
  label.dataset.fault = "";
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name, value });
  const text = document.createElement("span");
  text.textContent = words;
  label.append(box, text);
  return label;
}
