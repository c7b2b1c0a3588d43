/* Numbers leased to an officer on this device for the day, encrypted like everything else. A number is spent before
   the paper with it is shown, and once spent it is never handed out again, whatever becomes of the record. */
import { device, put, read } from "./store.js";
import { openJson, sealJson } from "./vault.js";

const ADDRESS = "/desk/offline/numbers/";
const NOTHING = { day: "", held: {}, spent: {}, closed: "" };
const place = (vault) => `numbers|${vault.owner}`;
const alone = (work) => navigator.locks.request("banli-offline-numbers", work);
export const dayOf = (at) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" }).format(at);

async function kept(vault) {
  const row = await read("kits", place(vault));
  return row ? openJson(vault, "numbers", row) : structuredClone(NOTHING);
}

async function keep(vault, numbers) {
  await put("kits", { owner: place(vault), at: Date.now(), ...(await sealJson(vault, "numbers", numbers)) });
}

async function post(told, fields) {
  const body = new FormData();
  body.set("device", (await device()).id);
  body.set("csrfmiddlewaretoken", told.csrf);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  try {
    const answer = await fetch(ADDRESS, { method: "POST", body, redirect: "manual" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/* Fill up what this device holds for today; not on a day that was closed here. */
export function fetchNumbers(vault, told) {
  return alone(async () => {
    const before = await kept(vault);
    if (before.closed === dayOf(new Date(told.now))) return;
    const found = await post(told, {});
    if (!found) return;
    const spent = before.day === found.day ? before.spent : {};
    const held = {};
    for (const [key, rows] of Object.entries(found.numbers))
      held[key] = rows.filter((one) => !(spent[key] ?? []).includes(one.serial));
    await keep(vault, { day: found.day, held, spent, closed: "" });
  });
}

/* The next number of each of `keys` for `day`, spent; null, and none is, where this device lacks one of them. */
export function takeNumbers(vault, keys, day) {
  return alone(async () => {
    const numbers = await kept(vault);
    if (numbers.day !== day || !keys.every((key) => numbers.held[key]?.length)) return null;
    const found = keys.map((key) => {
      const next = numbers.held[key].shift();
      (numbers.spent[key] ??= []).push(next.serial);
      return { key, day, ...next };
    });
    await keep(vault, numbers);
    return found;
  });
}

/* How many are left for `day`, in all; whether the day was closed here. */
export async function left(vault, day) {
  const { day: theirs, held, closed } = await kept(vault);
  const count = theirs === day ? Object.values(held).reduce((sum, rows) => sum + rows.length, 0) : 0;
  return { count, closed: closed === day };
}

/* The day is over at this window: nothing is handed out any more, and the unused numbers go back. Those that do not
   arrive are voided when the day ends. */
export function closeDay(vault, told) {
  return alone(async () => {
    const { day, held, spent } = await kept(vault);
    const today = dayOf(new Date(told.now));
    await keep(vault, { day, held: {}, spent, closed: today });
    const serials = Object.fromEntries(Object.entries(held).map(([key, rows]) => [key, rows.map((one) => one.serial)]));
    return day === today ? post(told, { back: JSON.stringify(serials) }) : null;
  });
}

export const openDay = (vault) => alone(async () => keep(vault, { ...(await kept(vault)), closed: "" }));
