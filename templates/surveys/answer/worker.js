/* Shows the blank form when a page of this link is loaded without a network. The page keeps it in
   the cache, fills in what this browser knows, and removes both when all is sent. */
"use strict";
const page = new URL(self.registration.scope).pathname;
const CACHE = `answer:${page}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const isPage = request.mode === "navigate" && address.pathname === page;
  const isFile = ["style", "script", "image"].includes(request.destination) && address.origin === self.origin;
  if (request.method !== "GET" || !(isPage || isFile)) return;
  event.respondWith(fetch(request).catch(async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(isPage ? page : request, { ignoreVary: true })) || Response.error();
  }));
});
