/* How long this device opens by the password alone: until a moment of the server's clock that the server told at the last
   contact. Whoever finds a device cannot try passwords on its page for ever. */
import { device, moment } from "./store.js";
import { closePasswords } from "./vault.js";

/* `over`: the time is up, and no password opens anything here until the server was met; `back`: this device's clock was
   set back, so that nobody can know. */
export async function opening() {
  const { opensUntil, opensFor } = await device();
  const { at, back } = await moment();
  const over = at.getTime() > (opensUntil ?? Infinity);
  if (over) await closePasswords();
  return { until: opensUntil, hours: opensFor, over, back };
}
