/* What the parts of the page share: its words, where it tells something, which part of it is shown. */
export const $ = (id) => document.getElementById(id);
export const words = $("words").dataset;

export const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name]);

export function show(...names) {
  for (const one of document.querySelectorAll("[data-part]")) one.hidden = !names.includes(one.dataset.part);
}

export function tell(text, tone = "info") {
  $("told").textContent = text;
  $("told").className = `notice notice--${tone}`;
  $("told").hidden = !text;
}

export const clock = (at) =>
  new Date(at).toLocaleString(document.documentElement.lang, { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
