/* The sections of a long page: all open where there is room and on paper, closed on a phone until they are asked for. */
const folds = [...document.querySelectorAll("details.more")];
const narrow = matchMedia("(max-width: 54rem)");

const wanted = () => location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));

function show() {
  const target = wanted();
  const fold = target && (target.closest("details.more") ?? target.querySelector("details.more"));
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
}

if (narrow.matches) for (const fold of folds) fold.open = false;
show();
window.addEventListener("hashchange", show);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("a[href^='#']")) setTimeout(show, 0);
});

let closed = [];
window.addEventListener("beforeprint", () => {
  closed = folds.filter((fold) => !fold.open);
  for (const fold of closed) fold.open = true;
});
window.addEventListener("afterprint", () => {
  for (const fold of closed) fold.open = false;
});
