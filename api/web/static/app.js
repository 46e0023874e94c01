// Everything here makes smoother what the pages do without it: uploads with progress, live papers, filters, copying.
"use strict";
document.documentElement.classList.add("js");

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

// --- live papers: ask, slower and slower while nothing changes, at once again after an upload ---
const live = document.getElementById("live");
let tag = "", pause = 1000, timer = 0;

function waiting() {
  const papers = document.getElementById("papers");
  return papers !== null && papers.dataset.waiting !== "0";
}
function again(after) {
  clearTimeout(timer);
  timer = setTimeout(refresh, after);
}
async function refresh() {
  if (document.hidden) return again(5000);
  try {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(live.dataset.from, { headers, cache: "no-store", credentials: "same-origin" });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") || "";
      show(await answer.text());
      pause = 1000;
    } else {
      pause = Math.min(pause * 1.5, 8000);
    }
  } catch {
    pause = Math.min(pause * 2, 30000); // the line is down: ask less often
  }
  again(waiting() ? pause : 20000);
}
function show(html) {
  const parts = document.createElement("template");
  parts.innerHTML = html;
  for (const id of ["papers", "timeline"]) {
    const now = document.getElementById(id), then = parts.content.getElementById(id);
    if (now && then && now.innerHTML !== then.innerHTML && !now.contains(document.activeElement)) now.replaceWith(then);
  }
}
if (live) again(waiting() ? 1000 : 20000);

// --- uploads: one request a file, two at a time ---
const form = document.getElementById("upload");
const queue = [];
let running = 0;

function key() {
  return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
}
function add(files, requirement) {
  const kind = form.elements.copy_kind.value;
  for (const file of files) {
    const line = document.createElement("li");
    line.textContent = file.name;
    document.getElementById("uploads").prepend(line);
    if (file.size > Number(form.dataset.most)) say(line, file, form.dataset.large, "bad");
    else queue.push({ file, requirement, kind, line, key: key() });
  }
  next();
}
function next() {
  while (running < 2 && queue.length) {
    running += 1;
    send(queue.shift());
  }
}
function say(line, file, words, kind) {
  line.className = kind;
  line.textContent = `${file.name}: ${words}`;
}
function send({ file, requirement, kind, line, key }) {
  const body = new FormData(), request = new XMLHttpRequest();
  if (requirement) body.append("requirement", requirement);
  body.append("copy_kind", kind);
  body.append("file", file, file.name);
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", `${form.dataset.sending} ${file.name}`);
  line.append(bar);
  request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
  request.onloadend = () => {
    running -= 1;
    const answer = request.response || {};
    if (request.status === 202) {
      const advice = answer.quality && answer.quality.advice[0];
      const words = advice && advice[document.documentElement.lang === "en" ? "en" : "vi"];
      say(line, file, words || answer.notice || form.dataset.sent, words ? "bad" : "good");
      if (!answer.notice && !words) setTimeout(() => line.remove(), 4000); // the paper itself is in the list by now
    } else say(line, file, (document.documentElement.lang === "en" ? answer.detail_en : answer.detail) || form.dataset.lost, "bad");
    if (live) again(0);
    next();
  };
  request.open("POST", form.dataset.to);
  request.responseType = "json";
  request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
  request.setRequestHeader("Idempotency-Key", key);
  request.send(body);
}
if (form) {
  const slot = (event) => event.target.closest && event.target.closest("[data-requirement]");
  const mark = (target) => {
    all(".over").forEach((element) => element.classList.remove("over"));
    if (target) target.classList.add("over");
  };
  for (const picker of all("input[type=file]", form)) {
    picker.multiple = picker.id === "file";
    picker.addEventListener("change", () => { add(picker.files, form.elements.requirement.value); picker.value = ""; });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    mark(slot(event) || form);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(null); });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    const target = slot(event);
    mark(null);
    add(event.dataTransfer.files, target ? target.dataset.requirement : form.elements.requirement.value);
  });
}

// --- long lists: type to narrow, accents optional; agencies follow the procedure's levels ---
for (const box of all("[data-filters]")) {
  const list = document.getElementById(box.dataset.filters);
  box.hidden = false;
  const narrow = () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean), master = document.getElementById(list.dataset.follows || "");
    const chosen = master && master.selectedOptions[0], levels = chosen && chosen.dataset.levels;
    for (const option of all("option[value]:not([value=''])", list)) {
      const text = plain(option.textContent);
      const fits = words.every((word) => text.includes(word)) && (!levels || levels.split(" ").includes(option.dataset.level));
      option.hidden = option.disabled = !fits;
      if (!fits && option.selected) list.value = "";
    }
    const left = all("option[value]:not([value='']):not([hidden])", list);
    if (box.value && left.length === 1) left[0].selected = true;
    for (const group of all("optgroup", list)) group.hidden = !group.querySelector("option:not([hidden])");
    list.dispatchEvent(new Event("narrowed"));
  };
  box.addEventListener("input", narrow);
  const master = document.getElementById(list.dataset.follows || "");
  if (master) for (const kind of ["change", "narrowed"]) master.addEventListener(kind, narrow);
}

// --- viewer: a field under the cursor shows its place; copied words keep their lines ---
for (const field of all("[data-field]")) {
  const place = document.getElementById(`o-${field.dataset.field}`);
  if (!place) continue;
  for (const kind of ["focusin", "mouseenter"]) field.addEventListener(kind, () => place.classList.add("lit"));
  for (const kind of ["focusout", "mouseleave"]) field.addEventListener(kind, () => place.classList.remove("lit"));
}
document.addEventListener("copy", (event) => {
  const chosen = document.getSelection();
  if (!chosen || !chosen.rangeCount || !chosen.anchorNode.parentElement.closest(".sheet")) return;
  const range = chosen.getRangeAt(0);
  const lines = all(".sheet g").map((line) => all("text", line).filter((word) => range.intersectsNode(word.firstChild))
    .map((word) => word.firstChild.data).join(" ")).filter(Boolean);
  event.clipboardData.setData("text/plain", lines.join("\n"));
  event.preventDefault();
});

// --- a one-time code counts down ---
for (const line of all("[data-until]")) {
  const ends = Date.parse(line.dataset.until);
  const tick = () => {
    const left = Math.max(Math.ceil((ends - Date.now()) / 1000), 0);
    line.textContent = left ? `${line.dataset.left} ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : line.dataset.over;
    if (left) setTimeout(tick, 1000);
  };
  tick();
}
