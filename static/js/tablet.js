/* A shared tablet: nothing of one person is left for the next, and a cover hides what lies open. */
(() => {
  "use strict";
  const IDLE = 120000;

  // Pages that the browser kept whole are asked for again: the server knows whose turn it is.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  document.querySelectorAll("[data-copy]").forEach((field) => {
    field.addEventListener("focus", () => field.select());
  });

  // No step in the history leads back to whoever was here before.
  document.querySelectorAll("[data-tablet-next]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
  });

  if (document.querySelector("[data-tablet-start]")) {
    try {
      localStorage.clear();
      sessionStorage.clear();
    } catch { /* storage is off, so nothing was kept */ }
    if ("caches" in window) {
      caches.keys().then((names) => names.forEach((name) => caches.delete(name))).catch(() => {});
    }
  }

  const cover = document.querySelector("[data-tablet-cover]");
  if (!cover) return;
  document.body.append(cover); // out of the page that it hides
  const idle = Number(cover.dataset.idle) || IDLE;
  const main = document.getElementById("main");
  let timer;

  function wait() {
    clearTimeout(timer);
    if (!cover.open) timer = setTimeout(hide, idle);
  }

  function hide() {
    main.hidden = true; // what is typed stays in its fields
    cover.showModal();
  }

  cover.addEventListener("cancel", (event) => event.preventDefault()); // Escape is not a person
  cover.querySelector("[data-tablet-continue]").addEventListener("click", () => {
    cover.close();
    main.hidden = false;
    wait();
  });
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) {
    window.addEventListener(name, wait, { passive: true, capture: true });
  }
  wait();
})();
