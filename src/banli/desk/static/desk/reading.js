// Reading a file with the keyboard: J and K go down and up, Y marks a point in order, N marks it wrong.
const points = [...document.querySelectorAll("[data-point]")].filter((one) => one.querySelector(".check__marks"));
let here = -1;

function go(to) {
  if (!points.length) return;
  points[here]?.removeAttribute("data-here");
  here = Math.max(0, Math.min(points.length - 1, to));
  const point = points[here];
  point.setAttribute("data-here", "");
  point.scrollIntoView({ block: "nearest" });
}

function mark(value) {
  const box = points[here]?.querySelector(`input[type="radio"][value="${value}"]`);
  if (!box) return;
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  if (value === "no") points[here].querySelector(".check__problem input").focus();
  else go(here + 1);
}

const keys = { j: () => go(here + 1), k: () => go(here - 1), y: () => mark("yes"), n: () => mark("no") };

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=radio]), select, textarea");
  if (typing) {
    if ((event.key === "Enter" || event.key === "Escape") && event.target.closest(".check__problem")) {
      event.preventDefault();
      event.target.blur();
    }
    return;
  }
  const key = keys[event.key.toLowerCase()];
  if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  key();
});

// The crosses, as the notice or the opinion will list them.
const list = document.querySelector("[data-crosses]");

function compose() {
  if (!list) return;
  const crossed = points.filter((point) => point.querySelector(".no input")?.checked);
  list.replaceChildren(
    ...crossed.map((point) => {
      const line = document.createElement("li");
      const problem = point.querySelector(".check__problem input").value.trim();
      line.textContent = [point.querySelector(".check__label").textContent.trim(), problem].filter(Boolean).join("：");
      return line;
    }),
  );
  list.hidden = !crossed.length;
  const offer = list.closest("details");
  if (offer && crossed.length) offer.open = true;
}

document.addEventListener("change", compose);
document.addEventListener("input", compose);
compose();
