/* Keeps every answer as it is given: on the server, or on this phone until the network is back. */
(() => {
  "use strict";
  const PAUSE = 700; // after the last key, before a text is saved
  const RETRY = 8000;
  const place = `answers:${location.pathname}`;

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(place)) || {};
    } catch {
      return {}; // storage is off or was tampered with: the buttons still save
    }
  }

  function keep(answers) {
    try {
      if (Object.keys(answers).length) localStorage.setItem(place, JSON.stringify(answers));
      else localStorage.removeItem(place);
    } catch { /* as above */ }
  }

  // What was sent, or can no longer be, must not stay on a shared device.
  if (document.querySelector("[data-sent]")) keep({});

  const form = document.querySelector("[data-respond]");
  if (!form) return;
  const status = document.querySelector("[data-saved]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let waiting = kept();
  let isSending = false;
  let isLeaving = false;
  let timer;

  function say(words) {
    status.hidden = false;
    if (status.textContent !== words) status.textContent = words;
  }

  function saySaved() {
    const now = new Date();
    say(`Saved ${now.getHours() % 12 || 12}:${String(now.getMinutes()).padStart(2, "0")}`);
  }

  async function send() {
    clearTimeout(timer);
    const batch = { ...waiting };
    if (isSending || isLeaving || !Object.keys(batch).length) return;
    isSending = true;
    say("Saving…");
    try {
      const answer = await fetch(location.pathname, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ answers: batch }),
      });
      await heard(answer, batch);
    } catch {
      say("Not sent yet, kept on this phone");
      timer = setTimeout(send, RETRY);
    }
    isSending = false;
    if (Object.keys(waiting).some((name) => waiting[name] !== batch[name])) send();
  }

  async function heard(answer, batch) {
    if (answer.status >= 500 || answer.status === 429) throw new Error("busy");
    if (answer.ok || answer.status === 422) {
      for (const name of Object.keys(batch)) {
        if (waiting[name] === batch[name]) delete waiting[name];
      }
      keep(waiting);
    }
    if (answer.ok) {
      saySaved();
    } else if (answer.status === 409) {
      keep({});
      isLeaving = true;
      location.replace(location.pathname); // sent or closed: the page says which
    } else {
      const said = await answer.json().catch(() => ({}));
      say(said.words || "Not saved. Load the page again.");
    }
  }

  function note(control) {
    waiting = { ...kept(), ...waiting, [control.name]: control.value };
    keep(waiting);
  }

  form.addEventListener("change", (event) => {
    if (event.target.type === "hidden") return;
    note(event.target);
    send();
  });
  form.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    note(event.target);
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      isLeaving = true;
      return;
    }
    // The browser would leave this page for one that cannot load.
    event.preventDefault();
    say("Not sent yet, kept on this phone");
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("online", send);
  window.addEventListener("offline", () => {
    if (Object.keys(waiting).length) say("Not sent yet, kept on this phone");
  });

  // Answers that never reached the server stand on the page again, and are sent.
  for (const [name, value] of Object.entries(waiting)) {
    const controls = form.elements[name];
    if (!controls) continue;
    if (controls.tagName === "TEXTAREA") controls.value = value;
    else [controls].flat().forEach((group) => { group.value = value; });
  }
  send();
})();
