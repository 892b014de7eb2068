/* Everything here only smooths: each page works without it. */
(function () {
  "use strict";

  function inField(target) {
    return target.closest && target.closest("input, textarea, select, [contenteditable]");
  }

  /* Enter while an input method composes must not send the form. */
  var composing = false;
  var endedAt = 0;
  document.addEventListener("compositionstart", function () { composing = true; });
  document.addEventListener("compositionend", function () { composing = false; endedAt = Date.now(); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.isComposing || composing || event.keyCode === 229 || Date.now() - endedAt < 50)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);

  /* Keys: / box, ? sheet, n and p search words, Esc closes. */
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || inField(event.target)) { return; }
    if (event.key === "/") {
      var box = document.querySelector(".wl-search input[type=search]") || document.getElementById("hq");
      if (box && box.offsetParent !== null) { event.preventDefault(); box.focus(); box.select(); }
    } else if (event.key === "?") {
      var sheet = document.getElementById("keys");
      if (sheet && sheet.showModal && !sheet.open) { sheet.showModal(); }
    } else if (event.key === "n") { step(1);
    } else if (event.key === "p") { step(-1); }
  });

  document.addEventListener("click", function (event) {
    var target = event.target;
    if (target.closest("[data-theme-switch]")) { switchTheme(); }
    if (target.closest("[data-print]")) { window.print(); }
    var copy = target.closest("[data-copy]");
    if (copy) { copyText(copy); }
    var clear = target.closest(".wl-search-x");
    if (clear) { var field = clear.parentNode.querySelector("input"); field.value = ""; field.focus(); }
    var stepper = target.closest("[data-step]");
    if (stepper) { event.preventDefault(); step(Number(stepper.getAttribute("data-step"))); }
  });

  function switchTheme() {
    var root = document.documentElement;
    var next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    root.setAttribute("data-bs-theme", next);
    try { localStorage.setItem("wenlan-theme", next); } catch (e) { /* private mode: the choice lasts for this page */ }
  }

  function copyText(button) {
    var source = document.getElementById(button.getAttribute("data-copy"));
    if (!source || !navigator.clipboard) { return; }
    navigator.clipboard.writeText(source.textContent.trim()).then(function () {
      button.textContent = button.getAttribute("data-done");
    });
  }

  /* Next and previous marked word of a report. */
  function step(by) {
    var marks = document.querySelectorAll(".wl-doc mark");
    if (!marks.length) { return; }
    var now = -1;
    marks.forEach(function (mark, index) { if (mark.classList.contains("is-now")) { now = index; } });
    var next = (now + by + marks.length) % marks.length;
    marks.forEach(function (mark, index) { mark.classList.toggle("is-now", index === next); });
    marks[next].scrollIntoView({ block: "center" });
    var count = document.getElementById("mark-now");
    if (count) { count.textContent = String(next + 1); }
  }

  /* Contents follow the scroll. */
  var entries = document.querySelectorAll(".wl-toc a[href^='#']");
  if (entries.length && "IntersectionObserver" in window) {
    var byId = {};
    entries.forEach(function (entry) { byId[entry.getAttribute("href").slice(1)] = entry; });
    var watcher = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) {
        if (!one.isIntersecting) { return; }
        entries.forEach(function (entry) { entry.removeAttribute("aria-current"); });
        byId[one.target.id].setAttribute("aria-current", "true");
      });
    }, { rootMargin: "0px 0px -75% 0px" });
    Object.keys(byId).forEach(function (id) {
      var heading = document.getElementById(id);
      if (heading) { watcher.observe(heading); }
    });
  }
})();
