/* A page that a scanned code opened: nothing is left to ask, so its form is sent. */
document.querySelector("[data-at-once]")?.requestSubmit();
