/* What is pasted into the field brings its marked-up form along, so that levels and tables are read. Whoever changes
   the words afterwards means the words: the marked-up form is let go. Without script plain paragraphs are read. */
const field = document.getElementById("pasted");
const markup = field?.form.elements.markup;
const said = document.querySelector("[data-rich]");
let coming = "";

function keep(text) {
  markup.value = text;
  said.hidden = !text;
}

field?.addEventListener("paste", (event) => {
  const whole = !field.value.trim() || (field.selectionStart === 0 && field.selectionEnd === field.value.length);
  coming = whole ? (event.clipboardData?.getData("text/html") ?? "") : "";
});

field?.addEventListener("input", (event) => {
  keep(event.inputType === "insertFromPaste" ? coming : "");
  coming = "";
});
