/* The page of work without a network: set up, unlocked, a form filled in, what waits and what became of it. */
import { age, waiting } from "./badge.js";
import { button, element } from "./elements.js";
import { beside, draw, fieldsOf, fill, mark } from "./form.js";
import { closeDay, dayOf, fetchNumbers, left, openDay, takeNumbers } from "./numbers.js";
import { opening } from "./opening.js";
import { ask, fetchKit, mine, sendAll, unlocked } from "./outbox.js";
import { drawPaper, groups } from "./paper.js";
import { apply, lacking, rulesOf, takenItems } from "./rules.js";
import { $, clock, say, show, tell, words } from "./screen.js";
import { all, device, keepEntry, moment, read, remove } from "./store.js";
import { drawLine, keepLine, nextSteps, offerVisits, take } from "./tickets.js";
import { openByPassword, openJson, possible, seal, sealJson, setUp } from "./vault.js";

const IDLE = 30 * 60 * 1000; // milliseconds: as long as a session of the desk lives without a request
const WAIT = 400; // milliseconds after the last key until a draft is kept
let vault = null; // {owner, key}
let told = { state: "gone" };
let forms = [];
let writing = null; // {row, said}: the draft on the page
let lastTouch = Date.now();

/* Where things stand: the network, the session, what waits, and the next thing to do. */
async function refresh() {
  told = await ask();
  if (told.state === "struck") {
    vault = null;
    writing = null;
    $("mine").replaceChildren();
    $("state").textContent = words.struck;
    return show("struck");
  }
  const found = await unlocked(told);
  if (found) vault = found;
  else if (told.state === "in" && vault?.owner !== told.owner) vault = null; // another person signed in
  $("state").textContent = say(told.state === "in" ? "online" : told.state === "out" ? "signedOut" : "noNetwork");
  $("sign-in").hidden = told.state !== "out";
  if (!vault) return locked();
  if (told.state === "in") {
    await sendAll(vault, told);
    await fetchKit(vault);
    await fetchNumbers(vault, told);
    await keepLine(vault, told);
    const { mark } = await read("keys", vault.owner);
    if (mark !== told.mark) return askAgain(mark ? words.passwordChanged : say("closedSince", { n: told.opens_for }));
  }
  await bench();
}

/* The password was changed since, and without a network the device opens with the earlier one; or none opens it. */
function askAgain(why) {
  writing = null;
  $("window").replaceChildren(new Option(told.window || words.noWindow, ""));
  tell(why, "warning");
  show("set-up");
}

async function locked() {
  writing = null;
  $("form-fields").replaceChildren();
  $("mine").replaceChildren();
  forms = [];
  const { open } = await waiting();
  $("asleep").textContent = open.length ? say("asleep", { n: open.length }) : "";
  if (told.state === "in") {
    const windows = [["", words.noWindow], ...(told.windows ?? [])];
    $("window").replaceChildren(...windows.map(([code, name]) => new Option(name, code, false, code === told.own_window)));
    return show("set-up");
  }
  const opens = await opening();
  $("opens").textContent = opens.until ? say("opensUntil", { n: opens.hours, at: clock(opens.until) }) : "";
  $("closed").textContent = say("closed", { n: opens.hours });
  show(!(await all("keys")).length ? "unknown" : opens.over ? "closed" : "locked");
}

async function bench() {
  const kit = await read("kits", vault.owner);
  forms = [];
  if (kit) {
    const opened = await openJson(vault, "kit", kit);
    forms = opened.forms;
    $("age").textContent = say("kitAge", { age: age(Date.now() - opened.at, words) });
  }
  $("kinds").replaceChildren(...forms.filter((one) => one.html).map((one) => button(one.title, () => begin(one), "button button--quiet touch__one")));
  await numbersLeft();
  await list();
  show("bench");
}

/* Only where some form hands a paper over. */
async function numbersLeft() {
  const { count, closed } = await left(vault, dayOf((await moment()).at));
  $("numbers").hidden = !forms.some((one) => one.paper);
  $("numbers-left").textContent = closed ? words.dayClosed : say("numbersLeft", { n: count });
  $("close-day").hidden = closed || !count;
  $("open-day").hidden = !closed;
}

$("close-day").addEventListener("click", async () => {
  if (!confirm(words.reallyClose)) return;
  const found = await ask();
  const done = await closeDay(vault, found.state === "in" ? found : { now: (await moment()).at.toISOString() });
  tell(done ? say("returned", { n: done.returned }) : words.notReturned, done ? "done" : "warning");
  await numbersLeft();
});
$("open-day").addEventListener("click", async () => {
  await openDay(vault);
  await refresh();
});

async function list() {
  const rows = (await mine(vault.owner)).reverse();
  $("none").hidden = rows.length > 0;
  const others = (await waiting()).open.filter((one) => one.owner !== vault.owner).length;
  $("others").textContent = others ? say("others", { n: others }) : "";
  $("mine").replaceChildren(...(await Promise.all(rows.map(line))));
  const called = async (done) => (done ? list() : tell(words.clockBack, "error"));
  await drawLine($("line"), vault, { words, age, offline: told.state === "gone", told: called });
}

async function line(row) {
  const said = await openJson(vault, row.id, row);
  const made = element("li", "", "waiting");
  made.dataset.state = row.state;
  const head = element("div", "", "row row--between");
  const number = said.number ? ` · ${groups(said.number.number)}` : "";
  head.append(element("span", `${said.title}${number} · ${clock(said.at)}`, "strong"), element("span", words[row.state], `tag tag--${{ done: "done", refused: "overdue" }[row.state] ?? "warning"}`));
  made.append(head);
  const acts = element("div", "", "buttons");
  if (row.state === "done") {
    const link = element("a", say("became", { title: said.became.title }));
    link.href = said.became.url;
    made.append(link, ...said.became.notes.map((text) => element("p", text, "small")));
    acts.append(button(words.clear, () => remove(row.id).then(list)));
  }
  if (row.state === "refused") {
    made.append(element("p", said.refused.words, "field__error"), ...said.refused.problems.map((one) => element("p", one.words, "small")));
  }
  const form = forms.find((one) => one.key === said.kind);
  if (said.number && said.fields && form?.paper) acts.append(button(words.paper, () => showPaper(form, said)));
  const steps = nextSteps(row, said);
  acts.append(...steps.map((step) => button(words[step], () => stepped(row, step), `button button--small${step === "missed_at" ? " button--quiet" : ""}`)));
  if (row.state !== "done" && !row.tried && form?.html && !steps.length) {
    acts.append(button(words[row.state === "draft" ? "goOn" : "change"], () => resume(row, said)));
  }
  if (["draft", "refused"].includes(row.state)) {
    acts.append(button(words.drop, () => confirm(words.reallyDrop) && remove(row.id).then(list), "button button--danger-quiet button--small"));
  }
  made.append(acts);
  return made;
}

async function stepped(row, step) {
  if (!(await take(vault, row, step))) tell(words.clockBack, "error");
  await list();
}

function showPaper(form, said) {
  const rules = rulesOf(new DOMParser().parseFromString(form.html, "text/html"));
  drawPaper($("paper"), { ...form, rules }, said);
  show("paper");
  $("print").focus();
}

$("print").addEventListener("click", () => window.print());
$("paper-back").addEventListener("click", () => refresh());

/* Writing */

async function begin(form) {
  const now = await moment();
  if (now.back) return tell(words.clockBack, "error");
  const row = { id: crypto.randomUUID(), owner: vault.owner, state: "draft", seq: Date.now() };
  const said = { kind: form.key, title: form.title, at: now.at.toISOString(), seen: now.seen, fields: null, files: [] };
  await write(row, said);
}

/* A record that waits or was refused becomes a draft again, and is not sent meanwhile. */
async function resume(row, said) {
  await navigator.locks.request("banli-offline-send", async () => {
    const now = await read("entries", row.id);
    if (!now || now.tried || now.state === "done") return;
    const draft = { ...now, state: "draft", ...(await sealJson(vault, row.id, said)) };
    await keepEntry(draft);
    await write(draft, said);
  });
  if (!writing) await bench();
}

async function write(row, said) {
  const form = forms.find((one) => one.key === said.kind);
  writing = { row, said };
  $("title").textContent = form.title;
  draw($("form"), $("form-fields"), form.html, new Date(said.at));
  await offerVisits($("form"), vault, said.at);
  if (said.fields) fill($("form"), said.fields);
  beside($("form"), form.copy ?? [], $("age").textContent);
  const rules = rulesOf($("form"));
  if (rules) apply($("form"), rules);
  if (said.refused) mark($("form"), said.refused.problems, said.refused.insist);
  for (const input of $("form").querySelectorAll("input[type=file]")) drawFiles(input);
  tell("");
  show("writing");
  $("title").focus();
}

function drawFiles(input) {
  const held = writing.said.files.filter((one) => one.field === input.name);
  const rows = held.map((one) => {
    const row = element("li", `${one.name} `, "small");
    row.append(button(words.takeOut, () => takeOut(input, one)));
    return row;
  });
  let held_ = input.parentElement.querySelector("ul.held");
  if (!held_) input.after((held_ = element("ul", "", "held")));
  held_.replaceChildren(...rows);
}

let saving = Promise.resolve();

/* One change of the draft after the other, each on the disk before the next. */
function save(added = [], removed = [], state = "draft") {
  const { row, said } = writing;
  said.fields = fieldsOf($("form"));
  if (state === "waiting") delete said.refused;
  saving = saving.then(async () => {
    Object.assign(row, { state }, await sealJson(vault, row.id, said));
    await keepEntry({ ...row }, added, removed);
    if (!pending) $("form").dataset.kept = "yes";
  });
  return saving;
}

async function takeIn(input) {
  const added = [];
  for (const file of input.files) {
    const one = { id: crypto.randomUUID(), field: input.name, name: file.name, type: file.type };
    const sealed = await seal(vault, one.id, await file.arrayBuffer());
    added.push({ id: one.id, entry: writing.row.id, ...sealed });
    writing.said.files.push(one);
  }
  input.value = "";
  await save(added);
  drawFiles(input);
}

async function takeOut(input, file) {
  writing.said.files = writing.said.files.filter((one) => one.id !== file.id);
  await save([], [file.id]);
  drawFiles(input);
}

let pending = 0;
$("form").addEventListener("input", (event) => {
  $("form").dataset.kept = "no";
  if (event.target.type === "file") return;
  clearTimeout(pending);
  pending = setTimeout(() => {
    pending = 0;
    if (writing) save().catch(lost);
  }, WAIT);
});
$("form").addEventListener("change", (event) => {
  const rules = rulesOf($("form"));
  if (rules) apply($("form"), rules);
  if (event.target.type === "file") takeIn(event.target).catch(lost);
});

const lost = () => tell(words.notKept, "error");

$("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(pending);
  pending = 0;
  if (!writing) return;
  const { said } = writing;
  const form = forms.find((one) => one.key === said.kind);
  try {
    if (form.paper && !(await numbered(said))) return;
    await save([], [], "waiting");
  } catch {
    return lost();
  }
  writing = null;
  tell("");
  if (form.paper) {
    showPaper(form, said);
    told = await ask();
    if (told.state === "in") await sendAll(vault, told);
    return;
  }
  await refresh();
  if (told.state !== "in") tell(words.kept, "done"); // with a network the list says what became of it
});

/* A record with a paper gets its number and its moment once it is complete: what is handed over says both. */
async function numbered(said) {
  const rules = rulesOf($("form"));
  const faults = rules ? lacking($("form"), rules, said.files, words) : [];
  mark($("form"), faults);
  if (faults.length) return false;
  if (said.number) return true;
  const now = await moment();
  if (now.back) return tell(words.clockBack, "error");
  const { number, numberBy } = $("form-fields").firstElementChild.dataset;
  const items = rules ? takenItems($("form"), rules) : [];
  const keys = [numberBy ? number + $("form").elements[numberBy].value : number, ...items.map((one) => `case:${one}`)];
  const [own, ...each] = (await takeNumbers(vault, keys, dayOf(now.at))) ?? [];
  if (!own) return tell(words.noNumber, "error");
  said.number = own;
  if (items.length) said.numbers = Object.fromEntries(items.map((one, place) => [one, each[place]]));
  Object.assign(said, { at: now.at.toISOString(), seen: now.seen });
  return true;
}

$("leave").addEventListener("click", async () => {
  clearTimeout(pending);
  await save().catch(lost);
  writing = null;
  await bench();
});

/* The doors */

$("unlock").addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = $("password").value;
  $("password").value = "";
  const opens = await opening();
  if (opens.over) return locked();
  if (opens.back) return tell(words.clockBack, "error");
  vault = await openByPassword(await all("keys"), typed);
  if (!vault) return tell(words.wrongPassword, "error");
  tell("");
  await bench();
});

$("set-up").addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData(event.target);
  body.set("device", (await device()).id);
  body.set("csrfmiddlewaretoken", told.csrf);
  const password = $("own-password").value;
  $("own-password").value = "";
  let answer;
  try {
    answer = await fetch("/desk/offline/devices/", { method: "POST", body, redirect: "manual" });
  } catch {
    return refresh();
  }
  const said = await answer.json().catch(() => ({ words: words.notKept }));
  if (!answer.ok) return tell(said.words, "error");
  told = { ...told, ...said };
  tell("");
  vault = await setUp(said.owner, said.secret, password, said.mark);
  await navigator.storage?.persist?.();
  await refresh();
  if (forms.length) tell(words.ready, "done"); // not before its forms are here
});

$("lock").addEventListener("click", () => {
  vault = null;
  locked();
});
$("again").addEventListener("click", () => refresh());

for (const name of ["input", "pointerdown", "keydown"]) document.addEventListener(name, () => (lastTouch = Date.now()));
setInterval(async () => {
  if (!vault || (Date.now() - lastTouch < IDLE && !(told.state !== "in" && (await opening()).over))) return;
  if (writing) await save();
  vault = null;
  await locked();
}, 60_000);

window.addEventListener("online", () => writing || refresh());
window.addEventListener("offline", () => writing || refresh());

if (possible) {
  navigator.serviceWorker.register("/desk/offline/worker.js", { scope: "/desk/" }).catch(() => {});
  refresh();
} else show("impossible");
