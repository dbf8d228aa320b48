/* Small conveniences that pages work without: "/" for the global search, toasts, focus, menus, print. */
(() => {
  "use strict";
  const LINGER = 10000; // a toast stays until the next page, or ten seconds after somebody left it

  function isTyping(target) {
    return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  }

  function letToastGo(toast) {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), LINGER); };
    const stop = () => clearTimeout(timer);
    for (const name of ["mouseenter", "focusin"]) toast.addEventListener(name, stop);
    for (const name of ["mouseleave", "focusout"]) toast.addEventListener(name, start);
  }

  function wake(root) {
    root.querySelectorAll("[data-toast]:not([data-awake])").forEach((toast) => {
      toast.dataset.awake = "";
      letToastGo(toast);
    });
  }

  function closeMenus(except) {
    document.querySelectorAll("[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("[data-menu][open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
      const search = document.querySelector("[data-search], [type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // From one record to the next; where arrows mean something else, they keep their meaning.
  document.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "[data-previous]", ArrowRight: "[data-next]" }[event.key];
    const isOther = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!way || isOther || isTyping(event.target)) return;
    document.querySelector(way)?.click();
  });

  // One box ticks all of its name that are shown.
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-ticks]");
    if (!all) return;
    for (const box of document.getElementsByName(all.dataset.ticks)) {
      if (box.type === "checkbox") box.checked = all.checked;
    }
  });

  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copies]");
    if (!copier || !navigator.clipboard) return;
    const lines = document.querySelector(copier.dataset.copies).innerText.split("\n");
    const text = lines.map((line) => line.trim()).filter(Boolean).join(" \u2013 ");
    navigator.clipboard.writeText(text).then(() => { copier.textContent = "Copied"; });
  });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("[data-menu]"));
    if (event.target.closest("[data-print]")) window.print();
    const link = event.target.closest("[data-error-summary] a");
    if (!link) return;
    const place = document.getElementById(link.hash.slice(1));
    const control = place && (place.matches("fieldset") ? place.querySelector("input") : place);
    if (control) {
      event.preventDefault();
      control.focus();
      place.scrollIntoView({ block: "center" });
    }
  });

  for (const [name, busy] of [["htmx:beforeRequest", "true"], ["htmx:afterRequest", "false"]]) {
    document.addEventListener(name, (event) => event.detail.target?.setAttribute("aria-busy", busy));
  }
  document.addEventListener("allauth.error", () => {
    const words = document.querySelector("[data-key-error]");
    if (words) { words.hidden = false; words.focus(); }
  });
  document.addEventListener("htmx:afterSettle", () => wake(document));

  document.querySelector("[data-error-summary]")?.focus();
  for (const here of document.querySelectorAll("[data-nav] [aria-current]")) {
    const nav = here.closest("[data-nav]");
    const before = here.getBoundingClientRect().left - nav.getBoundingClientRect().left;
    nav.scrollLeft += before - (nav.clientWidth - here.clientWidth) / 2;
  }
  wake(document);
})();
