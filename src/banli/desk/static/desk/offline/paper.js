/* The paper that is handed over without a network: a receipt, a ticket. Its places are filled in on the device. */
const chinese = document.documentElement.lang !== "en";
const written = (at, options) => new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", ...options }).format(new Date(at));

/* As the pages of the server write it. */
export function day(at) {
  if (!chinese) return written(at, { day: "numeric", month: "short", year: "numeric" });
  const [date, month, year] = ["day", "month", "year"].map((one) => Number(written(at, { [one]: "numeric" })));
  return `${year}年${month}月${date}日`;
}
export const moment = (at) => `${day(at)}${chinese ? " " : ", "}${written(at, { hour: "2-digit", minute: "2-digit" })}`;
export const groups = (number) => (number.length < 24 ? number : `${number.slice(0, -12)} ${number.slice(-12, -4)} ${number.slice(-4)}`);

function handedIn(form, said) {
  const rules = form.rules;
  if (!rules?.materials) return [];
  const papers = said.fields.filter(([name]) => name === "on_paper").map(([, key]) => [key, ""]);
  const files = said.files.map((one) => [one.field.replace(/^file\./, ""), one.name]);
  // In the order in which the server keeps them: files that came first, paper after.
  return [...files, ...papers].filter(([key]) => rules.materials[key]).map(([key, file]) => [rules.materials[key], file]);
}

const valueOf = (said, name) => said.fields.find(([one]) => one === name)?.[1] ?? "";

/* Draw the paper of a record: `form` with its `paper` and `rules`, `said` with its number. */
export function drawPaper(place, form, said) {
  place.replaceChildren(...new DOMParser().parseFromString(form.paper, "text/html").body.childNodes);
  const { number, query, password, due, qr, rating_qr: rating } = said.number;
  const fills = {
    number: groups(number),
    query,
    password,
    received: moment(said.at),
    due: due ? day(`${due}T12:00:00+08:00`) : "",
    applicant: form.rules?.applicant ? valueOf(said, `f.${form.rules.applicant}`) : "",
    line: place.querySelector(`[data-line="${CSS.escape(valueOf(said, "service"))}"]`)?.textContent ?? "",
  };
  for (const one of place.querySelectorAll("[data-fill]")) one.textContent = fills[one.dataset.fill] ?? "";
  for (const one of place.querySelectorAll("img[data-qr]")) one.src = qr ?? "";
  for (const one of place.querySelectorAll("img[data-rating-qr]")) one.src = rating ?? "";
  for (const row of place.querySelectorAll("[data-case]")) {
    const one = said.numbers?.[row.dataset.case];
    if (!one) row.remove(); // an item that is not in
    else for (const cell of row.querySelectorAll("[data-of]")) cell.textContent = cell.dataset.of === "number" ? groups(one.number) : one[cell.dataset.of];
  }
  const list = place.querySelector("[data-handed-in]");
  for (const [name, file] of list ? handedIn(form, said) : []) {
    const row = document.createElement("li");
    const how = document.createElement("span");
    how.className = "muted small";
    how.textContent = file || list.dataset.paper;
    row.append(`${name} `, how);
    list.append(row);
  }
}
