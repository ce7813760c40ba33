"use strict";
/* Without this script the report is whole: every table, sheet and number stands in the page. It adds sorting, filters,
   the other language, and sheets that open when a link leads to them. */
(() => {
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);
const read = (id) => JSON.parse(one(id).textContent);
const texts = read("texts"), columns = read("columns"), titles = read("titles"), root = document.documentElement;
let language = root.lang;

/* Language: a text carries its place among the pairs, a number its digits. */
const NUMBERS = ".n, table.nodes td";
const swapped = (text) => text.replace(/[.,]/g, (mark) => (mark === "," ? "." : ","));
const swapNumbers = (node) => {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) child.data = swapped(child.data);
  }
};
const nameNodes = () => {
  for (const table of all("table.nodes")) {
    const names = columns[table.dataset.c][language];
    all("tbody th", table).forEach((cell, place) => { cell.textContent = names[place]; });
  }
  all(".code[data-t]").forEach((it) => { it.textContent = texts[language][it.dataset.t]; });
};
/* In a large file the rows of a sheet have codes alone; what all sheets of a block share is written in when one opens. */
const first = root.lang, coded = one("sheets").dataset.codes !== undefined;
const shared = (cell, text) => { cell.textContent = language === first ? text : swapped(text); return cell; };
const dress = (sheet) => {
  const table = coded && sheet.querySelector("table.nodes");
  if (!table || table.tHead.rows[0].cells.length > 5) return;
  const block = columns[table.dataset.c], head = table.tHead.rows[0];
  for (const key of ["best", "median"]) {
    const cell = document.createElement("th");
    cell.dataset.t = titles[key];
    cell.textContent = texts[language][titles[key]];
    head.insertBefore(cell, head.cells[head.cells.length - 1]);
  }
  const caption = table.createCaption();
  caption.className = "vh";
  caption.dataset.t = titles.caption;
  caption.textContent = texts[language][titles.caption];
  head.cells[0].dataset.t = titles.node;
  head.cells[0].textContent = texts[language][titles.node];
  [...head.cells].forEach((cell) => { cell.scope = "col"; });
  [...table.tBodies[0].rows].forEach((row, place) => {
    const last = row.cells[4], bar = row.cells[3], share = parseInt(bar.textContent, 10);
    if (block.depth[place] !== 1) row.className = "d" + block.depth[place];
    row.cells[0].scope = "row";
    row.insertBefore(shared(document.createElement("td"), block.best[place]), last);
    row.insertBefore(shared(document.createElement("td"), block.median[place]), last);
    if (!Number.isNaN(share)) {
      bar.style.setProperty("--s", Math.min(Math.max(share, 0), 100));
      if (block.stroke[place] !== null) bar.style.setProperty("--m", block.stroke[place]);
    }
  });
};
const speak = (wanted) => {
  if (wanted !== language) {
    language = root.lang = wanted;
    all("[data-t]").forEach((it) => { (it.querySelector("button") || it).textContent = texts[wanted][it.dataset.t]; });
    all(NUMBERS).forEach(swapNumbers);
    document.title = one("top").querySelector("h1").textContent;
    nameNodes();
  }
  all("[data-lang]").forEach((it) => it.setAttribute("aria-pressed", String(it.dataset.lang === wanted)));
};

/* Sorting: numbers digit by digit, so that none is rounded; names by their place in the Vietnamese alphabet. */
const digits = (text) => {
  const found = /^([+\u2212-]?)(\d+)(?:[.,](\d+))?/.exec(text.trim());
  return found && { minus: found[1] === "\u2212" || found[1] === "-", whole: found[2], rest: found[3] || "" };
};
const keyOf = (cell) => (cell.dataset.k === undefined ? cell.textContent : cell.dataset.k);
const ordered = (keys) => {
  const read = keys.map(digits);
  if (read.every((it) => it === null)) {
    const collator = new Intl.Collator("vi", { numeric: true });
    return (a, b) => collator.compare(keys[a], keys[b]);
  }
  const length = Math.max(...read.map((it) => (it ? it.rest.length : 0)));
  const values = read.map((it) => it && BigInt((it.minus ? "-" : "") + it.whole + it.rest.padEnd(length, "0")));
  return (a, b) => (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : 0);
};
const sortBy = (table, head, place) => {
  const before = head.getAttribute("aria-sort");
  const falling = before ? before === "ascending" : head.classList.contains("fall");
  const body = table.tBodies[0], rows = [...body.rows];
  const keys = rows.map((row) => keyOf(row.cells[place]));
  const compare = ordered(keys), empty = keys.map((key) => digits(key) === null && /^\s*(\u2013)?\s*$/.test(key));
  const order = rows.map((_, index) => index).sort((a, b) => {
    if (empty[a] || empty[b]) return empty[a] - empty[b] || a - b;
    return (falling ? -compare(a, b) : compare(a, b)) || a - b;
  });
  body.append(...order.map((index) => rows[index]));
  all("th[aria-sort]", table).forEach((it) => it.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
};
for (const table of all("table.sortable")) {
  all("thead th", table).forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sortBy(table, head, place));
  });
}

/* Filters: without marks and case, so that "so y te" finds Sở Y tế. */
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const form = document.querySelector(".filter");
const units = all(".standings tbody tr").map((row) => ({
  row, name: bare(row.querySelector("th").textContent), sheet: one(row.dataset.u),
  block: row.closest(".block"), tier: row.dataset.r || "", awarded: "a" in row.dataset,
}));
const filter = () => {
  const value = (id) => (one(id) ? one(id).value : "");
  const words = bare(value("find")).split(/\s+/).filter(Boolean);
  const block = value("pick-block"), tier = value("pick-tier"), award = one("pick-award");
  const left = new Set();
  let count = 0;
  for (const it of units) {
    const fits = words.every((word) => it.name.includes(word)) && (!block || it.block.dataset.b === block)
      && (!tier || it.tier === tier) && (!award || !award.checked || it.awarded);
    it.row.hidden = it.sheet.hidden = !fits;
    if (fits) { count += 1; left.add(it.block); }
  }
  all(".block").forEach((it) => { it.hidden = !left.has(it); });
  one("nobody").hidden = count > 0;
  one("shown").textContent = count;
};

/* Sheets: a link opens the sheet that it leads to; paper has all of them, or one alone. */
const aimedAt = () => {
  try { return one(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
};
const open = () => {
  const target = aimedAt();
  if (!target) return;
  if (target.matches("details.unit")) {
    target.hidden = false;
    target.open = true;
  }
  target.scrollIntoView();
};
const sheets = () => all("details");
let closed = [];
const beforePrint = () => {
  closed = sheets().filter((it) => !it.open);
  sheets().forEach(dress);
  closed.forEach((it) => { it.open = true; });
};
const afterPrint = () => {
  closed.forEach((it) => { it.open = false; });
  closed = [];
  document.body.classList.remove("one");
  all(".alone").forEach((it) => it.classList.remove("alone"));
};

all(".tools, .filter").forEach((it) => { it.hidden = false; });
all("[data-lang]").forEach((it) => it.addEventListener("click", () => speak(it.dataset.lang)));
if (coded) nameNodes();
all("details.unit").forEach((it) => it.addEventListener("toggle", () => dress(it)));
if (form) {
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
}
one("print").addEventListener("click", () => window.print());
one("open-all").addEventListener("click", () => all("details.unit").forEach((it) => { it.open = true; }));
one("close-all").addEventListener("click", () => all("details.unit").forEach((it) => { it.open = false; }));
all(".print-unit").forEach((it) => it.addEventListener("click", () => {
  it.closest("details").classList.add("alone");
  document.body.classList.add("one");
  window.print();
}));
window.addEventListener("beforeprint", beforePrint);
window.addEventListener("afterprint", afterPrint);
window.addEventListener("hashchange", open);
const asked = new URLSearchParams(location.search).get("lang");
speak(asked in texts ? asked : language);
open();
})();
