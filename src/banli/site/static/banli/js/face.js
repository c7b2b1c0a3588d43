/* What every page shares: toasts that leave by themselves, and a walk through table rows by arrow keys. */
const toasts = document.getElementById("toasts");

if (toasts) {
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) setTimeout(() => node.remove(), 8000);
      }
    }
  }).observe(toasts, { childList: true });
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".table--rows tbody tr");
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!row || !step || event.target.matches("input, select, textarea")) return;
  const link = row[step]?.querySelector(".row-link");
  if (link) {
    event.preventDefault();
    link.focus();
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const words = event.detail.xhr.getResponseHeader("X-Words");
  if (!toasts || !words) return;
  const notice = document.createElement("div");
  notice.className = "notice notice--overdue";
  notice.textContent = decodeURIComponent(words);
  toasts.append(notice);
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
