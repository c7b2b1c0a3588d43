/* A form that hands something in goes out once: a second press finds the button at rest. */
for (const form of document.querySelectorAll("[data-once]")) {
  form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)), 0);
  });
}

window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("[data-once] button").forEach((button) => (button.disabled = false));
});
