// SPDX-FileCopyrightText: The manrs.hardening contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page is whole without this: here are filters, sorting, the details of the map, folding, and the change of theme.
// Texts are set as texts, never as markup.
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, text = "", about = {}) => Object.assign(document.createElement(tag), { textContent: text }, about);
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const whys = JSON.parse(one("#data").textContent).why;
  document.documentElement.classList.add("js");
  all(".scripted, .tools").forEach((part) => { part.hidden = false; });

  // The theme: the system's, until somebody says otherwise.
  const theme = one("#theme");
  const isDark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `${theme.textContent} theme`); };
  theme.hidden = false;
  theme.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  nameTheme();

  // Folding. What is printed is open.
  const folds = all("details");
  const routers = all("details.router");
  folds.forEach((fold) => { fold.open = false; });
  if (routers.length === 1) routers[0].open = true;
  const reveal = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!target) return;
    for (let part = target; part; part = part.parentElement) if (part.localName === "details") part.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => { if (event.target.closest?.("a[href^='#']")) setTimeout(reveal); });
  let before = [];
  const unfold = () => { if (!before.length) before = folds.filter((fold) => !fold.open); before.forEach((fold) => { fold.open = true; }); };
  const fold = () => { before.forEach((part) => { part.open = false; }); before = []; };
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? unfold() : fold()));
  if (routers.length > 1) {
    const button = make("button", "Open all routers", { type: "button" });
    button.addEventListener("click", () => {
      const open = routers.some((part) => !part.open);
      routers.forEach((part) => { part.open = open; });
      button.textContent = open ? "Close all routers" : "Open all routers";
    });
    const line = make("p", "", { className: "tools" });
    line.append(button);
    routers[0].before(line);
  }

  // Findings
  const filters = one("#filters");
  const findings = all(".finding");
  const words = findings.map((finding) => finding.textContent.toLowerCase());
  let place = null;
  const show = () => {
    if (!filters) return 0;
    const { s, r, c, q } = Object.fromEntries(new FormData(filters));
    const wanted = q.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    findings.forEach((finding, at) => {
      const data = finding.dataset;
      const fits = (!s || data.s === s) && (!r || data.r === r) && (!c || data.c === c)
        && (!place || data.p.split(" ").includes(place.id)) && wanted.every((word) => words[at].includes(word));
      finding.classList.toggle("gone", !fits);
      count += fits;
    });
    const where = place ? `, at ${place.label}` : "";
    one("#found").textContent = count === findings.length ? plural(count, "finding") : `${count} of ${plural(findings.length, "finding")}${where}`;
    return count;
  };
  const narrow = (to) => {
    if (!filters) return 0;
    filters.reset();
    place = to.place ?? null;
    for (const key of ["r", "c"]) {
      const field = filters.elements[key];
      field.value = to[key] ?? "";
      if (field.selectedIndex < 0 && to[key] !== undefined) { // no finding has it
        field.add(new Option(to.words, to[key]));
        field.value = to[key];
      }
    }
    return show();
  };
  filters?.addEventListener("input", show);
  filters?.addEventListener("submit", (event) => event.preventDefault());
  filters?.addEventListener("reset", () => { place = null; setTimeout(show); });

  // The map: rows
  const rows = all(".map tbody tr");
  const finder = one("#rows");
  const sought = rows.map((row) => `${one("a", row.closest("table")).textContent} ${row.cells[0].textContent}`.toLowerCase());
  const isFirm = rows.map((row) => !one("td:not(.i):not(.s):not(:empty)", row));
  finder?.addEventListener("submit", (event) => event.preventDefault());
  finder?.addEventListener("input", () => {
    const wanted = finder.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      const fits = wanted.every((word) => sought[at].includes(word)) && !(finder.elements.z.checked && isFirm[at]);
      row.classList.toggle("gone", !fits);
      count += fits;
    });
    all(".map table[data-r]").forEach((table) => table.parentElement.classList.toggle("gone", !one("tbody tr:not(.gone)", table)));
    one("#shown").textContent = `${count} of ${plural(rows.length, "row")}`;
  });

  // The map: details of a mark, and the way through it with keys. One mark of each map is in the tab order.
  const maps = all(".map");
  all(".map table[data-r]").forEach((table) => {
    table.setAttribute("role", "grid");
    table.parentElement.style.containIntrinsicHeight = `auto ${table.rows.length * 38 - 12}px`;
    all("a", table).forEach((link) => { link.tabIndex = -1; });
  });
  maps.forEach((map) => { map.removeAttribute("tabindex"); const row = one("tbody tr", map); if (row) row.cells[0].tabIndex = 0; });

  const tip = make("div", "", { id: "tip", hidden: true });
  document.body.append(tip);
  let opener = null;
  let isQuiet = false; // while the focus goes back to a mark whose details were closed
  const columnOf = (cell) => {
    const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
    const title = one("i", head)?.textContent.trim() ?? "";
    const control = head.textContent.slice(0, head.textContent.length - title.length).trim();
    return { control, title };
  };
  const about = (cell) => {
    const row = cell.parentElement;
    const table = row.closest("table");
    const address = one("code", row); // a neighbor may have several
    const label = `${one("thead a", table).textContent}, ${one("a", row).textContent}${address ? ` (${address.textContent})` : ""}`;
    const where = { id: row.dataset.p, label };
    return { row, table, where, ...(cell.cellIndex ? columnOf(cell) : { control: "", title: "" }) };
  };
  const fill = (cell) => {
    const { row, where, control, title } = about(cell);
    tip.replaceChildren();
    tip.append(make("h3", control ? `${control} ${title}` : where.label));
    if (control) tip.append(make("p", where.label, { className: "note" }));
    if (!control) {
      const counts = new Map();
      all("td:not(:empty)", row).forEach((td) => counts.set(td.className.charAt(0), [td.textContent.split(",")[0], (counts.get(td.className.charAt(0))?.[1] ?? 0) + 1]));
      const line = make("p", "", { className: "counts" });
      for (const [letter, [word, count]] of counts) line.append(make("span", `${count} ${word}`, { className: `k ${letter}` }), " ");
      tip.append(make("p", one("th small span", row)?.textContent ?? "", { className: "note" }), line);
      return;
    }
    if (!cell.textContent.trim()) { tip.append(make("p", "This control does not concern it.")); return; }
    const [status, routes] = cell.textContent.trim().split(", ");
    const line = make("p");
    line.append(make("span", status, { className: `k ${cell.className.charAt(0)}` }));
    tip.append(line);
    if (cell.dataset.w) tip.append(make("p", whys[cell.dataset.w]));
    const rejects = "is".includes(cell.className.charAt(0)) ? "rejects" : "would reject";
    if (routes) tip.append(make("p", `Of the routes held now it ${rejects} ${routes.startsWith("0 ") ? "none" : routes.split(" ")[0]}.`, { className: "note" }));
  };
  const put = (cell) => {
    tip.hidden = false;
    const box = cell.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(innerWidth - size.width - 8, box.left + box.width / 2 - size.width / 2));
    const top = box.bottom + 6 + size.height < innerHeight ? box.bottom + 6 : Math.max(8, box.top - size.height - 6);
    tip.style.left = `${left}px`;
    tip.style.top = `${top}px`;
  };
  const close = () => {
    if (tip.hidden) return;
    const from = opener;
    const hadFocus = tip.contains(document.activeElement);
    tip.hidden = true;
    tip.classList.remove("open");
    for (const name of ["role", "aria-label", "tabindex"]) tip.removeAttribute(name);
    opener?.classList.remove("at");
    opener = null;
    if (hadFocus && from) { isQuiet = true; from.focus(); isQuiet = false; }
  };
  const hint = (cell) => {
    if (tip.classList.contains("open")) return;
    fill(cell);
    put(cell);
    cell.setAttribute("aria-describedby", "tip");
  };
  const open = (cell) => {
    close();
    const { table, where, control } = about(cell);
    fill(cell);
    const to = { r: table.dataset.r, place: where, words: one("thead a", table).textContent };
    const link = control ? one(`a[href="#p${where.id}"]`, cell.parentElement) : one("a", cell);
    const number = control ? controlNumber(control) : undefined;
    const count = narrow(control && number !== undefined ? { place: where, r: undefined, c: number, words: control } : { place: where, words: to.words });
    const acts = make("p", "", { className: "acts" });
    if (findings.length) acts.append(make("a", count ? `Show ${plural(count, "finding")}` : "No finding here", { href: "#findings" }));
    acts.append(make("a", "All about it", { href: link.getAttribute("href") }));
    const button = make("button", "Close", { type: "button" });
    button.addEventListener("click", close);
    acts.append(button);
    tip.append(acts);
    tip.classList.add("open");
    tip.setAttribute("role", "dialog");
    tip.setAttribute("aria-label", one("h3", tip).textContent);
    tip.tabIndex = -1;
    opener = cell;
    cell.classList.add("at");
    put(cell);
    tip.focus({ preventScroll: true });
  };
  const numbers = new Map(all(".catalogue tbody tr").map((row) => [row.cells[0].textContent.trim(), row.id.slice(1)]));
  const controlNumber = (control) => numbers.get(control);
  const markAt = (target) => target.closest?.(".map tbody td, .map tbody th");
  const stop = (cell) => {
    const map = cell.closest(".map");
    all("[tabindex='0']", map).forEach((old) => { old.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    const head = one(".titles", map).offsetHeight + 28;
    const box = cell.getBoundingClientRect();
    const frame = map.getBoundingClientRect();
    const side = one("tbody th", map).offsetWidth;
    if (box.top < frame.top + head) map.scrollTop -= frame.top + head - box.top;
    if (box.bottom > frame.bottom - 16) map.scrollTop += box.bottom - frame.bottom + 16;
    if (cell.cellIndex && box.left < frame.left + side) map.scrollLeft -= frame.left + side - box.left;
    if (box.right > frame.right - 16) map.scrollLeft += box.right - frame.right + 16;
    cell.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    hint(cell);
  };
  maps.forEach((map) => {
    map.addEventListener("pointerover", (event) => { const cell = markAt(event.target); if (cell && event.pointerType !== "touch") hint(cell); });
    map.addEventListener("pointerleave", () => { if (!tip.classList.contains("open")) close(); });
    map.addEventListener("focusin", (event) => { const cell = markAt(event.target); if (cell && !isQuiet) hint(cell); });
    map.addEventListener("focusout", () => { if (!tip.classList.contains("open")) close(); });
    map.addEventListener("scroll", () => { if (!tip.classList.contains("open")) close(); }, { passive: true });
    map.addEventListener("click", (event) => {
      const cell = markAt(event.target);
      if (!cell) return;
      event.preventDefault();
      stop(cell);
      open(cell);
    });
    map.addEventListener("keydown", (event) => {
      const cell = markAt(event.target);
      if (!cell || event.altKey || event.metaKey) return;
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(cell); return; }
      const lines = all("tbody tr:not(.gone)", map);
      const at = lines.indexOf(cell.parentElement);
      const last = cell.parentElement.cells.length - 1;
      const steps = {
        ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
        Home: [event.ctrlKey ? -lines.length : 0, -last], End: [event.ctrlKey ? lines.length : 0, last],
      };
      if (!(event.key in steps)) return;
      event.preventDefault();
      const clamp = (value, most) => Math.max(0, Math.min(most, value));
      stop(lines[clamp(at + steps[event.key][0], lines.length - 1)].cells[clamp(cell.cellIndex + steps[event.key][1], last)]);
    });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("pointerdown", (event) => { if (tip.classList.contains("open") && !tip.contains(event.target) && !markAt(event.target)) close(); });
  tip.addEventListener("click", (event) => { if (event.target.closest("a")) { opener?.classList.remove("at"); tip.hidden = true; tip.classList.remove("open"); opener = null; } });

  // Messages that somebody copies
  all(".message").forEach((message) => {
    const button = make("button", "Copy the message", { type: "button" });
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(message.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(message);
        button.textContent = "Selected: copy it with the keyboard";
      }
      setTimeout(() => { button.textContent = "Copy the message"; }, 4000);
    });
    message.after(button);
  });

  // Sorting: numbers by value, all else as text
  all(".sortable").forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = make("button", head.textContent, { type: "button" });
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        all("[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const order = new Intl.Collator("en", { numeric: true });
        const body = table.tBodies[0];
        body.append(...[...body.rows].sort((a, b) => (up ? 1 : -1) * order.compare(a.cells[column].textContent, b.cells[column].textContent)));
      });
    });
  });
  reveal();
})();
