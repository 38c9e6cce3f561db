"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const panes = all("section");
  const part = "a[data-i], a[data-f], a[data-b], #command a";

  // What belongs together. Items of the XML are numbered; everything else names
  // the items that it came from, one by one or as a range without its end.
  const pieces = new Map(); // item: its elements in the XML
  const users = new Map(); // item: the parameters and messages that name it
  const spans = []; // {from, to, el, box}: boxes and messages that stand for a range
  const options = new Map(); // argument: its line
  const boxes = new Map(); // argument: the boxes that it belongs to
  const push = (map, key, el) => map.has(key) ? map.get(key).push(el) : map.set(key, [el]);

  const ranges = (el) => (el.dataset.f || "").split(" ").filter(Boolean).map((word) => {
    const [from, to] = word.split("-").map(Number);
    return [from, to || from + 1];
  });
  for (const el of all("a[data-i]")) push(pieces, Number(el.dataset.i), el);
  for (const el of all("a[data-f]")) {
    for (const [from, to] of ranges(el)) {
      if (to > from + 1 || el.matches(".box")) spans.push({ from, to, el, box: el.matches(".box") });
      else push(users, from, el);
    }
  }
  for (const el of all("[data-a]")) options.set(Number(el.dataset.a), el);
  const numbers = (el) => (el.dataset.b || "").split(" ").filter(Boolean).map(Number);
  for (const el of all("[data-b]")) for (const n of numbers(el)) push(boxes, n, el);

  // related is what el belongs to on the other sides.
  function related(el) {
    const found = new Set();
    const add = (list) => (list || []).forEach((other) => found.add(other));
    if (el.dataset.i) {
      const from = Number(el.dataset.i), to = Number(el.dataset.e);
      for (let i = from; i < to; i++) add(users.get(i));
      for (const s of spans) {
        if (s.from <= from && to <= s.to || from <= s.from && s.to <= to) found.add(s.el);
      }
      return found;
    }
    for (const [from, to] of ranges(el)) {
      for (let i = from; i < to; i++) add(pieces.get(i));
      for (const s of spans) {
        if (s.box && s.from <= from && to <= s.to) found.add(s.el);
      }
    }
    const line = el.closest("[data-a]");
    if (line) add(boxes.get(Number(line.dataset.a)));
    for (const n of numbers(el)) found.add(options.get(n));
    found.delete(el);
    return found;
  }

  const help = "Point at anything, or go there with Tab and the arrow keys. Enter goes to the other side, / searches.";
  let lit = [];
  let shown = null; // what is lit for
  function light(el) {
    if (el === shown) return;
    for (const other of lit) other.classList.remove("on", "near");
    shown = el;
    lit = el ? [el, ...related(el)] : [];
    for (const other of lit.slice()) {
      other.classList.add("on");
      const line = other.closest(".lines li");
      if (line && line !== other) {
        line.classList.add("near");
        lit.push(line);
      }
    }
    one("#detail").textContent = el ? describe(el) : help;
  }

  const text = (el) => el.textContent.replace(/ *\\$/, "").trim();
  function describe(el) {
    const isBox = el.matches(".box");
    const own = isBox ? el.querySelector("title").textContent.replaceAll("\n", ", ") : text(el);
    const others = [...related(el)];
    if (!el.dataset.i && !isBox) return el.title ? own + " ← " + el.title.replaceAll("\n", "; ") : own;
    const lines = new Set(others.map((o) => o.closest("[data-a]")).filter(Boolean));
    if (lines.size === 0) return own + (el.title ? " – " + el.title : "");
    const words = [...lines].sort((a, b) => a.dataset.a - b.dataset.a).map(text);
    return own + " → " + words.slice(0, 3).join("  ") + (words.length > 3 ? `  and ${words.length - 3} more` : "");
  }

  // reveal scrolls each pane but that of el to the first thing that is lit there,
  // unless one is in sight.
  function reveal(el) {
    for (const pane of panes) {
      if (!pane.contains(el)) show(pane, lit.filter((other) => pane.contains(other) && !other.closest("[hidden]")));
    }
  }
  function show(pane, inside) {
    const frame = pane.getBoundingClientRect();
    const inSight = (other) => {
      const at = other.getBoundingClientRect();
      return at.top >= frame.top + 30 && at.bottom <= frame.bottom && at.left >= frame.left && at.right <= frame.right;
    };
    if (inside.length === 0 || inside.some(inSight)) return;
    const at = inside[0].getBoundingClientRect();
    pane.scrollTop += at.top - frame.top - pane.clientHeight / 3;
    pane.scrollLeft += Math.min(0, at.left - frame.left - 10) || Math.max(0, at.right - frame.right + 10);
  }

  // A pane is one stop of the tab key; arrows move inside it.
  const stops = new Map();
  for (const pane of panes) {
    const parts = all(part, pane);
    parts.forEach((el, n) => {
      el.setAttribute("tabindex", n === 0 ? "0" : "-1");
      if (!el.hasAttribute("href")) el.setAttribute("role", "link");
    });
    if (parts.length > 0) stops.set(pane, parts[0]);
  }
  function stopAt(el) {
    const pane = el.closest("section");
    if (!stops.has(pane)) return;
    stops.get(pane).setAttribute("tabindex", "-1");
    el.setAttribute("tabindex", "0");
    stops.set(pane, el);
  }
  const row = (el) => el.closest("li") || el;
  function step(el, key) {
    const parts = all(part, el.closest("section")).filter((other) => !other.closest("[hidden]"));
    const at = parts.indexOf(el);
    const back = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1;
    switch (key) {
      case "Home": return parts[0];
      case "End": return parts[parts.length - 1];
      case "ArrowLeft": case "ArrowRight": return parts[at + back];
    }
    let n = at + back;
    while (parts[n] && row(parts[n]) === row(el)) n += back;
    if (back < 0) while (parts[n - 1] && row(parts[n - 1]) === row(parts[n])) n--;
    return parts[n];
  }

  const target = (event) => event.target.closest ? event.target.closest(part) : null;
  const focused = () => document.activeElement.matches(part) ? document.activeElement : null;
  document.addEventListener("mouseover", (event) => light(target(event) || focused()));
  document.addEventListener("focusin", (event) => {
    const el = target(event);
    if (!el) return;
    stopAt(el);
    light(el);
    reveal(el);
  });
  document.addEventListener("focusout", () => light(null));
  document.addEventListener("click", (event) => {
    const el = target(event);
    if (!el) return;
    event.preventDefault();
    el.focus();
    reveal(el);
  });
  document.addEventListener("keydown", (event) => {
    const box = one("#q");
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/" && document.activeElement !== box) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "Escape") {
      box.value = "";
      find();
      if (document.activeElement !== box) document.activeElement.blur();
    }
    const el = focused();
    if (!el) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const pane = el.closest("section");
      const other = [...related(el)].map((o) => o.matches(part) ? o : o.querySelector(part)).find((o) => o && !pane.contains(o) && !o.closest("[hidden]"));
      if (other) other.focus();
    } else if (/^(Arrow|Home|End)/.test(event.key)) {
      const next = step(el, event.key);
      event.preventDefault();
      if (next) next.focus();
    }
  });

  // The search shows the lines that hold the words, and those on the other side
  // that belong to them.
  const lines = all("#xml .lines li, #command .lines li, #messages li").map((el) => ({ el, text: el.textContent.toLowerCase() }));
  const drawn = all(".box").map((el) => ({ el, text: el.textContent.toLowerCase() }));
  function find() {
    const words = one("#q").value.trim().toLowerCase();
    const hits = words ? [...lines, ...drawn].filter((l) => l.text.includes(words)).map((l) => l.el) : [];
    const keep = new Set(hits);
    for (const hit of hits) {
      for (const el of hit.matches(".box") ? [hit] : all(part, hit)) {
        // The tag of an element that holds others would bring all of them.
        if (el.matches(".holds")) continue;
        for (const other of related(el)) keep.add(other.closest(".lines li, #messages li") || other);
      }
    }
    for (const { el } of lines) el.hidden = words !== "" && !keep.has(el);
    for (const { el } of drawn) el.classList.toggle("dim", words !== "" && !keep.has(el));
    for (const { el } of lines) el.classList.remove("hit");
    for (const el of hits) if (!el.matches(".box")) el.classList.add("hit");
    mark(hits, words);
    for (const pane of panes) show(pane, [...keep].filter((el) => pane.contains(el)));
    const count = (selector, what) => `${hits.filter((el) => el.matches(selector)).length} ${what}`;
    one("#found").textContent = words ? count("#xml li", "XML lines") + ", " + count("#command li", "options") : "";
  }

  // mark highlights the words themselves, where the browser can do that without
  // a change to the page.
  function mark(hits, words) {
    if (!window.Highlight) return;
    CSS.highlights.delete("find");
    const found = [];
    for (const el of hits.slice(0, 2000)) {
      const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
      const nodes = [];
      let whole = "";
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push([whole.length, node]);
        whole += node.data;
      }
      const place = (at) => {
        const [start, node] = nodes.findLast(([begin]) => begin <= at);
        return [node, at - start];
      };
      const low = whole.toLowerCase();
      if (low.length !== whole.length) continue; // letters that change their length
      for (let at = low.indexOf(words); at >= 0; at = low.indexOf(words, at + words.length)) {
        const range = new Range();
        range.setStart(...place(at));
        const [node, offset] = place(at + words.length - 1);
        range.setEnd(node, offset + 1);
        found.push(range);
      }
    }
    if (found.length > 0) CSS.highlights.set("find", new Highlight(...found));
  }

  one("form").hidden = false;
  one("#detail").textContent = help;
  one("form").addEventListener("submit", (event) => event.preventDefault());
  let timer = 0;
  one("#q").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 100);
  });
})();
