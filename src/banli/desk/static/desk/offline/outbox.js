/* Records that wait are sent in the order in which they were written, one at a time, also where several tabs are open.
   The server knows each by its name and answers a second time what it answered first; a record leaves this device
   once that answer is here. */
import { all, device, filesOf, forget, keepEntry, put, read, saw, settle } from "./store.js";
import { open, openBySecret, openJson, sealJson } from "./vault.js";

export const OUT = "/desk/offline/";

/* A device that was struck off clears itself as soon as it meets the server, whoever holds it. */
async function struck(id) {
  const answer = await fetch(`${OUT}struck/?device=${id}`, { credentials: "omit", cache: "no-store" }).catch(() => null);
  const told = answer?.ok ? await answer.json() : {};
  if (told.struck) await forget();
  return Boolean(told.struck);
}

/* Who is signed in, or why nobody is: "gone" without a network, "out" where one has to sign in. */
export async function ask() {
  const { id } = await device();
  let answer;
  try {
    answer = await fetch(`${OUT}me/?device=${id}`, { redirect: "manual", cache: "no-store" });
  } catch {
    return { state: "gone" };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { state: (await struck(id)) ? "struck" : "out" };
  if (!answer.ok) return { state: "gone" };
  const told = await answer.json();
  if (told.struck) {
    await forget();
    return { state: "struck" };
  }
  await saw(told);
  return { state: "in", ...told };
}

export async function unlocked(told) {
  return told.state === "in" ? openBySecret(told.owner, told.secret) : null;
}

const written = (one, two) => one.seq - two.seq;

export async function mine(owner) {
  return (await all("entries")).filter((one) => one.owner === owner).sort(written);
}

async function formOf(vault, row, csrf) {
  const said = await openJson(vault, row.id, row);
  const body = new FormData();
  for (const [name, value] of said.fields) body.append(name, value);
  const kept = new Map((await filesOf(row.id)).map((one) => [one.id, one]));
  for (const file of said.files) {
    const bytes = await open(vault, file.id, kept.get(file.id));
    body.append(file.field, new Blob([bytes], { type: file.type }), file.name);
  }
  body.set("entry", row.id);
  body.set("device", (await device()).id);
  body.set("kind", said.kind);
  body.set("told_at", said.at);
  body.set("seen", said.seen);
  if (said.number) {
    body.set("serial", said.number.serial);
    body.set("number", said.number.number);
  }
  for (const [item, one] of Object.entries(said.numbers ?? {})) {
    body.set(`serial.${item}`, one.serial);
    body.set(`number.${item}`, one.number);
  }
  for (const [name, at] of Object.entries(said.steps ?? {})) body.set(name, at);
  body.set("csrfmiddlewaretoken", csrf);
  return { said, body };
}

/* One record; false where the network, the server or the session ended before there was an answer. */
async function send(vault, row, csrf) {
  const { said, body } = await formOf(vault, row, csrf);
  // From now on the server may have it, heard or not: it is not changed any more until there is an answer.
  await put("entries", { ...row, tried: true });
  let answer;
  try {
    answer = await fetch(`${OUT}entries/`, { method: "POST", body, redirect: "manual" });
  } catch {
    return false;
  }
  const told = await answer.json().catch(() => null);
  if (answer.ok && told?.entry === row.id) {
    const became = { kind: said.kind, title: said.title, at: said.at, number: said.number, ticket: said.ticket, steps: said.steps, became: told };
    await settle({ ...row, tried: false, state: "done", ...(await sealJson(vault, row.id, became)) });
    return true;
  }
  if (![404, 409, 413, 422].includes(answer.status) || !told) return false;
  const refused = { ...said, refused: told };
  await keepEntry({ ...row, tried: false, state: "refused", ...(await sealJson(vault, row.id, refused)) });
  return true;
}

/* Everything of this owner that waits. `told`: what the server said of whoever is signed in. */
export function sendAll(vault, told) {
  return navigator.locks.request("banli-offline-send", async () => {
    for (const { id } of (await mine(vault.owner)).filter((one) => one.state === "waiting")) {
      const row = await read("entries", id); // another tab may have sent it while this one waited
      if (row?.state === "waiting" && !(await send(vault, row, told.csrf))) return false;
    }
    return true;
  });
}

/* The forms, fetched anew and encrypted; with the moment, so that the page can say how old they are. */
export async function fetchKit(vault) {
  const answer = await fetch(`${OUT}kit/`, { redirect: "manual", cache: "no-store" });
  if (!answer.ok) return;
  const at = Date.now();
  const sealed = await sealJson(vault, "kit", { ...(await answer.json()), at });
  await put("kits", { owner: vault.owner, at, ...sealed });
}
