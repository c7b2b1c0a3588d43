/* What the form of an item shows, by the same conditions as the server's, over the answers in it. A condition is one
   comparison, or `all`, `any` or `not` over conditions; with an absent answer a comparison is false. */
const ORDER = {
  "==": (one, other) => one === other,
  "!=": (one, other) => one !== other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
};
const NUMBERS = ["number", "integer"];

function compare(left, op, right) {
  if (left === undefined || left === null || right === undefined || right === null) return false;
  if (Array.isArray(left)) {
    if (op === "in") return Array.isArray(right) && left.some((one) => right.includes(one));
    return ["==", "!="].includes(op) && left.includes(right) === (op === "==");
  }
  if (op === "in") return Array.isArray(right) && right.some((one) => compare(left, "==", one));
  return typeof left === typeof right && ORDER[op](left, right);
}

export function holds(condition, facts) {
  if (condition.all) return condition.all.every((one) => holds(one, facts));
  if (condition.any) return condition.any.some((one) => holds(one, facts));
  if (condition.not) return !holds(condition.not, facts);
  return compare(facts[condition.field], condition.op, condition.other ? facts[condition.other] : condition.value);
}

function answer(form, key, type) {
  const found = form.elements[`f.${key}`];
  if (!found) return undefined;
  if (type === "multi") return [found].flatMap((one) => (one.length ? [...one] : [one])).filter((one) => one.checked).map((one) => one.value);
  const text = found.value.normalize("NFKC").trim();
  if (text === "") return undefined;
  if (type === "yes_no") return text === "true";
  if (NUMBERS.includes(type)) return Number.isNaN(Number(text)) ? undefined : Number(text);
  return text;
}

const place = (form, key) => form.querySelector(`#q-${CSS.escape(key)}`);
export const rulesOf = (form) => JSON.parse(form.querySelector("[data-rules]")?.dataset.rules ?? "null");

/* Show what applies now. A question that is not shown has no answer, as on the server. */
export function apply(form, rules) {
  const facts = { ...rules.facts };
  for (const [key, type] of Object.entries(rules.types)) {
    const shown = !rules.when[key] || holds(rules.when[key], facts);
    if (place(form, key)) place(form, key).hidden = !shown;
    if (shown) facts[key] = answer(form, key, type);
  }
  for (const [key, condition] of Object.entries(rules.when))
    if (key.startsWith("material.") && place(form, key)) place(form, key).hidden = !holds(condition, facts);
  for (const part of form.querySelectorAll("[data-asks]"))
    part.hidden = [...part.querySelectorAll('[id^="q-"]')].every((one) => one.hidden);
  return facts;
}

/* The items of a bundle that are in, by the answers; none where the form is of one item. */
export function takenItems(form, rules) {
  const facts = apply(form, rules);
  return Object.entries(rules.items ?? {}).filter(([, when]) => !when || holds(when, facts)).map(([item]) => item);
}

/* What must be answered before a receipt is handed over and is not yet: [{where, words}]. */
export function lacking(form, rules, files, words) {
  const empty = (key) => {
    const value = answer(form, key, rules.types[key]);
    return value === undefined || value.length === 0;
  };
  const asked = rules.required.filter((key) => place(form, key)?.hidden === false && empty(key));
  const papers = [...form.querySelectorAll("[name=on_paper]:checked")].map((one) => one.value);
  const came = [...papers, ...files.map((one) => one.field.replace(/^file\./, ""))];
  const facts = apply(form, rules);
  const must = (key) => place(form, `material.${key}`)?.hidden === false && (!rules.required_when?.[key] || holds(rules.required_when[key], facts));
  const wanted = rules.materials_required.filter((key) => must(key) && !came.includes(key));
  return [
    ...asked.map((where) => ({ where, words: words.fillIn })),
    ...wanted.map((key) => ({ where: `material.${key}`, words: words.handIn })),
  ];
}
