/* What this device keeps, in IndexedDB: which device it is, wrapped keys, forms, records, photographs. Whatever somebody
   wrote, and whatever says something about a person, lies here encrypted (vault.js). What is not: names of records drawn
   by lot, whose they are, how they stand and when they were written. */
const STORES = {
  device: { keyPath: "name" },
  keys: { keyPath: "owner" },
  kits: { keyPath: "owner" },
  entries: { keyPath: "id" },
  files: { keyPath: "id" },
};
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("banli-offline", 1);
    asked.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) asked.result.createObjectStore(name, options);
      asked.transaction.objectStore("files").createIndex("entry", "entry");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/* Do `work` with the stores in one transaction; what it returns is given back once everything is on the disk. */
async function within(names, mode, work) {
  const change = (await database()).transaction(names, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    change.oncomplete = resolve;
    change.onabort = () => reject(change.error);
  });
  const result = await work(...names.map((name) => change.objectStore(name)));
  await done;
  return result;
}

export const read = (store, key) => within([store], "readonly", (rows) => answered(rows.get(key)));
export const all = (store) => within([store], "readonly", (rows) => answered(rows.getAll()));
export const put = (store, row) => within([store], "readwrite", (rows) => answered(rows.put(row)));

export const filesOf = (entry) =>
  within(["files"], "readonly", (rows) => answered(rows.index("entry").getAll(entry)));

/* A record with the photographs that came to it, or left it, at one moment. */
export const keepEntry = (row, added = [], removed = []) =>
  within(["entries", "files"], "readwrite", (entries, files) => {
    for (const one of added) files.put(one);
    for (const id of removed) files.delete(id);
    return answered(entries.put(row));
  });

async function dropFiles(files, entry) {
  for (const key of await answered(files.index("entry").getAllKeys(entry))) files.delete(key);
}

/* What became of a record that came in: its photographs are not needed here any more. */
export const settle = (row) =>
  within(["entries", "files"], "readwrite", async (entries, files) => {
    entries.put(row);
    await dropFiles(files, row.id);
  });

export const remove = (entry) =>
  within(["entries", "files"], "readwrite", async (entries, files) => {
    entries.delete(entry);
    await dropFiles(files, entry);
  });

/* This device was struck off: nothing that lies here may open any more. It may be set up again as another one. */
export const forget = () =>
  within(Object.keys(STORES), "readwrite", (...stores) => Promise.all(stores.map((one) => answered(one.clear()))));

/* The name of this device, drawn by lot the first time. */
export async function device() {
  const found = await read("device", "this");
  if (found) return found;
  const made = { name: "this", id: crypto.randomUUID() };
  await put("device", made);
  return made;
}

/* The last time of the server that this device saw, with its own at that moment. */
export async function saw(told) {
  const opens = { opensUntil: Date.parse(told.opens_until), opensFor: told.opens_for };
  await put("device", { ...(await device()), seen: told.seen, serverAt: Date.parse(told.now), deviceAt: Date.now(), ...opens });
}

/* The moment by the server's clock, as far as this device can know it without asking; `back`: its own clock was set
   back meanwhile, so that it cannot know. */
export async function moment() {
  const { seen, serverAt, deviceAt } = await device();
  const passed = Date.now() - deviceAt;
  return { seen, at: new Date(serverAt + passed), back: passed < 0 };
}
