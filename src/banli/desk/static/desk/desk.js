// What every page of the desk does: "/" finds the search, the cursor goes to the first fault.

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input, select, textarea")) return;
  const search = document.querySelector("[data-slash]");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

document.querySelector(":is(.field--wrong, .file--wrong) :is(input, textarea, select)")?.focus();
