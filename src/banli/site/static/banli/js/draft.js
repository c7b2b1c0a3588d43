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

/* A section drawn anew keeps what was typed into the old one while its answer was on the way. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  for (const old of target.querySelectorAll("input:not([type=hidden], [type=file]), select, textarea")) {
    const anew = old.id && fragment.querySelector(`#${CSS.escape(old.id)}`);
    if (!anew) continue;
    if (old.matches("[type=radio], [type=checkbox]")) anew.checked = old.checked;
    else anew.value = old.value;
  }
});
