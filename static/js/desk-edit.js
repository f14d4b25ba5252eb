// The edit page: text controls that grow, suggestions, Mod+S, and a warning before work is lost.
// Without this file the page does the same job by plain form and buttons.
"use strict";

{
  const form = document.querySelector("form.editor, form.import-form");
  const note = document.getElementById("saved-note");
  const words = () => JSON.stringify(
    [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken").map(([name, value]) => [name, value.name ?? value]),
  );

  // Text controls grow; newer browsers do it by style alone.
  if (!CSS.supports("field-sizing", "content")) {
    const grow = (control) => {
      control.style.height = "auto";
      control.style.height = `${control.scrollHeight + 2}px`;
    };
    document.querySelectorAll("textarea.grows").forEach(grow);
    document.addEventListener("input", (event) => event.target.matches("textarea.grows") && grow(event.target));
    document.addEventListener("toggle", (event) => event.target.querySelectorAll("textarea.grows").forEach(grow), true);
  }

  // Nothing that was typed is left behind unasked.
  const opened = words();
  const unsaved = () => "unsaved" in form.dataset || words() !== opened;
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  form.addEventListener("input", () => { if (note) note.textContent = unsaved() ? "Not saved yet" : ""; });

  // A session that ends while someone types must not cost the text: this tab keeps it until it is saved.
  const key = `desk ${location.pathname}`;
  const version = () => form.elements.version?.value;
  const keep = () => sessionStorage.setItem(key, JSON.stringify({ version: version(), words: words() }));
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");

  const putBack = (values) => {
    form.querySelectorAll("input[type=checkbox][name]").forEach((box) => {
      box.checked = values.some(([name, value]) => name === box.name && value === box.value);
    });
    values.forEach(([name, value]) => {
      const control = form.querySelector(`[name="${CSS.escape(name)}"]:not([type=hidden], [type=file], [type=checkbox])`);
      if (control) control.value = value;
    });
    form.dispatchEvent(new Event("input"));
  };

  const offer = () => {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.append("This tab still holds text of this story that was not saved. ");
    [["Put it back", () => putBack(JSON.parse(kept.words))], ["Drop it", () => sessionStorage.removeItem(key)]].forEach(([name, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => { act(); notice.remove(); });
      notice.append(button, " ");
    });
    form.prepend(notice);
  };

  if (form.matches(".editor")) {
    if (document.referrer.endsWith("/add/")) sessionStorage.removeItem(`desk ${new URL(document.referrer).pathname}`);
    if ("unsaved" in form.dataset) keep();
    else if (kept && kept.version === version() && kept.words !== opened) offer();
    else sessionStorage.removeItem(key);
    form.addEventListener("input", keep);
  }

  document.addEventListener("keydown", (event) => {
    const save = document.getElementById("save");
    if (save && (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(save);
    }
  });

  // Suggestions come from the admin's own search, into one list that belongs to the field in use.
  const MODELS = {
    bylines: ["articlebyline", "byline", (one) => one.text],
    topics: ["article", "topics", (one) => one.text],
    photos: ["caption", "photo", (one) => `${one.id} · ${one.text}`],
  };
  const list = document.getElementById("suggestions");
  let asked = 0;

  const suggest = async (field) => {
    const [model, name, write] = MODELS[field.dataset.suggest];
    const mark = field.dataset.several;
    const head = mark ? field.value.slice(0, field.value.lastIndexOf(mark) + 1) : "";
    const term = field.value.slice(head.length).trim();
    const turn = ++asked;
    if (!term) return list.replaceChildren();
    const query = new URLSearchParams({ app_label: "articles", model_name: model, field_name: name, term });
    const answer = await fetch(`${form.dataset.suggestions}?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || turn !== asked) return;
    const { results } = await answer.json();
    list.replaceChildren(...results.map((one) => {
      const option = document.createElement("option");
      option.value = (head ? `${head} ` : "") + write(one);
      return option;
    }));
  };

  let timer = 0;
  form.addEventListener("focusin", (event) => {
    document.querySelectorAll("[list=suggestions]").forEach((one) => one.removeAttribute("list"));
    if (event.target.dataset.suggest && list) {
      list.replaceChildren();
      event.target.setAttribute("list", "suggestions");
    }
  });
  form.addEventListener("input", (event) => {
    if (!event.target.dataset.suggest || !list) return;
    clearTimeout(timer);
    timer = setTimeout(() => suggest(event.target), 150);
  });
}
