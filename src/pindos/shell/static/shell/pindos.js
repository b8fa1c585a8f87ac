/* What the pages do better with a script; without it every act still works.
   Words come from the page (data-… of #says), so that they are in the language of the page. */
"use strict";

(() => {
    const WAIT = 1500; // ms between the two keys of a shortcut
  const page = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  /* ------------------------------------------------------------ saying things */
  const says = () => document.getElementById("says");

  function say(words, isLoud) {
    const place = says()?.querySelector(`[data-says="${isLoud ? "loud" : "calm"}"]`);
    if (!place || !words) return;
    const model = document.getElementById("note").content.firstElementChild.cloneNode(true);
    model.classList.add(isLoud ? "down" : "ok");
    model.querySelector("p").textContent = words;
    const shape = model.querySelector("use");
    shape.setAttribute("href", shape.getAttribute("href").replace("#speech", isLoud ? "#down" : "#ok"));
    place.replaceChildren(model);
    const box = place.getBoundingClientRect();
    if (box.top < 60 || box.bottom > window.innerHeight) place.scrollIntoView({ block: "center" });
  }

  /* ------------------------------------------------------------ shortcuts, by the key's place */
  let first = "";
  let forget = 0;

  function keyOf(event) {
    if (event.key === "/" || event.key === "?") return event.key;
    if (event.code === "Slash") return event.shiftKey ? "?" : "/";
    return /^Key[A-Z]$/.test(event.code) && !event.shiftKey ? event.code.slice(3).toLowerCase() : "";
  }

  function isWriting(place) {
    return place.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if ("noKeys" in page.dataset || isWriting(event.target)) return;
    const key = keyOf(event);
    if (!key) return;
    const whole = first ? `${first} ${key}` : key;
    first = "";
    clearTimeout(forget);
    if (act(whole)) event.preventDefault();
    else if (key === "g") {
      first = key;
      forget = setTimeout(() => { first = ""; }, WAIT);
    }
  });

  function act(keys) {
    if (keys === "/") return focusOn(document.getElementById("q"));
    if (keys === "?") return help();
    if (keys === "j") return step(1);
    if (keys === "k") return step(-1);
    const link = document.querySelector(`[data-key="${keys}"]`);
    link?.click();
    return Boolean(link);
  }

  function focusOn(place) {
    place?.focus();
    place?.select?.();
    return Boolean(place);
  }

  function step(by) {
    const rows = all("main .table > tbody > tr, main .pi-rows > li").filter((row) => linkOf(row));
    if (!rows.length) return false;
    const at = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("at"));
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
    rows.forEach((row) => row.classList.toggle("at", row === next));
    linkOf(next).focus(); // so that Enter opens it, and the ear hears it
    return true;
  }

  /* the one box: arrows go through what is offered while somebody types, and back to the words */
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest(".pi-search");
    if (!box || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = [box.querySelector("input"), ...all(".pi-suggest a", box)];
    const at = places.indexOf(event.target);
    if (event.key === "Escape" && at > 0) places[0].focus();
    else if (by && places.length > 1) places[(at + by + places.length) % places.length].focus();
    else return;
    event.preventDefault();
  });

  const linkOf = (row) => row.querySelector(".what a[href], a.name[href], th a[href]");

  /* ------------------------------------------------------------ help */
  function help() {
    const link = document.querySelector("[data-help]");
    if (!link) return false;
    const open = document.getElementById("help");
    if (open) open.showModal();
    else fetchHelp(link.href);
    return true;
  }

  async function fetchHelp(url) {
    try {
      const answer = await fetch(url);
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      const dialog = document.importNode(found.getElementById("help-dialog").content, true).firstElementChild;
      document.body.append(dialog);
      dialog.showModal();
    } catch {
      window.location.assign(url);
    }
  }

  /* ------------------------------------------------------------ forms */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if ("sent" in form.dataset) {
      event.preventDefault(); // the second press of a double click
      return;
    }
    form.dataset.sent = "";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), 10000); // the answer may be a file: the page stays
  });

  function release(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }

  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

  function showMistakes(from) {
    from.querySelector("[data-errors]")?.focus();
  }

  /* Which files are chosen, how large they are; what is too large is left out before it is sent. */
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.matches("input[type=file]")) showFiles(input);
    if (input.matches("input.pi-box")) pick(input);
  });

  function showFiles(input) {
    const most = (Number(input.dataset.most) || Number(says().dataset.most)) * 1024 * 1024; // as the server
    const files = [...input.files];
    const good = files.filter((file) => file.size <= most);
    const large = files.filter((file) => file.size > most);
    if (large.length) {
      const kept = new DataTransfer();
      good.forEach((file) => kept.items.add(file));
      input.files = kept.files;
    }
    const list = listBelow(input);
    list.replaceChildren(...good.map((file) => line(`${file.name} · ${size(file.size)}`)),
      ...large.map((file) => line(says().dataset.large.replace("{name}", file.name).replace("{size}", size(file.size)), "err")));
  }

  function listBelow(input) {
    if (input.nextElementSibling?.matches(".pi-chosen")) return input.nextElementSibling;
    const list = document.createElement("ul");
    list.className = "pi-chosen";
    list.setAttribute("role", "status");
    input.after(list);
    return list;
  }

  function line(words, kind = "") {
    const item = document.createElement("li");
    item.className = kind;
    item.textContent = words;
    return item;
  }

  function size(bytes) {
    const write = (number, places) => number.toLocaleString("el", { maximumFractionDigits: places });
    return bytes < 1e6 ? `${write(Math.max(bytes / 1e3, 1), 0)} kB` : `${write(bytes / 1e6, 1)} MB`;
  }

  function pick(box) {
    const table = box.closest("table");
    if (!table) return;
    const rows = all("tbody input.pi-box", table);
    if ("all" in box.dataset) rows.forEach((each) => { each.checked = box.checked; });
    rows.forEach((each) => each.closest("tr").classList.toggle("picked", each.checked));
  }

  /* ------------------------------------------------------------ drafts: what is typed is kept */
  const QUIET = 3000; // ms without typing, then it is kept
  const AGAIN = 10000; // ms until a try that failed is made again
  const tries = new WeakMap(); // form: the next try, and what stops one under way

  function typed(event) {
    const form = event.target.form;
    if (!form || !("draft" in form.dataset) || event.target.type === "file") return;
    form.dataset.unkept = "";
    all("[data-writing]").forEach((mark) => { mark.value = "1"; });
    later(form, QUIET);
  }

  function later(form, wait) {
    const before = tries.get(form);
    clearTimeout(before?.next);
    tries.set(form, { ...before, next: setTimeout(() => keep(form), wait) });
  }

  async function keep(form, isLast = false) {
    if (!("unkept" in form.dataset) || "sent" in form.dataset) return;
    delete form.dataset.unkept;
    clearTimeout(tries.get(form)?.next);
    const stop = new AbortController();
    tries.set(form, { stop });
    const secret = all("input[type=password]", form).map((input) => input.name);
    const said = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.includes(name));
    const body = new URLSearchParams(said);
    body.set("draft", "keep");
    try {
      const answer = await fetch(form.getAttribute("action") || window.location.href,
        { method: "POST", body, headers: { "X-Draft": "1" }, keepalive: isLast, signal: stop.signal });
      if (answer.status !== 204) throw new Error(String(answer.status));
      tell(form, "");
    } catch (error) {
      if (error.name === "AbortError") return;
      form.dataset.unkept = "";
      tell(form, form.querySelector("[data-draft-lost]")?.dataset.draftLost ?? "");
      later(form, AGAIN);
    }
  }

  function tell(form, trouble) {
    const lost = form.querySelector("[data-draft-lost]");
    const kept = form.querySelector("[data-draft-kept]");
    if (!lost || !kept) return;
    if (lost.textContent !== trouble) lost.textContent = trouble;
    // as every other time of a page: of Greece, from 00 to 23
    const now = new Date().toLocaleTimeString("el", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/Athens" });
    kept.textContent = trouble ? "" : kept.dataset.draftKept.replace("{time}", now);
  }

  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("focusout", (event) => { if (event.target.form) keep(event.target.form); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") all("form[data-unkept]").forEach((form) => keep(form, true));
  });
  document.addEventListener("submit", (event) => { // it is sent: what was on its way to be kept is not
    const under = tries.get(event.target);
    clearTimeout(under?.next);
    under?.stop?.abort();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const place = event.detail.target.closest?.("form[data-draft]");
    if (place) { place.dataset.unkept = ""; later(place, QUIET); } // a ready text was put in
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (isQuiet(event)) all("[data-writing]").forEach((mark) => { mark.value = ""; });
  });

  /* ------------------------------------------------------------ htmx: an answer is never lost */
  const isQuiet = (event) => event.detail.elt?.matches?.("[data-quiet]");
  const isPage = (text) => /^\s*<!doctype/i.test(text);

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status === 422 && xhr.responseText.includes("data-errors")) {
      event.detail.shouldSwap = true; // a form that came back with its mistakes
      event.detail.isError = false;
    } else if (xhr.status < 300 && isPage(xhr.responseText) && event.detail.target !== document.body) {
      event.detail.shouldSwap = false; // a whole page instead of a part: signed out in between
      window.location.assign(xhr.responseURL);
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (isQuiet(event)) return;
    const { xhr } = event.detail;
    const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const words = answer.querySelector("[data-words], .say")?.textContent.trim();
    say(words || says().dataset.broken, true);
  });
  const offline = (event) => { if (!isQuiet(event)) say(says().dataset.offline, true); };
  document.addEventListener("htmx:sendError", offline);
  document.addEventListener("htmx:timeout", offline);
  document.addEventListener("htmx:afterSwap", (event) => showMistakes(event.detail.target));
  document.addEventListener("pindos:said", (event) => say(event.detail.value, false)); // HX-Trigger

  showMistakes(document);
  if (document.querySelector("[data-errors]")) { // what came back with mistakes is kept as well
    all("form[data-draft]").forEach((form) => { form.dataset.unkept = ""; later(form, QUIET); });
  }
})();
