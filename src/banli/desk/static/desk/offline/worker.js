/* The service worker of the desk keeps the page that opens without a network, and nothing else: no page that says
   something about anybody is ever put here. The network is asked first, so that nothing it keeps is ever stale.
   SHELL stands above: {version, page, from, files}. */
const CACHE = `banli-offline-${SHELL.version}`;

/* Asked without a cookie, so that the server cannot know who asks. */
async function keep() {
  const cache = await caches.open(CACHE);
  const asked = { cache: "reload", credentials: "omit", redirect: "error" };
  await cache.addAll(SHELL.files.map((one) => new Request(one, asked)));
  const page = await fetch(SHELL.from, asked);
  if (!page.ok) throw new Error(page.statusText);
  await cache.put(SHELL.page, page);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => {
  const older = (name) => name.startsWith("banli-offline-") && name !== CACHE;
  const names = caches.keys().then((all) => Promise.all(all.filter(older).map((name) => caches.delete(name))));
  event.waitUntil(names.then(() => self.clients.claim()));
});

async function kept(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  // Whatever page of the desk is opened without a network, this one answers; it says where one is.
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(request, SHELL.page)));
  else if (SHELL.files.includes(url.pathname)) event.respondWith(fetch(request).catch(() => kept(request, url.pathname)));
});
