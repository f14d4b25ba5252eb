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

// Mod+K: the page "Go to…" as a dialog, found while typing, chosen with the arrow keys.
const link = document.getElementById("find-link");
let dialog;

const find = async (field, list) => {
  const answer = await fetch(`${link.href}?${new URLSearchParams({ q: field.value })}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { places } = await answer.json();
  list.replaceChildren(...places.slice(0, 12).map((one) => {
    const item = document.createElement("li");
    const to = document.createElement("a");
    const about = document.createElement("span");
    Object.assign(to, { href: one.address, textContent: one.name });
    Object.assign(about, { className: "help", textContent: [one.kind, one.about].filter(Boolean).join(" · ") });
    item.append(to, " ", about);
    return item;
  }));
};

const palette = () => {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "palette desk";
    dialog.setAttribute("aria-label", "Go to");
    const field = Object.assign(document.createElement("input"), { type: "search", placeholder: "Stories, sections and actions" });
    field.setAttribute("aria-label", "Stories, sections and actions");
    const list = Object.assign(document.createElement("ul"), { className: "said places" });
    dialog.append(field, list);
    document.body.append(dialog);
    let wait = 0;
    field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(find, 120, field, list); });
    dialog.addEventListener("keydown", (event) => {
      const stops = [field, ...list.querySelectorAll("a")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
      } else if (event.key === "Enter" && document.activeElement === field) {
        event.preventDefault();
        stops[1]?.click();
      }
    });
    find(field, list);
  }
  dialog.showModal();
  dialog.querySelector("input").select();
};

document.addEventListener("keydown", (event) => {
  if (link && (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    palette();
  }
});

// The library that draws these boxes leaves them without a name that can be read aloud. It draws them at any time.
const nameBoxes = () => {
  const open = document.querySelector("body > .select2-container");
  if (open && !open.role) Object.assign(open, { role: "region", ariaLabel: "Suggestions" });
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const box = select.parentElement.querySelector(".select2-selection[aria-labelledby]");
    if (!box) return;
    const label = document.querySelector(`label[for="${select.id}"]`);
    const name = label ? label.textContent.replace(/:\s*$/, "") : select.name;
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-controls", `select2-${select.id}-results`);
    [box, box.querySelector(".select2-selection__rendered")].forEach((one) => one.setAttribute("aria-label", name));
  });
};

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
