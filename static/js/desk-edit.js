// The edit page: text controls that grow, keys, suggestions, cards, a preview, and no work lost.
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
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { leaving = false; });

  // Signing in again in another tab changes the token that a form must carry; this one takes the newest.
  const token = () => {
    const own = form.elements.csrfmiddlewaretoken;
    own.value = /csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? own.value;
    return own.value;
  };

  // What is typed is kept in this browser too, each tab for itself: a session or a connection may end at any time.
  const version = () => form.elements.version?.value;
  const tab = (sessionStorage.tab ??= Math.random().toString(36).slice(2));
  const place = `desk|${form.dataset.user}|${location.pathname}|`;
  const WEEK = 7 * 24 * 3600e3;
  const keep = (more) => {
    try {
      localStorage.setItem(place + tab, JSON.stringify({ version: version(), words: words(), at: Date.now(), ...more }));
    } catch { /* the browser is full or forbids it: the server keeps a draft as well */ }
  };
  const entries = () => Object.keys(localStorage).filter((key) => key.startsWith(place))
    .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) })).sort((a, b) => b.at - a.at);

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

  const offer = (kept) => {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    const at = new Date(kept.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    notice.append(`This browser still holds text of this story, typed at ${at}, that was not saved. `);
    const compare = async () => {
      await ping({ words: kept.words, version: kept.version });
      leaving = true;
      location.assign(form.dataset.ping.replace("ping", "draft"));
    };
    const choices = { "Put it back": () => putBack(JSON.parse(kept.words)), "Drop it": () => {} };
    if (form.dataset.ping) choices.Compare = compare;
    Object.entries(choices).forEach(([name, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => { localStorage.removeItem(kept.key); notice.remove(); act(); });
      notice.append(button, " ");
    });
    form.prepend(notice);
  };

  const say = (text) => { if (note) note.textContent = text; };

  // The server hears who is here, keeps a draft, and says who else is here and whether somebody saved.
  const others = document.getElementById("others");
  let told = opened;
  const ping = async (more = {}) => {
    if (leaving || !form.dataset.ping) return;
    const now = words();
    const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
    if (unsaved() && now !== told) Object.entries({ words: now, version: version() }).forEach((one) => body.set(...one));
    Object.entries(more).forEach((one) => body.set(...one));
    let answer;
    try {
      answer = await fetch(form.dataset.ping, { method: "POST", body, redirect: "manual" });
    } catch {
      return say("No connection. Your text is kept in this browser.");
    }
    if (!answer.ok) return say("You are signed out. Sign in in another tab, then save here. Your text is kept.");
    const heard = await answer.json();
    if (heard.kept) told = now;
    const lines = heard.others.map((one) => `${one.name} has had this story open since ${one.since}.`);
    if (heard.version > version()) lines.push("Someone has saved this story since you opened it: your next save shows both texts.");
    const text = lines.join(" ");
    if (others.textContent.trim() !== text) others.textContent = text;
    others.hidden = !text;
    say(unsaved() ? `Not saved yet${heard.kept ? ", draft kept" : ""}` : "");
  };

  if (form.matches(".editor")) {
    if (document.referrer.endsWith("/add/")) localStorage.removeItem(`desk|${form.dataset.user}|${new URL(document.referrer).pathname}|${tab}`);
    const isSaved = document.querySelector(".messagelist .success, .messagelist .info");
    entries().filter((one) => (one.sent && isSaved) || one.words === opened || one.at < Date.now() - WEEK)
      .forEach((one) => localStorage.removeItem(one.key));
    // Another tab that is still open says so every few seconds: what it holds is not lost.
    const kept = entries().find((one) => one.key === place + tab || one.at < Date.now() - 60e3);
    if ("unsaved" in form.dataset) keep();
    else if (kept) offer(kept);
    let typed = 0;
    form.addEventListener("input", () => {
      say(unsaved() ? "Not saved yet" : "");
      keep();
      clearTimeout(typed);
      typed = setTimeout(ping, 3000);
    });
    form.addEventListener("submit", (event) => {
      if (event.submitter?.formTarget) return token();
      if (!navigator.onLine) {
        event.preventDefault();
        return say("No connection. Your text is kept in this browser.");
      }
      token();
      clearTimeout(typed);
      keep({ sent: true });
      leaving = true;
    });
    let pinged = false;
    setInterval(() => {
      if (unsaved()) keep();
      ping();
      pinged = true;
    }, 15000);
    window.addEventListener("online", () => ping());
    window.addEventListener("pagehide", () => {
      if (leaving || !pinged || !form.dataset.ping) return;
      const body = new FormData();
      body.set("csrfmiddlewaretoken", token());
      body.set("leaving", "yes");
      navigator.sendBeacon(form.dataset.ping, body);
    });
  } else {
    form.addEventListener("submit", () => { leaving = true; });
  }

  // The preview follows what is typed while it is open.
  const preview = document.getElementById("preview");
  const frame = preview?.querySelector("iframe");
  const show = async () => {
    if (!preview?.open) return;
    const body = new FormData(form);
    [...body].filter(([, value]) => value instanceof File).forEach(([name]) => body.delete(name));
    body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(preview.querySelector("button").formAction, { method: "POST", body });
    if (!answer.ok) return say("The preview could not be made. Your text is kept.");
    const top = frame.contentWindow?.scrollY ?? 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
    frame.srcdoc = await answer.text();
  };
  let shown = 0;
  preview?.addEventListener("toggle", show);
  preview?.querySelector("button").addEventListener("click", (event) => { event.preventDefault(); show(); });
  form.addEventListener("input", () => {
    clearTimeout(shown);
    shown = setTimeout(show, 500);
  });

  // Mod+S saves, Mod+Enter saves and publishes. After a save the cursor is where it was.
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const wanted = { s: "#save", enter: "button[value=publish]" }[event.key.toLowerCase()];
    const button = wanted && form.querySelector(wanted);
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
  const spot = `spot ${location.pathname}`;
  form.addEventListener("submit", (event) => {
    const { name, selectionStart, selectionEnd } = document.activeElement;
    if (!event.defaultPrevented && name && !event.submitter?.formTarget) {
      sessionStorage[spot] = JSON.stringify({ name, selectionStart, selectionEnd, top: scrollY });
    }
  });
  if (sessionStorage[spot] && document.querySelector(".messagelist .success")) {
    const { name, selectionStart, selectionEnd, top } = JSON.parse(sessionStorage[spot]);
    const control = form.querySelector(`[name="${CSS.escape(name)}"]`);
    control?.closest("details:not(.more)")?.setAttribute("open", "");
    control?.focus({ preventScroll: true });
    if (selectionStart != null) control?.setSelectionRange?.(selectionStart, selectionEnd);
    scrollTo(0, top);
  }
  sessionStorage.removeItem(spot);

  // A photo moves up or down: the two cards change number and place. Without a script the number does it.
  const cards = () => [...form.querySelectorAll("details.card[data-move]")];
  const swap = (one, other) => {
    ["number", "role"].forEach((part) => {
      const [mine, theirs] = [one, other].map((card) => card.querySelector(`[name$="-${part}"]`));
      [mine.value, theirs.value] = [theirs.value, mine.value];
    });
    const isBefore = cards().indexOf(one) < cards().indexOf(other);
    if (isBefore) other.after(one);
    else other.before(one);
    [one, other].forEach((card) => { card.querySelector(".card-name strong").textContent = card.querySelector("[name$='-number']").value; });
    form.dispatchEvent(new Event("input"));
  };
  const shift = (card, step) => {
    const other = cards()[cards().indexOf(card) + step];
    if (other) swap(card, other);
    return Boolean(other);
  };
  cards().forEach((card) => {
    const tools = document.createElement("p");
    tools.className = "choices";
    [["Move up", -1], ["Move down", 1]].forEach(([name, step]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      button.addEventListener("click", () => { shift(card, step); button.focus(); });
      tools.append(button);
    });
    card.querySelector(".card-body").prepend(tools);
  });

  // Invisible characters and straight quotes are marked on demand, as typed. articles/wire/marks.py knows the same letters.
  const MARKED = /["']|[^\S \n]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
  const SIGNS = { "\t": "→", "\r": "␍", "\u00a0": "⍽", "\u202f": "⍽", '"': "", "'": "" };
  const code = (letter) => letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  const sign = (letter) => SIGNS[letter] ?? (/\p{Zs}/u.test(letter) ? "␣" : code(letter));
  const mark = (text) => {
    const parts = [];
    let last = 0;
    for (const { 0: letter, index } of text.matchAll(MARKED)) {
      const span = Object.assign(document.createElement("span"), { className: "letter", textContent: letter, title: `U+${code(letter)}` });
      span.dataset.sign = sign(letter);
      parts.push(text.slice(last, index), span);
      last = index + 1;
    }
    return [...parts, text.slice(last)];
  };
  const marks = document.getElementById("marks");
  const marked = document.getElementById("marked-body");
  const showMarks = (on) => {
    document.querySelectorAll(".capture .raw").forEach((raw) => {
      raw.querySelectorAll(".letter").forEach((one) => one.replaceWith(one.textContent));
      raw.normalize();
      const texts = document.createTreeWalker(raw, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (on && texts.nextNode()) nodes.push(texts.currentNode);
      nodes.forEach((one) => one.replaceWith(...mark(one.data)));
    });
    marked.hidden = !on;
    marked.replaceChildren(...(on ? mark(form.elements.body.value) : []));
    marks.textContent = `${on ? "Hide" : "Show"} invisible characters and straight quotes`;
  };
  marks?.addEventListener("click", (event) => {
    event.preventDefault();
    showMarks(marked.hidden);
  });
  form.elements.body?.addEventListener("input", () => {
    if (marked && !marked.hidden) marked.replaceChildren(...mark(form.elements.body.value));
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
