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

// The library that draws these boxes leaves them without a name that can be read aloud.
const labelOf = (select) => document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/:\s*$/, "") ?? select.name;

window.addEventListener("load", () => {
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const box = select.parentElement.querySelector(".select2-selection");
    if (!box) return;
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", labelOf(select));
    box.setAttribute("aria-controls", `select2-${select.id}-results`);
    box.querySelector(".select2-selection__rendered")?.setAttribute("aria-label", labelOf(select));
  });
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".select2-search__field")) event.target.setAttribute("aria-label", "Search");
});
