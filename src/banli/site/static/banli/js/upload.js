/* Progress of an upload, and files dropped on a row. Rows are replaced by the server's answer. */
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.closest?.("[data-file]")?.querySelector("progress");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.value = (100 * event.detail.loaded) / event.detail.total;
});

/* What no server would take is told before it is sent: an upload that is broken off half-way has no words. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  const most = Number(form.dataset?.largest);
  if (!most) return;
  const files = [...form.elements.file.files];
  if (files.every((file) => file.size <= most) && files.reduce((sum, file) => sum + file.size, 0) <= 5 * most) return;
  event.preventDefault();
  form.elements.file.value = "";
  const told = document.createElement("p");
  told.className = "field__error";
  told.role = "alert";
  told.textContent = form.dataset.tooLarge;
  form.querySelector(".field__error")?.remove();
  form.append(told);
});

const rowOf = (event) => event.target.closest?.("[data-file]");

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
  input.files = event.dataTransfer.files;
  window.htmx?.trigger(input.closest("[hx-post]"), "dropped");
});
