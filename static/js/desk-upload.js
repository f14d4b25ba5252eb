// The upload of pictures: drop or choose, one request a file, with progress. Without this file one form sends them all.
"use strict";

{
  const form = document.querySelector("form.upload");
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const state = form.querySelector(".upload-state");
  const bar = form.querySelector("progress");
  const list = document.querySelector(".sents");
  const panel = list.closest("section");
  const queue = [];
  let total = 0;
  let done = 0;
  let refused = 0;
  let busy = false;

  const tell = (part = 0) => {
    bar.hidden = !busy;
    bar.max = total;
    bar.value = done + part;
    if (busy) state.textContent = `Picture ${done + 1} of ${total}: ${queue[0].name}${part >= 1 ? ", being read" : ""}`;
    else state.textContent = total ? `${total - refused} taken in${refused ? `, ${refused} refused: see why below` : ""}.` : "";
  };

  const show = (html) => {
    const rows = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelectorAll("li.sent");
    refused += [...rows].filter((row) => row.classList.contains("is-refused")).length;
    list.prepend(...rows);
    panel.hidden = false;
  };

  const fail = (file, why) => {
    refused += 1;
    const row = document.createElement("li");
    row.className = "sent is-refused";
    const name = document.createElement("p");
    name.className = "sent-name";
    name.textContent = `${file.name}: not sent`;
    const reason = document.createElement("p");
    reason.textContent = why;
    const box = document.createElement("div");
    box.append(name, reason);
    row.append(box);
    list.prepend(row);
    panel.hidden = false;
  };

  const send = (file) => new Promise((finish) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append(input.name, file, file.name);
    request.open("POST", location.pathname);
    request.setRequestHeader("X-Answer", "one");
    request.upload.addEventListener("progress", (event) => tell(event.lengthComputable ? event.loaded / event.total : 0));
    request.addEventListener("load", () => {
      if (request.status === 200 && request.responseText.includes("class=\"sent")) show(request.responseText);
      else fail(file, request.status === 413 ? "The file is too large for this server. Export it smaller." : "The server did not take it. Sign in again in another tab, then send it once more.");
      finish();
    });
    request.addEventListener("error", () => {
      fail(file, "The connection broke off. Send it once more.");
      finish();
    });
    request.send(body);
  });

  const work = async () => {
    if (busy) return;
    busy = true;
    while (queue.length) {
      tell();
      await send(queue[0]);
      queue.shift();
      done += 1;
    }
    busy = false;
    tell();
    total = done = refused = 0;
  };

  const take = (files) => {
    queue.push(...files);
    total += files.length;
    if (files.length) work();
  };

  form.querySelector(".drop-hint").hidden = false;
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    take([...input.files]);
    input.value = "";
  });
  input.addEventListener("change", () => form.requestSubmit());
  ["dragenter", "dragover"].forEach((name) => document.addEventListener(name, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.add("is-over");
  }));
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("is-over");
    take([...event.dataTransfer.files]);
  });
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
}
