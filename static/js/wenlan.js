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

/* Upload: chosen or dropped files go at once. */
(function () {
  "use strict";
  var form = document.querySelector("[data-upload]");
  if (!form) { return; }
  var zone = form.querySelector("[data-drop]");
  var input = form.querySelector("input[type=file]");

  function send() {
    zone.classList.add("is-busy");
    form.requestSubmit ? form.requestSubmit() : form.submit();
  }
  form.addEventListener("change", function (event) {
    if (event.target.type === "file" && event.target.files.length) { send(); }
  });
  ["dragenter", "dragover"].forEach(function (name) {
    zone.addEventListener(name, function (event) { event.preventDefault(); zone.classList.add("is-over"); });
  });
  ["dragleave", "drop"].forEach(function (name) {
    zone.addEventListener(name, function () { zone.classList.remove("is-over"); });
  });
  zone.addEventListener("drop", function (event) {
    event.preventDefault();
    gather(event.dataTransfer).then(function (files) {
      if (!files.length) { return; }
      var list = new DataTransfer();
      files.forEach(function (file) { list.items.add(file); });
      input.files = list.files;
      send();
    });
  });

  /* A dropped folder gives its files, whatever their depth. */
  function gather(transfer) {
    var entries = Array.prototype.map.call(transfer.items || [], function (item) {
      return item.webkitGetAsEntry ? item.webkitGetAsEntry() : null;
    }).filter(Boolean);
    if (!entries.length) { return Promise.resolve(Array.prototype.slice.call(transfer.files)); }
    return Promise.all(entries.map(walk)).then(function (lists) { return [].concat.apply([], lists); });
  }
  function walk(entry) {
    if (entry.isFile) {
      return new Promise(function (resolve) {
        entry.file(function (file) { resolve([file]); }, function () { resolve([]); });
      });
    }
    var reader = entry.createReader();
    var found = [];
    return new Promise(function (resolve) {
      (function more() {
        reader.readEntries(function (batch) {
          if (!batch.length) {
            Promise.all(found.map(walk)).then(function (lists) { resolve([].concat.apply([], lists)); });
            return;
          }
          found = found.concat(Array.prototype.slice.call(batch));
          more();
        }, function () { resolve([]); });
      })();
    });
  }
})();
