/* Search page: completions while typing, and years chosen by dragging over the bars. */
(function () {
  "use strict";

  var KINDS = { district: "区县", indicator: "指标", heading: "小标题", query: "常搜" };

  document.querySelectorAll("input[data-complete]").forEach(function (input) {
    var list = document.createElement("ul");
    var timer = 0;
    var asked = 0;
    var chosen = -1;
    list.className = "wl-suggest";
    list.id = input.id + "-list";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    input.parentNode.appendChild(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function show(found) {
      list.textContent = "";
      found.forEach(function (each, index) {
        var line = document.createElement("li");
        var kind = document.createElement("span");
        line.id = list.id + "-" + index;
        line.setAttribute("role", "option");
        line.textContent = each.text;
        kind.textContent = KINDS[each.kind] || "";
        line.appendChild(kind);
        line.addEventListener("mousedown", function (event) { event.preventDefault(); take(each); });
        list.appendChild(line);
        line.completion = each;
      });
      list.hidden = !found.length;
      chosen = -1;
      input.setAttribute("aria-expanded", String(found.length > 0));
    }
    function take(each) {
      close();
      if (each.url) { window.location.assign(each.url); return; }
      input.value = each.text;
      input.form.requestSubmit ? input.form.requestSubmit() : input.form.submit();
    }
    function move(by) {
      var lines = list.children;
      if (list.hidden || !lines.length) { return; }
      if (chosen >= 0) { lines[chosen].removeAttribute("aria-selected"); }
      chosen = (chosen + by + lines.length + (chosen < 0 && by < 0 ? 1 : 0)) % lines.length;
      lines[chosen].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", lines[chosen].id);
    }
    input.addEventListener("input", function (event) {
      if (event.isComposing) { return; }
      ask();
    });
    input.addEventListener("compositionend", ask);
    function ask() {
      window.clearTimeout(timer);
      var typed = input.value.trim();
      if (!typed) { close(); return; }
      timer = window.setTimeout(function () {
        var mine = ++asked;
        fetch(input.getAttribute("data-complete") + "?q=" + encodeURIComponent(typed), { headers: { Accept: "application/json" } })
          .then(function (answer) { return answer.ok ? answer.json() : { found: [] }; })
          .then(function (data) { if (mine === asked && document.activeElement === input) { show(data.found); } })
          .catch(close);
      }, 150);
    }
    input.addEventListener("keydown", function (event) {
      if (event.isComposing || event.keyCode === 229) { return; }
      if (event.key === "ArrowDown") { event.preventDefault(); move(1);
      } else if (event.key === "ArrowUp") { event.preventDefault(); move(-1);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
        event.preventDefault();
        take(list.children[chosen].completion);
      }
    });
    input.addEventListener("blur", close);
  });

  /* A long list narrows to the lines that hold what is typed above it; a city stays with its districts. */
  document.addEventListener("input", function (event) {
    var field = event.target;
    if (!field.matches || !field.matches("[data-narrow]")) { return; }
    var typed = field.value.trim().toLowerCase();
    var city = null;
    field.parentNode.querySelectorAll(".wl-ticks .wl-check").forEach(function (line) {
      var found = line.querySelector("span").textContent.toLowerCase().indexOf(typed) >= 0;
      line.hidden = !found;
      if (!line.classList.contains("is-in")) { city = line; } else if (found && city) { city.hidden = false; }
    });
  });

  /* Dragging over the bars fills the two year fields. */
  var first = null;
  function yearAt(svg, event) {
    var box = svg.getBoundingClientRect();
    var bars = svg.querySelectorAll("[data-year]");
    var index = Math.floor((event.clientX - box.left) / box.width * bars.length);
    return Number(bars[Math.max(0, Math.min(bars.length - 1, index))].getAttribute("data-year"));
  }
  document.addEventListener("pointerdown", function (event) {
    var svg = event.target.closest && event.target.closest("[data-bars]");
    if (svg) { first = { svg: svg, year: yearAt(svg, event) }; event.preventDefault(); }
  });
  document.addEventListener("pointermove", function (event) {
    if (!first || !first.svg.isConnected) { return; }
    var now = yearAt(first.svg, event);
    first.svg.querySelectorAll("[data-year]").forEach(function (bar) {
      var year = Number(bar.getAttribute("data-year"));
      bar.classList.toggle("on", year >= Math.min(now, first.year) && year <= Math.max(now, first.year));
    });
  });
  document.addEventListener("pointerup", function (event) {
    if (!first) { return; }
    var last = yearAt(first.svg, event);
    var from = document.getElementById("year-from");
    var to = document.getElementById("year-to");
    from.value = Math.min(first.year, last);
    to.value = Math.max(first.year, last);
    first = null;
    document.body.dispatchEvent(new Event("years"));
  });

  /* Typed years count once both fields are left: a half-typed pair must not be swapped away under the typist. */
  var entered = "";
  function typedYears() {
    return document.getElementById("year-from").value + "-" + document.getElementById("year-to").value;
  }
  document.addEventListener("focusin", function (event) {
    if (event.target.closest(".wl-yr") && !(event.relatedTarget && event.relatedTarget.closest && event.relatedTarget.closest(".wl-yr"))) {
      entered = typedYears();
    }
  });
  document.addEventListener("focusout", function (event) {
    if (!event.target.closest(".wl-yr")) { return; }
    if (event.relatedTarget && event.relatedTarget.closest && event.relatedTarget.closest(".wl-yr input")) { return; }
    if (typedYears() !== entered) { document.body.dispatchEvent(new Event("years")); }
  });
})();
