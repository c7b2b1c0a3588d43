/* Completes names, posts, laws and set phrases while somebody types: words of #dictionary that go on from what stands
   before the cursor. Arrow keys choose, Enter or Tab takes, Escape closes. Without script one types on. */
const words = [...(document.getElementById("dictionary")?.options ?? [])].map((one) => one.value);
const SHORTEST = 2;
const SHOWN = 6;
let field = null;
let list = null;
let typed = 0;
let at = 0;

/* What stands before the cursor, and the entries that begin with its end: the longest beginning first. */
function found(text) {
  for (let length = Math.min(12, text.length); length >= SHORTEST; length -= 1) {
    const start = text.slice(-length);
    const fits = words.filter((word) => word.length > length && word.startsWith(start));
    if (fits.length) return { length, fits: fits.slice(0, SHOWN) };
  }
  return { length: 0, fits: [] };
}

function close() {
  list?.remove();
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
  list = null;
}

function mark(place) {
  at = (place + list.children.length) % list.children.length;
  for (const [index, one] of [...list.children].entries()) one.setAttribute("aria-selected", String(index === at));
  field.setAttribute("aria-activedescendant", list.children[at].id);
}

function take(word) {
  const rest = word.slice(typed);
  field.setRangeText(rest, field.selectionStart, field.selectionEnd, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

function open(text) {
  close();
  const { length, fits } = found(text);
  if (!fits.length) return;
  typed = length;
  list = document.createElement("ul");
  list.id = "completions";
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.completes);
  for (const [index, word] of fits.entries()) {
    const one = document.createElement("li");
    one.id = `completion-${index}`;
    one.setAttribute("role", "option");
    one.textContent = word;
    one.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(word);
    });
    list.append(one);
  }
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  mark(0);
}

function typing(event) {
  if (event.isComposing || !event.target.matches?.("[data-completes]")) return;
  field = event.target;
  if (field.selectionStart !== field.selectionEnd) return close();
  open(field.value.slice(0, field.selectionStart));
}

document.addEventListener("input", typing);
document.addEventListener("compositionend", typing);
document.addEventListener("focusout", (event) => {
  if (event.target === field) close();
});

document.addEventListener("keydown", (event) => {
  if (!list || event.target !== field || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && !event.altKey) {
    event.preventDefault();
    mark(at + step);
  } else if (event.key === "Enter" || event.key === "Tab") {
    event.preventDefault();
    take(list.children[at].textContent);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close();
  }
});
