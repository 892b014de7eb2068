// 选中正文里的一段文字，旁边出现“收入素材篮”。没有脚本时，工具条上的“摘句”做同样的事。
(function () {
  "use strict";
  const doc = document.querySelector(".wl-doc");
  const form = document.getElementById("pick-sentence");
  if (!doc || !form) return;
  const button = form.querySelector("button");
  const field = form.querySelector("[name=quote]");
  let timer = 0;

  function selected() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!doc.contains(range.commonAncestorContainer)) return null;
    const copy = range.cloneContents();
    copy.querySelectorAll(".pn, button, .wl-collected").forEach((each) => each.remove());
    const words = copy.textContent.trim();
    return words ? { words, box: range.getBoundingClientRect() } : null;
  }

  function show() {
    const found = selected();
    if (!found) { form.hidden = true; return; }
    field.value = found.words;
    form.hidden = false;
    form.style.top = `${found.box.bottom + window.scrollY + 6}px`;
    form.style.left = `${Math.max(doc.getBoundingClientRect().left, Math.min(found.box.left, window.innerWidth - 160)) + window.scrollX}px`;
  }

  document.addEventListener("selectionchange", () => { window.clearTimeout(timer); timer = window.setTimeout(show, 200); });
  // 点按钮时不丢选区
  button.addEventListener("mousedown", (event) => event.preventDefault());
  document.body.addEventListener("htmx:afterRequest", (event) => { if (event.detail.elt === form) form.hidden = true; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") form.hidden = true; });
})();
