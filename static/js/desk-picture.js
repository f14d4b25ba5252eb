// One picture's page: a click on the picture sets its focal point, and the crops show at once what that does.
// Without this file the two numbers do the same job.
"use strict";

{
  const aim = document.querySelector(".aim");
  const across = document.getElementById("id_focal_x");
  const down = document.getElementById("id_focal_y");
  if (aim && across && !across.disabled) {
    const picture = aim.querySelector("img");
    const mark = aim.querySelector(".aim-mark");
    const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
    const shapes = { "crop-16x9": 16 / 9, "crop-5x4": 5 / 4, "crop-share": 1200 / 630 };
    let moved = false;

    const inside = (value) => Math.min(Math.max(Number(value) || 0, 0), 1);
    // The same sum as on the server: the largest part of that shape around the focal point.
    const offset = (focal, whole, part) => (whole > part ? Math.min(Math.max(focal * whole - part / 2, 0), whole - part) / (whole - part) : 0.5);

    const show = () => {
      const [x, y] = [inside(across.value), inside(down.value)];
      mark.hidden = false;
      mark.style.left = `${x * 100}%`;
      mark.style.top = `${y * 100}%`;
      if (!moved) return;
      Object.entries(shapes).forEach(([name, ratio]) => {
        const crop = document.querySelector(`.${name} img`);
        if (!crop) return;
        const [part, tall] = width / height > ratio ? [height * ratio, height] : [width, width / ratio];
        crop.src = picture.src;
        crop.style.objectPosition = `${offset(x, width, part) * 100}% ${offset(y, height, tall) * 100}%`;
      });
    };

    picture.addEventListener("click", (event) => {
      const box = picture.getBoundingClientRect();
      across.value = inside((event.clientX - box.left) / box.width).toFixed(2);
      down.value = inside((event.clientY - box.top) / box.height).toFixed(2);
      moved = true;
      show();
    });
    [across, down].forEach((field) => field.addEventListener("input", () => { moved = true; show(); }));
    aim.classList.add("is-ready");
    document.querySelector(".aim-help").hidden = false;
    show();
  }
}
