/* Saves a form as it is typed in: soon after the last key, never in the middle of composing a character. */
for (const form of document.querySelectorAll("[data-draft]")) {
  let timer;
  const save = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => window.htmx?.trigger(form, "save"), wait);
  };
  form.addEventListener("input", (event) => {
    if (!event.isComposing) save(event.target.matches("[type=radio], [type=checkbox], select") ? 0 : 900);
  });
  form.addEventListener("compositionend", () => save(900));
  form.addEventListener("change", () => save(0));
}
