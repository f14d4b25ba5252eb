// The queue: tick all, tick a range with Shift, say how many are ticked. Without this file every row is ticked by itself.
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
}
