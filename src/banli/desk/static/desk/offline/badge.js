/* On every page of the desk: how many records wait on this device, and how old the oldest is. What waits is sent when
   its owner is signed in and the network is there. */
import { all, read } from "./store.js";
import { ask, fetchKit, sendAll, unlocked } from "./outbox.js";
import { fetchNumbers } from "./numbers.js";
import { keepLine, lineAge } from "./tickets.js";
import { possible } from "./vault.js";

const KIT_AGE = 60 * 60 * 1000; // milliseconds: forms older than this are fetched anew
const LINE_AGE = 30 * 1000; // milliseconds: who waits is asked again, so that it is known when the network is cut
const OPEN = ["waiting", "refused"];
const AGAIN = { first: 5_000, most: 5 * 60_000 }; // milliseconds between two tries of a page that stays open

export async function waiting() {
  const open = (await all("entries")).filter((one) => OPEN.includes(one.state));
  return { count: open.length, oldest: Math.min(...open.map((one) => one.seq)), open };
}

export function age(milliseconds, words) {
  const minutes = Math.max(Math.floor(milliseconds / 60_000), 0);
  if (minutes < 60) return words.minutes.replace("{n}", minutes);
  return minutes < 1440
    ? words.hours.replace("{n}", Math.floor(minutes / 60))
    : words.days.replace("{n}", Math.floor(minutes / 1440));
}

export async function show() {
  const badge = document.querySelector("[data-offline]");
  if (!badge) return;
  const { count, oldest } = await waiting();
  const told = badge.querySelector("[data-offline-count]");
  told.hidden = !count;
  told.textContent = count
    ? badge.dataset.waiting.replace("{n}", count).replace("{age}", age(Date.now() - oldest, badge.dataset))
    : "";
}

/* Send what waits, and keep the forms fresh: asks the server only where there is something to do. True where nothing
   of this owner is left to be sent. */
async function send() {
  const me = document.querySelector("[data-forget]")?.dataset.forget;
  if (!(await read("keys", me ?? ""))) return true;
  const sends = (await waiting()).open.some((one) => one.owner === me && one.state === "waiting");
  const kit = await read("kits", me);
  const old = !kit || Date.now() - kit.at > KIT_AGE;
  const asks = (await lineAge(me)) > LINE_AGE;
  if (!sends && !old && !asks) return true;
  const told = await ask();
  const vault = await unlocked(told);
  if (!vault) return !sends;
  const sent = await sendAll(vault, told);
  await keepLine(vault, told);
  if (old) {
    await fetchKit(vault);
    await fetchNumbers(vault, told);
  }
  await show();
  return sent;
}

/* An answer can be lost while the browser believes itself online: the page tries again, each time a little later. */
let next;
async function work(pause = AGAIN.first) {
  clearTimeout(next);
  if (!(await send().catch(() => false))) next = setTimeout(work, pause, Math.min(pause * 2, AGAIN.most));
}

if (possible && document.querySelector("[data-offline]")) {
  show();
  navigator.serviceWorker.register("/desk/offline/worker.js", { scope: "/desk/" }).catch(() => {});
  work();
  window.addEventListener("online", () => work());
}
