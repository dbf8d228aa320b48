/* Keeps every answer as it is given: on the server, or on this phone until the network is back.
   Turns the pages without a network; without this script the form's buttons do all of it. */
(() => {
  "use strict";
  const PAUSE = 700; // after the last key, before a text is saved
  const RETRY = 8000;
  const PATIENCE = 15000; // a network that says nothing for so long is none
  const path = location.pathname;
  const CACHE = `answer:${path}`; // as in worker.js
  document.documentElement.classList.add("has-script");

  /* What was sent, can no longer be, or is the next person's business must not stay here. */
  function forget() {
    for (const [store, name] of [["localStorage", "answers"], ["sessionStorage", "saved"]]) {
      try { window[store].removeItem(`${name}:${path}`); } catch { /* storage is off */ }
    }
    window.caches?.delete(CACHE).catch(() => {});
    navigator.serviceWorker?.getRegistrations?.().then((all) => {
      all.filter((one) => new URL(one.scope).pathname === path).forEach((one) => one.unregister());
    }).catch(() => {});
  }

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (document.querySelector("[data-over]")) forget();
  const form = document.querySelector("[data-respond]");
  if (!form) return;
  const words = (name) => form.dataset[`words${name}`];
  const isShared = "kiosk" in form.dataset;
  const last = Number(form.dataset.last);
  const status = document.querySelector("[data-saved]");
  if (isShared) forget();

  /* Answers by code. A storage that is full or off, or a shared tablet: then this page remembers. */
  function shelf(store, name) {
    let here = {};
    let isOff = isShared;
    return {
      all() {
        if (isOff) return here;
        try { return JSON.parse(window[store].getItem(name)) || {}; } catch { return here; }
      },
      put(answers) {
        here = answers;
        if (isShared) return;
        try {
          if (Object.keys(answers).length) window[store].setItem(name, JSON.stringify(answers));
          else window[store].removeItem(name);
          isOff = false;
        } catch { isOff = true; }
      },
      isOff: () => isOff,
    };
  }
  const unsent = shelf("localStorage", `answers:${path}`);
  const saved = shelf("sessionStorage", `saved:${path}`);
  const known = () => ({ ...saved.all(), ...unsent.all() });
  const isEmpty = (answers) => !Object.keys(answers).length;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  let part = form.querySelector("[data-part]");
  let isLoaded = false; // all sections are here
  let isLeaving = false;
  let sending = null;
  let timer;
  const parts = new Map();
  const refused = new Map(); // values that the server does not take, until they are changed

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }
  function sayWaiting() {
    say(words(unsent.isOff() ? "Here" : "Kept"));
  }
  function saySaved() {
    const now = new Date();
    say(`${words("Saved")} ${now.getHours() % 12 || 12}:${String(now.getMinutes()).padStart(2, "0")}`);
  }

  // Questions: their value, and how they show it.

  const questions = (root) => [...root.querySelectorAll("[data-question]")];
  const inputs = (question) => [...question.querySelectorAll("input:not([type=hidden]), textarea")];
  const questionOf = (code) => [part, ...parts.values()]
    .map((root) => root.querySelector(`[data-question="${CSS.escape(code)}"]`)).find(Boolean);

  function valueOf(question) {
    const chosen = inputs(question).filter((input) => input.checked).map((input) => input.value);
    if (question.dataset.kind === "several") return chosen;
    return question.dataset.kind === "choice" ? chosen[0] ?? "" : inputs(question)[0].value;
  }

  function fill(root, answers) {
    for (const question of questions(root)) {
      const value = answers[question.dataset.question];
      if (value === undefined) continue;
      const chosen = [value].flat().map(String);
      for (const input of inputs(question)) {
        if (["radio", "checkbox"].includes(input.type)) input.checked = chosen.includes(input.value);
        else if (input !== document.activeElement) input.value = value;
      }
    }
  }

  function inWords(question, value) {
    const chosen = [value].flat().map(String);
    if (!["choice", "several"].includes(question?.dataset.kind)) return chosen[0];
    return inputs(question).filter((input) => chosen.includes(input.value))
      .map((input) => question.querySelector(`label[for="${CSS.escape(input.id)}"]`).textContent)
      .join("; ");
  }

  function isAsked(code, answers = known()) {
    const rules = JSON.parse(questionOf(code)?.dataset.showIf || "[]");
    return rules.every(({ item, is }) => (item === "role" || isAsked(item, answers))
      && [answers[item]].flat().some((value) => is.includes(Number(value || NaN))));
  }

  function showAsked() {
    const here = new Set(questions(part).map((question) => question.dataset.question));
    for (const question of part.querySelectorAll("[data-show-if]")) {
      const rules = JSON.parse(question.dataset.showIf);
      // What earlier sections decided the server has said already, until they are here too.
      if (isLoaded || rules.every(({ item }) => here.has(item))) {
        question.hidden = !isAsked(question.dataset.question);
      }
    }
  }

  // Faults: at the field and, all of them, at the top.

  function mark(question, text) {
    question.classList.toggle("is-faulty", Boolean(text));
    const place = question.querySelector(".usa-error-message");
    if (place) place.textContent = text;
  }

  function summarize(faults) {
    const place = part.querySelector("[data-summary]");
    place.textContent = "";
    if (!faults.length) return;
    const box = document.createElement("div");
    box.className = "usa-alert usa-alert--error pl-errors-first";
    box.tabIndex = -1;
    box.dataset.errorSummary = "";
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", "error-summary-title");
    const body = box.appendChild(document.createElement("div"));
    body.className = "usa-alert__body";
    const heading = body.appendChild(document.createElement("h2"));
    heading.className = "usa-alert__heading";
    heading.id = "error-summary-title";
    heading.textContent = faults.length === 1 ? words("One") : `${words("Many")} ${faults.length}`;
    const list = body.appendChild(document.createElement("ul"));
    list.className = "usa-alert__text pl-errors";
    for (const [question, text] of faults) {
      const link = list.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
      link.href = `#${inputs(question)[0].id}`;
      link.textContent = text;
    }
    place.append(box);
    box.focus();
  }

  function faultsHere() {
    const lacking = questions(part).filter((question) => "required" in question.dataset
      && !question.hidden && !valueOf(question).length);
    const found = lacking.map((question) => {
      const number = question.querySelector("small").textContent.split("·")[0].trim();
      const text = words(["choice", "several"].includes(question.dataset.kind) ? "Required" : "RequiredText");
      mark(question, text);
      return [question, `${number}: ${text}`];
    });
    for (const question of questions(part)) {
      const code = question.dataset.question;
      if (refused.has(code) && same(refused.get(code).value, valueOf(question))) {
        found.push([question, refused.get(code).text]);
      }
    }
    return found;
  }

  // Sending what is not sent.

  const post = (body) => fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });

  function leave() {
    isLeaving = true;
    forget();
    location.replace(path); // sent, closed or withdrawn: the page says which
  }

  function drop(batch) {
    const left = unsent.all();
    for (const name of Object.keys(batch)) {
      if (same(left[name], batch[name])) delete left[name];
    }
    saved.put({ ...saved.all(), ...batch });
    unsent.put(left);
  }

  function toSend() {
    const entries = Object.entries(unsent.all());
    return Object.fromEntries(entries.filter(([code, value]) => !same(refused.get(code)?.value, value)));
  }

  /* True when the server has everything that it takes. Never twice at a time. */
  function flush() {
    clearTimeout(timer);
    sending ??= sendAll().catch(() => {
      sayWaiting();
      timer = setTimeout(flush, RETRY);
      return false;
    }).finally(() => { sending = null; });
    return sending;
  }

  async function sendAll() {
    let isRenewed = false;
    for (let batch = toSend(); !isEmpty(batch) && !isLeaving; batch = toSend()) {
      say(words("Saving"));
      const answer = await post({ answers: batch });
      if (answer.status >= 500 || answer.status === 429) throw new Error("busy");
      if (answer.ok) {
        drop(batch);
        saySaved();
      } else if ([404, 409].includes(answer.status)) {
        leave();
      } else if (answer.status === 403 && !isRenewed) {
        isRenewed = true;
        await load(); // a fresh mark against forged forms
      } else {
        const said = await answer.json().catch(() => ({}));
        say(said.words || words("Unread"));
        if (!said.faults) return false;
        note(batch, said.faults);
      }
    }
    return isEmpty(unsent.all());
  }

  function note(batch, faults) {
    const taken = { ...batch };
    for (const [code, text] of Object.entries(faults)) {
      refused.set(code, { value: batch[code], text });
      delete taken[code];
      const question = part.querySelector(`[data-question="${CSS.escape(code)}"]`);
      if (question) mark(question, text);
    }
    drop(taken);
  }

  // All sections, for the time without a network.

  function take(page) {
    for (const template of page.querySelectorAll("template[data-part-of]")) {
      const number = Number(template.dataset.partOf);
      if (number !== Number(part.dataset.part) || "shell" in form.dataset) {
        parts.set(number, document.importNode(template.content, true).querySelector("[data-part]"));
      }
    }
    isLoaded = true;
  }

  async function load() {
    const language = document.documentElement.lang.slice(0, 2);
    const answer = await fetch(`${path}?offline=1&language=${language}`, { signal: AbortSignal.timeout(PATIENCE) });
    if ([404, 409].includes(answer.status)) leave();
    if (!answer.ok) return;
    const { document: html, answers } = await answer.json();
    const page = new DOMParser().parseFromString(html, "text/html");
    form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
    saved.put({ ...answers, ...saved.all() });
    if (!isLoaded) take(page);
    fill(part, known());
    showAsked();
    if (!isShared) await keepPage(html);
  }

  async function keepPage(html) {
    if (!window.caches || !navigator.serviceWorker) return;
    const cache = await caches.open(CACHE);
    await cache.put(path, new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
    const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    await cache.addAll(files.map((file) => file.href || file.src));
    await navigator.serviceWorker.register(form.dataset.worker, { scope: path });
  }

  // Turning pages.

  function show(number) {
    const next = parts.get(number);
    if (!next) return location.reload();
    parts.set(Number(part.dataset.part), part);
    part.replaceWith(next);
    part = next;
    if (number === last) fillCheck();
    fill(part, known());
    showAsked();
    document.title = document.title.replace(/^.*?, /, `${part.dataset.title}, `);
    window.scrollTo(0, 0);
    part.querySelector("h1").focus({ preventScroll: true });
  }

  function fillCheck() {
    const answers = known();
    for (const place of part.querySelectorAll("[data-said]")) {
      const code = place.dataset.said;
      const value = answers[code];
      place.parentElement.hidden = !isAsked(code, answers);
      const isBlank = value === undefined || !String(value).length;
      place.textContent = isBlank ? part.querySelector("dl").dataset.blank : inWords(questionOf(code), value);
    }
  }

  function asksAnything(number) {
    const own = parts.has(number) ? questions(parts.get(number)) : [];
    return !own.length || own.some((question) => isAsked(question.dataset.question));
  }

  async function turn(step) {
    let number = Number(part.dataset.part) + step;
    while (number > 1 && number < last && !asksAnything(number)) number += step;
    const isSent = flush();
    if (number === last && navigator.onLine && await isSent) {
      isLeaving = true;
      location.assign(`${path}?section=${number}`);
      return;
    }
    history.pushState({}, "", `${path}?section=${number}`);
    show(number);
  }

  async function sendEverything(button) {
    if (button.disabled) return;
    button.disabled = true;
    try {
      const isSent = await flush();
      const answer = isSent || isEmpty(toSend()) ? await post({ answers: {}, send: true }) : null;
      if (answer?.ok) {
        const { sent } = await answer.json();
        isLeaving = true;
        forget();
        location.replace(sent);
        return;
      }
      if (answer && [404, 409].includes(answer.status)) return leave();
      if (answer?.status === 422) return submitPlainly("send"); // the page names all faults
      say(words("Offline"));
    } catch {
      say(words("Offline"));
    }
    button.disabled = false;
    tell(words("Offline"));
  }

  function submitPlainly(go) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "go", value: go });
    form.append(field);
    isLeaving = true;
    form.submit();
  }

  function tell(text) {
    const place = part.querySelector("[data-summary]");
    const box = document.createElement("p");
    box.className = "pl-note";
    box.setAttribute("role", "alert");
    box.textContent = text;
    place.replaceChildren(box);
  }

  // What people do.

  function changed(question) {
    const code = question.dataset.question;
    refused.delete(code);
    mark(question, "");
    unsent.put({ ...unsent.all(), [code]: valueOf(question) });
    showAsked();
  }

  form.addEventListener("change", (event) => {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    if (event.target.type === "checkbox" && event.target.checked) {
      // "Prefer not to answer" and an answer cannot both be.
      const isDeclined = event.target.value === "0";
      inputs(question).filter((input) => input !== event.target && (isDeclined || input.value === "0"))
        .forEach((input) => { input.checked = false; });
    }
    changed(question);
    flush();
  });
  form.addEventListener("input", (event) => {
    const question = event.target.closest("[data-question]");
    if (!question || ["radio", "checkbox"].includes(event.target.type)) return;
    changed(question);
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    const go = event.submitter?.value || "next";
    if (go === "send") {
      event.preventDefault();
      sendEverything(event.submitter);
    } else if (isLoaded && ["next", "back"].includes(go)) {
      event.preventDefault();
      const faults = go === "next" ? faultsHere() : [];
      summarize(faults);
      if (!faults.length) turn(go === "next" ? 1 : -1);
    } else if (navigator.onLine) {
      isLeaving = true;
    } else {
      event.preventDefault(); // the browser would leave this page for one that cannot load
      tell(words("Stay"));
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a");
    if (!link || link.search) return;
    event.preventDefault();
    goTo(link.hash);
  });
  function goTo(hash) {
    const control = hash && document.getElementById(hash.slice(1));
    if (!control) return;
    control.focus({ preventScroll: true });
    (control.closest("[data-question]") || control).scrollIntoView({ block: "center" });
  }
  window.addEventListener("popstate", () => {
    const number = Number(new URLSearchParams(location.search).get("section")) || 1;
    if (isLoaded && number !== Number(part.dataset.part)) show(number);
  });
  window.addEventListener("pageshow", (event) => {
    isLeaving = false;
    if (event.persisted) location.reload(); // sent meanwhile, perhaps
  });
  window.addEventListener("online", () => {
    if (!isLoaded || "shell" in form.dataset) load().catch(() => {});
    flush();
  });
  window.addEventListener("offline", () => {
    if (!isEmpty(unsent.all())) sayWaiting();
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== `answers:${path}` || !event.newValue) return;
    fill(part, JSON.parse(event.newValue)); // another tab of this form
    showAsked();
  });

  // At the start: what the server knows stands on the page; what it does not know comes on top.
  if ("shell" in form.dataset) {
    take(document);
    const number = Number(new URLSearchParams(location.search).get("section")) || 1;
    show(Math.min(Math.max(number, 1), last));
    if (!isEmpty(unsent.all())) sayWaiting();
  } else {
    const here = questions(part).map((question) => [question.dataset.question, valueOf(question)]);
    saved.put({ ...saved.all(), ...Object.fromEntries(here) });
    fill(part, unsent.all());
    showAsked();
    document.querySelector("[data-error-summary]")?.focus();
    goTo(location.hash);
    load().catch(() => {});
  }
  flush();
})();
