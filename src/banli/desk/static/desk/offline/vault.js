/* What an officer writes on this device is encrypted under a key of their own (AES-GCM). The key never lies here as it
   is, only wrapped (AES-KW), twice: under a secret that the server gives after sign-in, and under the password
   (PBKDF2), so that it opens without a network as well. In memory it cannot be taken out (not extractable). */
import { all, put, read } from "./store.js";

const ITERATIONS = 600_000;
const subtle = globalThis.crypto?.subtle;
const WRAPS = ["wrapKey", "unwrapKey"];
const text = new TextEncoder();
export const possible = Boolean(subtle && globalThis.indexedDB && navigator.serviceWorker);

const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const bySecret = (secret) => subtle.importKey("raw", bytesOf(secret), "AES-KW", false, WRAPS);

async function byPassword(password, salt, iterations) {
  const typed = await subtle.importKey("raw", text.encode(password), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return subtle.deriveKey(how, typed, { name: "AES-KW", length: 256 }, false, WRAPS);
}

const unwrap = (wrapped, by, extractable = false) =>
  subtle.unwrapKey("raw", wrapped, by, "AES-KW", "AES-GCM", extractable, ["encrypt", "decrypt"]);

/* Set up, or again with another password: the key stays the one that it was. `mark` is another one with each password. */
export async function setUp(owner, secret, password, mark) {
  const given = await bySecret(secret);
  const kept = await read("keys", owner);
  const key = kept
    ? await unwrap(kept.bySecret, given, true)
    : await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const typed = await byPassword(password, salt, ITERATIONS);
  await put("keys", {
    owner,
    mark,
    salt,
    iterations: ITERATIONS,
    bySecret: await subtle.wrapKey("raw", key, given, "AES-KW"),
    byPassword: await subtle.wrapKey("raw", key, typed, "AES-KW"),
  });
  return openBySecret(owner, secret);
}

/* The owner's key after sign-in; null where this device has none of theirs. */
export async function openBySecret(owner, secret) {
  const kept = await read("keys", owner);
  return kept && secret ? { owner, key: await unwrap(kept.bySecret, await bySecret(secret)) } : null;
}

/* No password opens anything on this device any more: what they had wrapped is removed. After sign-in, each officer sets
   theirs anew; what was written stays. */
export async function closePasswords() {
  for (const one of await all("keys")) if (one.byPassword) await put("keys", { ...one, mark: "", byPassword: null });
}

/* The key of whoever's password this is; null where it opens none. */
export async function openByPassword(kept, password) {
  for (const one of kept.filter((row) => row.byPassword)) {
    try {
      const typed = await byPassword(password, one.salt, one.iterations);
      return { owner: one.owner, key: await unwrap(one.byPassword, typed) };
    } catch {
      /* another person's, or a wrong password */
    }
  }
  return null;
}

/* `about` (whose it is, and its name) is bound to what is encrypted: nothing can be put in another one's place. */
export async function seal(vault, about, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: text.encode(`${vault.owner}|${about}`) };
  return { iv, data: await subtle.encrypt(how, vault.key, bytes) };
}

export async function open(vault, about, { iv, data }) {
  const how = { name: "AES-GCM", iv, additionalData: text.encode(`${vault.owner}|${about}`) };
  return subtle.decrypt(how, vault.key, data);
}

export const sealJson = (vault, about, value) => seal(vault, about, text.encode(JSON.stringify(value)));
export const openJson = async (vault, about, sealed) =>
  JSON.parse(new TextDecoder().decode(await open(vault, about, sealed)));
