// The form at the counter is drawn anew when an answer brings other questions (anew.js puts back what was typed since).
// The row of a material changes by its own uploads only, so that the one on the page is the newest, also under way.
let rows = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, shouldSwap } = event.detail;
  rows = target.id === "intake" && shouldSwap ? [...target.querySelectorAll("[data-file]")] : [];
});

document.addEventListener("htmx:afterSwap", () => {
  for (const row of rows) {
    document.getElementById(row.id)?.replaceWith(row);
    if (row.isConnected) window.htmx.process(row);
  }
  rows = [];
});
