/* Lines of the outline are moved by dragging, or with Alt and the arrow keys on a line; the server numbers them anew.
   Without script the arrows of each line do the same. */
const outline = () => document.getElementById("outline");
const move = document.getElementById("move");
let dragged = null;

function send(line, section, place) {
  move.elements.line.value = line;
  move.elements.section.value = section;
  move.elements.place.value = place;
  move.submit();
}

function ready() {
  for (const slip of outline()?.querySelectorAll("[data-line]") ?? []) slip.draggable = true;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-line]");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-line]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  document.querySelector(".slip--over")?.classList.remove("slip--over");
  over.classList.add("slip--over");
});

document.addEventListener("drop", (event) => {
  const over = event.target.closest?.("[data-line]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  send(dragged.dataset.line, over.dataset.section, over.dataset.place);
});

document.addEventListener("dragend", () => {
  document.querySelector(".slip--over")?.classList.remove("slip--over");
  dragged = null;
});

document.addEventListener("keydown", (event) => {
  const slip = event.target.closest?.("[data-line]");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!slip || !step || !event.altKey) return;
  event.preventDefault();
  const place = Number(slip.dataset.place) + step;
  if (place > 0) send(slip.dataset.line, slip.dataset.section, place);
});

/* A remark chooses its place in the field of the line. */
const field = () => document.getElementById("text");

function choose(from, to) {
  field().focus();
  field().setSelectionRange(Number(from), Number(to));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-from]");
  if (!link || !field()) return;
  event.preventDefault();
  choose(link.dataset.from, link.dataset.to);
});

if (field()?.dataset.from) choose(field().dataset.from, field().dataset.to);

/* Words chosen in the field of the line, or on the sheet, are what a comment is about. */
document.addEventListener("toggle", (event) => {
  const quote = event.target.querySelector?.("#quote");
  if (!quote || quote.value || !event.target.open) return;
  const text = field();
  const chosen = text ? text.value.slice(text.selectionStart, text.selectionEnd) : "";
  quote.value = chosen || String(getSelection()).trim();
}, true);

document.addEventListener("htmx:afterSettle", ready);
ready();
