/* Tickets on this device: what is done with each after it was drawn, and whose visit an application belongs to. */
import { dayOf } from "./numbers.js";
import { mine } from "./outbox.js";
import { keepEntry, moment, read } from "./store.js";
import { openJson, sealJson } from "./vault.js";

export const STEPS = ["called_at", "begun_at", "ended_at"];
export const isTicket = (said) => said.kind === "ticket" && Boolean(said.number);

/* What comes next for a ticket that waits; undefined where nothing does, or the server may have it already. */
export const nextStep = (row, said) =>
  isTicket(said) && row.state === "waiting" && !row.tried ? STEPS.find((one) => !said.steps?.[one]) : undefined;

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

/* The tickets of the day of `at` whose holders were served here, or that came in since: [{id, number, serves}]. */
async function servedOn(vault, at) {
  const found = [];
  for (const row of await mine(vault.owner)) {
    const said = await openJson(vault, row.id, row);
    if (!isTicket(said) || dayOf(new Date(said.at)) !== dayOf(new Date(at))) continue;
    const { begun_at: begun, ended_at: ended } = said.steps ?? {};
    if (begun || row.state === "done") found.push({ id: row.id, number: said.number.number, serves: Boolean(begun && !ended) });
  }
  return found;
}

/* Offer them in a form that asks whose visit it is; chosen is the one that is being served now. */
export async function offerVisits(form, vault, at) {
  const place = form.querySelector("[data-visits]");
  if (!place) return;
  const found = await servedOn(vault, at);
  const options = found.map((one) => new Option(one.number, one.id, false, one.serves));
  place.querySelector("select").append(...options);
  place.hidden = !found.length;
}
