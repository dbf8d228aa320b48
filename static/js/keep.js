/* What somebody types into #answers is kept as they go (htmx). When that fails, the page says so, tries again, and
   asks before it is left. Without this script the form's buttons do all of it. */
(() => {
  "use strict";
  const RETRY = 8000;
  const form = document.getElementById("answers");
  const saved = document.getElementById("saved");
  if (!form || !saved) return;
  let isUnsaved = false;
  let timer;

  function fail() {
    saved.textContent = "Not saved: no connection. Leave this page open, it is tried again.";
    clearTimeout(timer);
    timer = setTimeout(() => window.htmx.trigger(form, "retry"), RETRY);
  }

  form.addEventListener("input", () => { isUnsaved = true; });
  form.addEventListener("submit", () => { isUnsaved = false; });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) isUnsaved = false;
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    form.addEventListener(name, fail);
  }
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
})();
