/* Reading a report: what a number means, beside the number, on hover, focus or touch. */
(function () {
  "use strict";
  var doc = document.querySelector(".wl-doc");
  if (!doc) { return; }
  var notes = {};
  var open = null;
  var timer = 0;
  var touched = false;

  function numberOf(target) { return target.closest ? target.closest(".wl-doc a.wl-num") : null; }

  function close() {
    if (!open) { return; }
    open.number.classList.remove("is-open");
    open.number.removeAttribute("aria-describedby");
    open.note.remove();
    open = null;
  }

  function show(number) {
    var url = number.getAttribute("href");
    var ready = notes[url] || fetch(url, { headers: { "HX-Request": "true" } }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    });
    notes[url] = ready;
    ready.then(function (html) {
      if (!html || number !== wanted) { return; }
      close();
      var holder = document.createElement("div");
      holder.innerHTML = html;
      var note = holder.firstElementChild;
      note.id = "number-note";
      place(note, number);
      number.classList.add("is-open");
      number.setAttribute("aria-describedby", note.id);
      open = { number: number, note: note };
    });
  }
  var wanted = null;

  function place(note, number) {
    doc.appendChild(note);
    if (window.innerWidth < 768) { return; }
    var frame = doc.getBoundingClientRect();
    var box = number.getClientRects()[0];
    var left = Math.min(box.left - frame.left, frame.width - note.offsetWidth);
    note.style.left = Math.max(0, left) + "px";
    note.style.top = (box.bottom - frame.top + 6) + "px";
  }

  function later(number, wait) {
    window.clearTimeout(timer);
    wanted = number;
    timer = window.setTimeout(function () { number ? show(number) : close(); }, wait);
  }

  doc.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") { return; }
    var number = numberOf(event.target);
    if (number) { later(number, 250); } else if (event.target.closest(".wl-pop")) { window.clearTimeout(timer); }
  });
  doc.addEventListener("pointerout", function (event) {
    if (event.pointerType === "touch") { return; }
    var to = event.relatedTarget;
    if ((numberOf(event.target) || event.target.closest(".wl-pop")) && !(to && to.closest && to.closest(".wl-pop"))) { later(null, 300); }
  });
  doc.addEventListener("focusin", function (event) {
    var number = numberOf(event.target);
    if (number) { later(number, 0); }
  });
  doc.addEventListener("focusout", function (event) {
    if (!(event.relatedTarget && event.relatedTarget.closest && event.relatedTarget.closest(".wl-pop"))) { later(null, 150); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });
  doc.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; });
  document.addEventListener("click", function (event) {
    var number = numberOf(event.target);
    if (number && touched) {
      event.preventDefault();
      later(number, 0);
    } else if (!event.target.closest(".wl-pop")) { close(); }
  });
})();
