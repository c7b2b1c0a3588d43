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

const tellFailure = (event) => {
  const status = event.detail.xhr?.status ?? 0;
  const words = status === 403 ? document.body.dataset.ended : document.body.dataset.failed;
  if (!toasts || !words || (status && status < 500 && ![403, 413, 429].includes(status))) return;
  const notice = document.createElement("div");
  notice.className = "notice notice--overdue";
  notice.textContent = (status === 413 && event.detail.xhr.responseText) || words;
  toasts.replaceChildren(notice);
};

document.addEventListener("htmx:responseError", tellFailure);
document.addEventListener("htmx:sendError", tellFailure);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  if (button.autofocus) button.focus(); // it could not be focused while it was hidden
  button.addEventListener("click", () => window.print());
}
