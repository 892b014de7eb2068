/* Review by keyboard. Every act is a form that works without this; here it is sent without leaving the page. */
(function () {
  "use strict";
  var LEAVES = ["publish", "return", "withdraw"];
  var busy = false;

  function main() { return document.querySelector("[data-review]"); }
  function rows() { return Array.prototype.slice.call(main().querySelectorAll("tr[data-row]")); }
  function current() { return main().querySelector("tr[data-row].is-at"); }
  function lines() { return Array.prototype.slice.call(main().querySelectorAll(".ln")); }
  if (!main()) { return; }

  function choose(row, still) {
    rows().forEach(function (each) { each.classList.toggle("is-at", each === row); });
    lines().forEach(function (line) { line.classList.remove("is-read"); });
    if (!row) { return; }
    if (!still) { row.scrollIntoView({ block: "nearest" }); }
    var line = lineOf(row);
    if (line) {
      line.classList.add("is-read");
      if (line.offsetParent) { line.scrollIntoView({ block: "center" }); }
    }
  }

  /* The line of the original in which a number or a section stands. */
  function lineOf(row) {
    var at = Number(String(row.getAttribute("data-source") || "").replace(/^o/, ""));
    var found = null;
    lines().forEach(function (line) { if (Number(line.getAttribute("data-at")) <= at) { found = line; } });
    return found;
  }

  function step(by) {
    var all = rows();
    var at = all.indexOf(current());
    var next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? firstNumber(all) : at + by))];
    choose(next);
  }

  function firstNumber(all) {
    var at = all.findIndex(function (row) { return row.getAttribute("data-row") === "number"; });
    return at < 0 ? 0 : at;
  }

  /* Sends a form and puts the answered page in place, with the next row chosen. */
  function send(form, button, keep) {
    if (busy) { return; }
    busy = true;
    var body = new FormData(form);
    if (button && button.name) { body.append(button.name, button.value); }
    post(form.getAttribute("action"), body, keep);
  }

  function post(address, body, keep) {
    var scrolled = Array.prototype.map.call(main().querySelectorAll(".wl-pane"), function (pane) { return pane.scrollTop; });
    var now = current();
    var after = keep || keyAfter(now);
    fetch(address, { method: "POST", body: body, credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var fresh = page.querySelector("[data-review]");
      if (!fresh || fresh.getAttribute("data-report") !== main().getAttribute("data-report")) {
        window.location.reload();
        return;
      }
      swap(page, fresh, scrolled, after);
    }).catch(function () { window.location.reload(); }).then(function () { busy = false; });
  }

  function swap(page, fresh, scrolled, after) {
    var old = document.querySelector("body > [role=status]");
    var said = page.querySelector("body > [role=status]");
    if (old) { old.remove(); }
    if (said) { main().parentNode.insertBefore(document.adoptNode(said), main()); }
    main().replaceWith(document.adoptNode(fresh));
    prepare();
    main().querySelectorAll(".wl-pane").forEach(function (pane, index) { pane.scrollTop = scrolled[index] || 0; });
    choose(after ? main().querySelector("tr[data-key='" + after.key + "'][data-row='" + after.row + "']") : null, true);
  }

  function named(row) {
    return row ? { key: row.getAttribute("data-key"), row: row.getAttribute("data-row") } : null;
  }

  function keyAfter(row) {
    var all = rows();
    var at = all.indexOf(row);
    return at < 0 ? null : named(all[at + 1] || row);
  }

  function act(name) {
    var row = current();
    var button = row && row.querySelector("button[name=do][value^='" + name + ":']");
    if (button) { send(button.form, button); }
  }

  /* What is done to a section, with the revision and the token of the undo form. */
  function section(does, key, at) {
    var undo = document.getElementById("undo");
    if (!undo || busy) { return; }
    busy = true;
    var body = new FormData(undo);
    body.append("do", does);
    if (key) { body.append("section", key); }
    if (at !== undefined) { body.append("at", at); }
    post(undo.getAttribute("action").replace("/undo/", "/section/"), body, named(current()));
  }

  function chosenSection() {
    var row = current();
    return row && row.getAttribute("data-row") === "section" ? row.getAttribute("data-key") : null;
  }

  var KEYS = {
    j: function () { step(1); },
    k: function () { step(-1); },
    " ": function () { act("confirmed"); },
    x: function () { act("rejected"); },
    e: function () { var link = current() && current().querySelector("a[data-edit], th a"); if (link) { link.click(); } },
    u: function () { var undo = document.getElementById("undo"); if (undo) { send(undo, null, named(current())); } },
    p: function () { var form = document.getElementById("publish"); if (form) { form.requestSubmit ? form.requestSubmit() : form.submit(); } },
    "[": function () { var key = chosenSection(); if (key) { section("up", key); } },
    "]": function () { var key = chosenSection(); if (key) { section("down", key); } },
    m: function () { var key = chosenSection(); if (key) { section("merge", key); } },
    s: function () {
      var line = main().querySelector(".ln.is-at") || main().querySelector(".ln.is-read");
      if (line) { section("split", null, line.getAttribute("data-at")); }
    }
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !main()) { return; }
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) { return; }
    if (event.key === " " && event.target.closest("button, a, summary")) { return; }
    var does = KEYS[event.key];
    // A key held down must not publish one report after the other.
    if (does && event.key === "p" && event.repeat) { event.preventDefault(); return; }
    if (does) { event.preventDefault(); does(); }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.closest("[data-review]") || form.method !== "post") { return; }
    var leaves = LEAVES.some(function (name) { return form.getAttribute("action").indexOf("/" + name + "/") > 0; });
    if (leaves || !window.FormData || !window.DOMParser) {
      if (form.hasAttribute("data-sent")) { event.preventDefault(); }
      form.setAttribute("data-sent", "");
      return;
    }
    event.preventDefault();
    send(form, event.submitter, named(event.submitter && event.submitter.closest("tr[data-row]")) ? keyAfter(event.submitter.closest("tr[data-row]")) : named(current()));
  });

  document.addEventListener("click", function (event) {
    var row = event.target.closest("tr[data-row]");
    if (row && !event.target.closest("a, button")) { choose(row, true); }
    var number = event.target.closest(".wl-src .wl-num");
    if (number) {
      event.preventDefault();
      choose(document.getElementById(number.getAttribute("href").slice(1)));
    }
  });

  /* A border is dragged by its line onto another one. */
  var dragged = null;
  document.addEventListener("dragstart", function (event) {
    var line = event.target.closest && event.target.closest(".ln[data-section]");
    dragged = line ? line.getAttribute("data-section") : null;
  });
  document.addEventListener("dragover", function (event) {
    var line = event.target.closest && event.target.closest(".ln");
    if (dragged === null || !line) { return; }
    event.preventDefault();
    lines().forEach(function (each) { each.classList.toggle("is-over", each === line); });
  });
  document.addEventListener("drop", function (event) {
    var line = event.target.closest && event.target.closest(".ln");
    lines().forEach(function (each) { each.classList.remove("is-over"); });
    if (dragged === null || !line) { return; }
    event.preventDefault();
    var row = main().querySelector("tr[data-index='" + dragged + "']");
    if (row && line.getAttribute("data-section") !== dragged) {
      section("move", row.getAttribute("data-key"), line.getAttribute("data-at"));
    }
    dragged = null;
  });

  function prepare() {
    if (!document.getElementById("undo")) { return; }
    main().querySelectorAll(".ln[data-section]").forEach(function (line) { line.setAttribute("draggable", "true"); });
  }
  prepare();
  choose(current(), true);
})();
