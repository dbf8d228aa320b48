/* The editor of a form: questions are dragged to another place, or moved by Alt and an arrow key; the
   phone beside the list shows each change. All of it goes by the same addresses as the buttons. */
(() => {
  "use strict";
  let dragged = null; // the question that is being dragged, and where it stood

  function outline() {
    return document.querySelector("[data-outline]");
  }

  function begin(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button) return;
    event.preventDefault();
    const item = handle.closest("[data-item]");
    dragged = { item, handle, pointer: event.pointerId, list: item.parentNode, next: item.nextElementSibling };
    handle.setPointerCapture(event.pointerId);
    item.classList.add("is-dragged");
  }

  function follow(event) {
    if (!dragged || event.pointerId !== dragged.pointer) return;
    const EDGE = 60; // near the edge of the window the page follows
    if (event.clientY < EDGE) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const other = under && under.closest("[data-item]");
    if (other && other !== dragged.item) {
      const box = other.getBoundingClientRect();
      other[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged.item);
    } else if (under && !other) {
      // Over the head or the foot of a section: its first or its last place.
      const list = under.closest("section")?.querySelector("[data-section]");
      if (list) list[event.clientY < list.getBoundingClientRect().top ? "prepend" : "append"](dragged.item);
    }
  }

  function putBack() {
    dragged.list.insertBefore(dragged.item, dragged.next);
  }

  function end(event, isDropped) {
    if (!dragged || (event.pointerId !== undefined && event.pointerId !== dragged.pointer)) return;
    const { item, handle, pointer, list, next } = dragged;
    item.classList.remove("is-dragged");
    if (handle.hasPointerCapture(pointer)) handle.releasePointerCapture(pointer);
    if (!isDropped) putBack();
    dragged = null;
    if (!isDropped || (item.parentNode === list && item.nextElementSibling === next)) return;
    const section = item.parentNode.dataset.section;
    const position = [...item.parentNode.children].indexOf(item) + 1;
    htmx.ajax("POST", item.dataset.move, {
      target: "#outline", swap: "outerHTML", values: { section, position },
    });
  }

  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", (event) => end(event, true));
  document.addEventListener("pointercancel", (event) => end(event, false));

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dragged) end({}, false);
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const item = event.target.closest("[data-item]");
    const button = item && item.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]");
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) {
      button.focus(); // htmx gives the focus back to whatever has this id afterwards
      button.click();
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    document.querySelector("[data-look]")?.contentWindow.location.reload();
  });

  // A move that never arrived must not look as if it had.
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(name, () => {
      if (!outline()) return;
      document.getElementById("said").textContent = "Not saved. The page is loaded again.";
      window.location.reload();
    });
  }
})();
