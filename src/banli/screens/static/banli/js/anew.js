/* A part of a form that comes back from the server was drawn from what was sent; what was typed since then is newer and
   is put back, but for rows of files (data-file). Nothing is swapped under a character that is being composed: the save at
   the end of the composition brings the part again. A part with data-anew comes as the answer itself, a section of a
   form with data-draft beside it. */
const CONTROLS = "input:not([type=hidden], [type=file], [data-file] *), select, textarea";
let composing = null;
let before = [];

document.addEventListener("compositionstart", (event) => (composing = event.target));
document.addEventListener("compositionend", () => (composing = null));

const composed = (target) => composing !== null && target.contains(composing);
const ticked = (one) => one.type === "radio" || one.type === "checkbox";
const typed = (part) => [...part.querySelectorAll(CONTROLS)].map((old) => ({ old, value: old.value, checked: old.checked }));

function putBack(part, stood) {
  const fresh = [...part.querySelectorAll(CONTROLS)];
  for (const { old, value, checked } of stood) {
    const now = fresh.find((one) => one.name === old.name && (!ticked(old) || one.value === value));
    if (!now) continue;
    if (ticked(old)) now.checked = checked;
    else now.value = value;
  }
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, shouldSwap } = event.detail;
  if (!("anew" in target.dataset) || !shouldSwap) return;
  if (composed(target)) event.detail.shouldSwap = false;
  else before = typed(target);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const part of document.querySelectorAll("[data-anew]")) putBack(part, before);
  before = [];
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (!target.closest("[data-draft]")) return;
  if (composed(target)) event.preventDefault();
  else putBack(fragment, typed(target));
});
