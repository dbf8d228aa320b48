/* Check-in without a network: taps are kept on this phone and sent when it is back. Enter in the
   search marks the one who is found. Without this script each tap is an ordinary form. */
(() => {
  "use strict";
  const PATIENCE = 6000; // a network that says nothing for so long is none
  const RETRY = 8000;
  const door = document.querySelector("[data-door]");
  if (!door) return;
  const shelf = door.dataset.door; // names this session and whoever is signed in
  const status = document.querySelector("[data-waiting]");
  const trouble = document.querySelector("[data-trouble]");
  const search = document.querySelector("#q");
  const people = document.querySelector("#people");
  let kept = {}; // person: {here, at}; what the storage holds, or what it would
  let isSending = false;
  let isRefused = false; // only opening the page again helps
  let wantsOne = false; // Enter was pressed while the search was on its way
  window.htmx.config.timeout = PATIENCE;

  function read() {
    try { return JSON.parse(localStorage.getItem(shelf)) || {}; } catch { return kept; }
  }
  function write(taps) {
    kept = taps;
    try {
      if (Object.keys(taps).length) localStorage.setItem(shelf, JSON.stringify(taps));
      else localStorage.removeItem(shelf);
    } catch { /* storage is off or full: this page remembers */ }
    show();
  }
  const count = () => Object.keys(kept).length;

  function show() {
    status.hidden = !count();
    status.querySelector("[data-words]").textContent = count() ? `${count()} waiting to send` : "";
    for (const form of people.querySelectorAll("[data-person]")) {
      const tap = kept[form.dataset.person];
      if (tap) press(form.querySelector("button"), tap.here);
    }
  }
  function press(button, isHere) {
    button.setAttribute("aria-pressed", String(isHere));
    const tick = button.querySelector("svg");
    if (!isHere) tick?.remove();
    else if (!tick) button.prepend(door.querySelector("template").content.cloneNode(true));
  }
  function tell(words) {
    trouble.querySelector("[data-words]").textContent = words;
    trouble.hidden = !words;
  }

  /* Not by the clock of the phone, which may be wrong: by how long ago it was. */
  function keep(form) {
    const button = form.querySelector("button");
    const isHere = button.getAttribute("aria-pressed") !== "true";
    const at = Number(form.dataset.tappedAt) || Date.now();
    write({ ...read(), [form.dataset.person]: { here: isHere, at } });
  }

  async function send() {
    kept = read();
    if (isSending || isRefused || !count()) return;
    isSending = true;
    const sent = { ...kept };
    const taps = Object.entries(sent).map(([person, tap]) => ({
      person: Number(person), here: tap.here, ago: Math.max(0, (Date.now() - tap.at) / 1000),
    }));
    try {
      const answer = await fetch(door.dataset.send, {
        method: "POST",
        headers: { "X-CSRFToken": JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"] },
        body: new URLSearchParams({ taps: JSON.stringify(taps) }),
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE * 3),
      });
      if (answer.ok) await settle(sent, await answer.json());
      else await refuse(answer);
    } catch { /* still no network; the next try comes by itself */ }
    isSending = false;
  }

  async function settle(sent, { unknown, undone }) {
    const left = Object.entries(read()).filter(([person, tap]) => sent[person]?.at !== tap.at);
    write(Object.fromEntries(left));
    tell([
      unknown ? `${unknown} of the marks were of people who are no longer on the list.` : "",
      undone ? `${undone} of the marks were taken back later on another phone.` : "",
    ].join(" ").trim());
    if (!left.length) await window.htmx.ajax("GET", location.href, { target: "#people", swap: "innerHTML" });
  }

  async function refuse(answer) {
    if (answer.status >= 500) return; // the next try may do
    isRefused = true;
    if (answer.status === 404) tell(door.dataset.wordsRemoved);
    else if (answer.status === 409) tell(await answer.text());
    else tell(door.dataset.wordsSignIn);
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("[data-person]");
    if (form) form.dataset.tappedAt = Date.now(); // not when its request is given up
    if (!form || (navigator.onLine && !count())) return;
    event.preventDefault(); // what waits is sent first
    keep(form);
    send();
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const form = event.detail.elt.closest("[data-person]");
      if (form) keep(form);
      else narrow();
    });
  }
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.detail.elt.closest("[data-person]");
    const { status: number } = event.detail.xhr;
    if (form && number >= 500) keep(form);
    else if (number === 404) tell(door.dataset.wordsRemoved);
    else if (number === 403) tell(door.dataset.wordsSignIn);
  });

  /* Without a network only those on the page can be searched. */
  function narrow() {
    const words = search.value.trim().toLowerCase();
    for (const person of people.querySelectorAll(".pl-person")) {
      const school = person.closest("ul").previousElementSibling.textContent;
      person.hidden = !`${person.textContent} ${school}`.toLowerCase().includes(words);
    }
  }
  search?.addEventListener("input", () => { if (!navigator.onLine || count()) narrow(); });

  search?.addEventListener("keydown", (event) => { if (event.key === "Enter") wantsOne = true; });
  document.addEventListener("htmx:afterSettle", (event) => {
    show();
    if (event.detail.target !== people || !wantsOne) return;
    wantsOne = false;
    const found = people.querySelectorAll("[data-person] button");
    if (!search.value || found.length !== 1) return;
    if (found[0].getAttribute("aria-pressed") === "false") found[0].click();
    search.select();
  });

  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(send, RETRY);
  kept = read();
  show();
  send();
})();
