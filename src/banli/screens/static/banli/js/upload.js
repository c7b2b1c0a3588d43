/* A row that takes files: the progress of an upload, files dropped on it, and what no server would take. The server
   answers with the row anew. Without script its files go with the form around it. */
const rowOf = (event) => event.target.closest?.("[data-file]");
let asked = "";

document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = rowOf(event)?.querySelector("progress");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.value = (100 * event.detail.loaded) / event.detail.total;
});

/* What no server would take is told before it is sent: an upload that is broken off half-way has no words. */
function tooLarge(row, input) {
  const { largest, largestRequest } = row.dataset;
  const sizes = [...input.files].map((file) => file.size);
  return sizes.some((size) => size > Number(largest)) || sizes.reduce((sum, size) => sum + size, 0) > Number(largestRequest);
}

function tell(row, words) {
  const told = document.createElement("p");
  told.className = "field__error";
  told.role = "alert";
  told.textContent = words;
  told.id = `${row.querySelector("input[type=file]").id}-told`;
  row.querySelector("[data-told]").replaceChildren(told);
  row.classList.add("file--wrong");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const row = rowOf(event);
  if (!row) return;
  asked = row.id;
  const input = row.querySelector("input[type=file]");
  if (!("upload" in event.target.dataset) || !tooLarge(row, input)) return;
  event.preventDefault();
  input.value = "";
  tell(row, row.dataset.tooLarge);
});

/* A file that was chosen before the page listened is sent now, and not only with the whole form. */
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) return;
  for (const input of document.querySelectorAll("[data-upload] input[type=file]"))
    if (input.files.length) input.dispatchEvent(new Event("change", { bubbles: true }));
});

/* The row drawn anew: the cursor stays in it, and a fault that is mended leaves the list above the form. */
document.addEventListener("htmx:load", (event) => {
  const row = event.detail.elt;
  if (!row.matches?.("[data-file]") || row.id !== asked) return;
  asked = "";
  if (document.activeElement === document.body) row.querySelector("input[type=file]").focus({ preventScroll: true });
  row.dispatchEvent(new CustomEvent("drawn", { bubbles: true, detail: { wrong: row.classList.contains("file--wrong") } }));
});

document.addEventListener("dragover", (event) => {
  const row = rowOf(event);
  if (!row) return;
  event.preventDefault();
  row.classList.add("file--over");
});

document.addEventListener("dragleave", (event) => rowOf(event)?.classList.remove("file--over"));

document.addEventListener("drop", (event) => {
  const row = rowOf(event);
  if (!row) return;
  event.preventDefault();
  row.classList.remove("file--over");
  const input = row.querySelector("input[type=file]");
  if (input.disabled) return; // the one before is still on its way
  input.files = event.dataTransfer.files;
  window.htmx?.trigger(input.closest("[data-upload]"), "dropped");
});
