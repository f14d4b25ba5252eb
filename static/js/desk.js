// On every page of the desk: "/" goes to the search field, and the select boxes of Django's own pages get their names.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && search && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

// Text that is kept in this browser until it is saved is nobody else's once its writer signs out.
document.getElementById("logout-form")?.addEventListener("submit", () => {
  Object.keys(localStorage).filter((key) => key.startsWith("desk|")).forEach((key) => localStorage.removeItem(key));
});

// The library that draws these boxes leaves them without a name that can be read aloud. It draws them at any time.
const nameBoxes = () => document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
  const box = select.parentElement.querySelector(".select2-selection[aria-labelledby]");
  if (!box) return;
  const label = document.querySelector(`label[for="${select.id}"]`);
  const name = label ? label.textContent.replace(/:\s*$/, "") : select.name;
  box.removeAttribute("aria-labelledby");
  box.setAttribute("aria-controls", `select2-${select.id}-results`);
  [box, box.querySelector(".select2-selection__rendered")].forEach((one) => one.setAttribute("aria-label", name));
});

document.addEventListener("DOMContentLoaded", () => {
  if (!document.querySelector("select.admin-autocomplete")) return;
  new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
  nameBoxes();
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".select2-search__field")) event.target.setAttribute("aria-label", "Search");
});

// What only works with a script is offered only by one.
document.querySelectorAll(".scripted").forEach((one) => { one.hidden = false; });
