/* The wall planner: a session dropped on another day opens the page that moves it, which shows every
   date before anything is written. Without a mouse the same page is behind “Move”. */
(() => {
  "use strict";
  let move = ""; // where the session that is being dragged is moved

  function dayUnder(event) {
    return move ? event.target.closest("[data-planner] [data-day]") : null;
  }

  function unmark() {
    document.querySelectorAll(".is-target").forEach((cell) => cell.classList.remove("is-target"));
  }

  document.addEventListener("dragstart", (event) => {
    const dot = event.target.closest("[data-move]");
    if (!dot) return;
    move = dot.dataset.move;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dot.title);
  });

  document.addEventListener("dragover", (event) => {
    const day = dayUnder(event);
    if (!day) return;
    event.preventDefault();
    unmark();
    day.classList.add("is-target");
  });

  document.addEventListener("drop", (event) => {
    const day = dayUnder(event);
    if (!day) return;
    event.preventDefault();
    window.location.href = `${move}?day=${day.dataset.day}`;
  });

  document.addEventListener("dragend", () => {
    move = "";
    unmark();
  });
})();
