// The queue: tick all, tick a range with Shift, say how many are ticked, and the keys. Without this file every row is
// ticked by itself and every button works.
"use strict";

{
  const boxes = [...document.querySelectorAll("input[name=row]")];
  const all = document.getElementById("pick-all");
  const label = document.getElementById("picked");
  let last = null;

  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    label.textContent = ticked ? `With the ${ticked} ticked:` : "With the ticked stories:";
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };

  if (all) {
    all.parentElement.hidden = false;
    all.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = all.checked; });
      count();
    });
    boxes.forEach((box, index) => box.addEventListener("click", (event) => {
      if (event.shiftKey && last !== null) {
        const [from, to] = [Math.min(last, index), Math.max(last, index)];
        boxes.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
      }
      last = index;
      count();
    }));
    count();
  }

  // One key, one story. No key does anything while somebody types, with Ctrl, Alt or Meta, or once they are switched off.
  const stories = [...document.querySelectorAll(".story h2 a")];
  const rows = document.querySelector("form.rows");
  const sheet = document.getElementById("keys");
  const on = document.getElementById("keys-on");
  const here = () => document.activeElement.closest(".story");
  const go = (step) => {
    const at = stories.indexOf(here()?.querySelector("h2 a"));
    const next = stories[at < 0 ? (step > 0 ? 0 : -1) : at + step];
    next?.focus();
    next?.closest(".story").scrollIntoView({ block: "nearest" });
  };
  const publish = () => {
    const button = rows.querySelector("button[value=publish]");
    const story = here();
    if (!button || !story) return;
    boxes.forEach((box) => { box.checked = story.contains(box); });
    rows.append(Object.assign(document.createElement("input"), { type: "hidden", name: "query", value: rows.dataset.query }));
    rows.requestSubmit(button);
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    e: () => here()?.querySelector("h2 a").click(),
    x: () => here()?.querySelector("input[name=row]")?.click(),
    p: publish,
  };
  on.checked = localStorage.getItem("queue-keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("queue-keys", on.checked ? "on" : "off"));
  document.querySelector("[data-opens=keys]")?.addEventListener("click", () => sheet.showModal());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || sheet.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === "p") return;
    if (event.key === "?") sheet.showModal();
    else if (on.checked && keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });
}
