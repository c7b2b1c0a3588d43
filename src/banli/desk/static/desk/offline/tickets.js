/* Tickets on this device: drawn here, or waiting in the lines of the window when the server was met last. What is done with
   each, and whose visit an application belongs to. */
import { button, element } from "./elements.js";
import { dayOf } from "./numbers.js";
import { mine } from "./outbox.js";
import { keepEntry, moment, put, read } from "./store.js";
import { openJson, sealJson } from "./vault.js";

const SHOWN = 8; // numbers that are offered at a time
const LINE = "line";
const place = (vault) => `${LINE}|${vault.owner}`;
const called = (said) => said.kind === "call";
const isTicket = (said) => called(said) || (said.kind === "ticket" && Boolean(said.number));

/* What may come next for a ticket that waits; nothing where the server may have it already. */
export function nextSteps(row, said) {
  if (!isTicket(said) || row.state !== "waiting" || row.tried) return [];
  const { called_at, begun_at, ended_at, missed_at } = said.steps ?? {};
  if (!called_at) return ["called_at"];
  if (!begun_at) return missed_at ? [] : ["begun_at", "missed_at"];
  return ended_at ? [] : ["ended_at"];
}

/* Take a step now; false where the clock of this device was set back, so that the moment is not known. */
export function take(vault, row, step) {
  return navigator.locks.request("banli-offline-send", async () => {
    const now = await read("entries", row.id);
    if (!now || now.tried || now.state === "done") return true;
    const said = await openJson(vault, row.id, now);
    const { at, back } = await moment();
    if (back) return false;
    said.steps = { ...said.steps, [step]: at.toISOString() };
    await keepEntry({ ...now, ...(await sealJson(vault, row.id, said)) });
    return true;
  });
}

/* The tickets of the day of `at`, as they stand here: [{row, said}]. */
async function ticketsOn(vault, at) {
  const found = [];
  for (const row of await mine(vault.owner)) {
    const said = await openJson(vault, row.id, row);
    if (isTicket(said) && dayOf(new Date(said.at)) === dayOf(new Date(at))) found.push({ row, said });
  }
  return found;
}

const numberOf = (said) => said.ticket ?? said.number.number;

/* Offer, in a form that asks whose visit it is, the tickets of the day whose holders were served here; chosen is the one
   that is being served now. */
export async function offerVisits(form, vault, at) {
  const visits = form.querySelector("[data-visits]");
  if (!visits) return;
  const found = (await ticketsOn(vault, at)).filter(({ row, said }) => said.steps?.begun_at || row.state === "done");
  const serves = ({ said }) => Boolean(said.steps?.begun_at && !said.steps.ended_at);
  visits.querySelector("select").append(...found.map((one) => new Option(numberOf(one.said), one.row.id, false, serves(one))));
  visits.hidden = !found.length;
}

/* Keep who waits, as the server told it just now: numbers, lines and groups. */
export async function keepLine(vault, told) {
  const kept = { line: told.line ?? null, day: dayOf(new Date(told.now)), now: told.now };
  await put("kits", { owner: place(vault), at: Date.now(), none: !told.line, ...(await sealJson(vault, LINE, kept)) });
}

/* How long ago in milliseconds the line was heard of; Infinity where it never was, 0 where this officer calls none. */
export async function lineAge(owner) {
  const row = await read("kits", `${LINE}|${owner}`);
  return row?.none ? 0 : Date.now() - (row?.at ?? -Infinity);
}

/* Who waited, or stood at this window, when the server was met last today, and was not called here since. */
async function lineNow(vault, at) {
  const row = await read("kits", place(vault));
  const { line, day } = row ? await openJson(vault, LINE, row) : {};
  if (!line || day !== dayOf(at)) return null;
  const known = (await ticketsOn(vault, at)).filter(({ said }) => called(said)).map(({ said }) => said.ticket);
  const open = (one) => !known.includes(one.number);
  return { at: row.at, waiting: line.waiting.filter(open), here: line.here && open(line.here) ? line.here : null };
}

async function call(vault, one, now) {
  const row = { id: crypto.randomUUID(), owner: vault.owner, state: "waiting", seq: Date.now() };
  const at = now.at.toISOString();
  const said = { kind: "call", title: [one.number, one.line].filter(Boolean).join(" · "), ticket: one.number, at, seen: now.seen, files: [] };
  Object.assign(said, { fields: [["ticket", one.number]], steps: one.steps ?? { called_at: at } });
  await keepEntry({ ...row, ...(await sealJson(vault, row.id, said)) });
}

/* Without a network: who can be called, the next first. `told` does what follows a click: with false where the clock
   was set back. */
export async function drawLine(box, vault, { words, age, offline, told }) {
  const now = await moment();
  const line = offline ? await lineNow(vault, now.at) : null;
  box.hidden = !line || !(line.here || line.waiting.length);
  if (box.hidden) return;
  const row = (one, text) => {
    const made = element("li", "", "row row--between");
    const group = one.group ? ` · ${one.group}` : "";
    const act = async () => {
      const { back } = now.back ? now : await moment();
      if (!back) await call(vault, one, await moment());
      await told(!back);
    };
    made.append(element("span", `${one.number} · ${one.line}${group}`, "strong"), button(text, act, "button button--small button--quiet"));
    return made;
  };
  const rows = line.waiting.slice(0, SHOWN).map((one) => row(one, words.called_at));
  if (line.here) rows.unshift(row(line.here, words.lineHere));
  box.querySelector("[data-line-age]").textContent = words.lineAge.replace("{age}", age(Date.now() - line.at, words)).replace("{n}", line.waiting.length);
  box.querySelector("ul").replaceChildren(...rows);
}
