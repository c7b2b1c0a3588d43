// The form at the counter is drawn anew when an answer brings other questions: it keeps what was typed and chosen since.
// The row of a material changes by its own uploads only, so that the one on the page is the newest, also under way.
let before = [];
let rows = [];
let composing = null;

document.addEventListener("compositionstart", (event) => (composing = event.target));
document.addEventListener("compositionend", () => (composing = null));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, shouldSwap } = event.detail;
  if (target.id !== "intake" || !shouldSwap) return;
  if (composing && target.contains(composing)) event.detail.shouldSwap = false; // the change that follows asks again
  rows = [...target.querySelectorAll("[data-file]")];
  const controls = target.querySelectorAll("input:not([type=hidden], [data-file] *), select, textarea");
  before = [...controls].map((old) => ({ old, value: old.value, checked: old.checked }));
});

document.addEventListener("htmx:afterSwap", () => {
  const form = document.getElementById("intake");
  for (const { old, value, checked } of before) {
    const chosen = old.type === "radio" || old.type === "checkbox";
    const same = [...form.querySelectorAll(`[name="${CSS.escape(old.name)}"]`)];
    const fresh = same.find((one) => one !== old && (!chosen || one.value === value));
    if (!fresh) continue;
    if (chosen) fresh.checked = checked;
    else fresh.value = value;
  }
  for (const row of rows) {
    document.getElementById(row.id)?.replaceWith(row);
    if (row.isConnected) window.htmx.process(row);
  }
  before = [];
  rows = [];
});
