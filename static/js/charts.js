/* Each value of a chart tells its sentence to the mouse, the finger and the keys; a chart can be kept as a picture.
   Without this file the values are plain links with their sentence as title. */
(function () {
  "use strict";

  var tip = document.createElement("div");
  tip.className = "wl-tip";
  tip.id = "chart-tip";
  tip.hidden = true;
  document.body.appendChild(tip);
  var shown = null;
  var touched = false;
  var leaving = 0;

  document.querySelectorAll(".wl-charts figure").forEach(function (figure) {
    var dots = Array.prototype.slice.call(figure.querySelectorAll(".wl-dot"));
    dots.forEach(function (dot) {
      var title = dot.querySelector("title");
      if (title) { title.remove(); }
      dot.setAttribute("tabindex", "-1");
    });
    dots.sort(function (one, other) { return across(one) - across(other); });
    if (dots.length) { dots[dots.length - 1].setAttribute("tabindex", "0"); }
    figure.addEventListener("keydown", function (event) { walk(event, dots); });
    var button = figure.querySelector("[data-png]");
    button.hidden = false;
    button.addEventListener("click", function () { keep(figure); });
  });

  function across(dot) { return Number(dot.querySelector(".hit").getAttribute("cx")); }

  /* One stop for the Tab key; the arrows go from value to value. */
  function walk(event, dots) {
    var now = dots.indexOf(event.target.closest(".wl-dot"));
    if (now < 0) { return; }
    var to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: dots.length - 1 }[event.key];
    if (to === undefined) { return; }
    event.preventDefault();
    var next = dots[Math.max(0, Math.min(dots.length - 1, to))];
    dots.forEach(function (dot) { dot.setAttribute("tabindex", dot === next ? "0" : "-1"); });
    next.focus();
  }

  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch";
    if (shown && !event.target.closest(".wl-dot, .wl-tip")) { hide(); }
  });
  document.addEventListener("mouseover", function (event) {
    var dot = event.target.closest && event.target.closest(".wl-dot");
    if (dot) { show(dot); } else if (event.target.closest && event.target.closest(".wl-tip")) { clearTimeout(leaving); }
  });
  document.addEventListener("mouseout", function (event) {
    if (event.target.closest && event.target.closest(".wl-dot, .wl-tip")) { leaving = setTimeout(hide, 200); }
  });
  document.addEventListener("focusin", function (event) {
    var dot = event.target.closest(".wl-dot");
    if (dot) { show(dot); } else if (!event.target.closest(".wl-tip")) { hide(); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { hide(); } });
  document.addEventListener("click", function (event) {
    var dot = event.target.closest(".wl-dot");
    if (dot && touched) { event.preventDefault(); show(dot); }
  });

  function show(dot) {
    clearTimeout(leaving);
    if (shown === dot) { return; }
    hide();
    shown = dot;
    dot.classList.add("is-on");
    var said = dot.getAttribute("aria-label").split("\n");
    var head = document.createElement("b");
    head.textContent = said[0];
    var link = document.createElement("a");
    link.href = dot.getAttribute("href");
    link.textContent = dot.closest("[data-open]").getAttribute("data-open");
    link.tabIndex = -1;
    tip.replaceChildren(head, document.createTextNode(said.slice(1).join(" ") + " "), link);
    tip.hidden = false;
    place(dot.getBoundingClientRect());
  }

  function place(at) {
    var width = document.documentElement.clientWidth;
    var left = Math.max(16, Math.min(at.left + at.width / 2 - tip.offsetWidth / 2, width - tip.offsetWidth - 16));
    var above = at.top - tip.offsetHeight - 6;
    tip.style.left = left + window.scrollX + "px";
    tip.style.top = (above > 0 ? above : at.bottom + 6) + window.scrollY + "px";
  }

  function hide() {
    if (shown) { shown.classList.remove("is-on"); }
    shown = null;
    tip.hidden = true;
  }

  /* The drawing with its name, unit and source line, three times its size, on the page's own ground. */
  var KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family"];
  var PICTURE = { width: 360, height: 252, scale: 3, above: 34 };

  function keep(figure) {
    hide();
    var address = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(drawing(figure)));
    var image = new Image();
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = PICTURE.width * PICTURE.scale;
      canvas.height = PICTURE.height * PICTURE.scale;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { give(blob, nameOf(figure) + ".png"); }, "image/png");
    };
    image.src = address;
  }

  function give(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name.replace(/[\\/:*?"<>|\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, " ");
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function nameOf(figure) {
    var title = document.querySelector("h1");
    return (title ? title.textContent.trim() + " " : "") + figure.getAttribute("data-name");
  }

  function drawing(figure) {
    var svg = figure.querySelector("svg");
    var copy = svg.cloneNode(true);
    var drawn = svg.querySelectorAll("*");
    copy.querySelectorAll("*").forEach(function (element, index) {
      var style = getComputedStyle(drawn[index]);
      KEPT.forEach(function (name) { element.setAttribute(name, style.getPropertyValue(name)); });
    });
    copy.querySelectorAll(".hit").forEach(function (element) { element.remove(); });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", PICTURE.width);
    copy.setAttribute("height", PICTURE.height);
    copy.setAttribute("viewBox", [0, -PICTURE.above, PICTURE.width, PICTURE.height].join(" "));
    var ground = make("rect", { x: 0, y: -PICTURE.above, width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor });
    copy.insertBefore(ground, copy.firstChild);
    var ink = getComputedStyle(figure.querySelector("figcaption b"));
    var faint = getComputedStyle(figure.querySelector("figcaption span"));
    copy.appendChild(words(nameOf(figure) + "（" + figure.querySelector("figcaption span").textContent + "）", -14, 13, ink));
    copy.appendChild(words(figure.closest("[data-note]").getAttribute("data-note") + "　" + new Date().toLocaleDateString("zh-CN"), 208, 10, faint));
    return copy;
  }

  function words(text, y, size, style) {
    var made = make("text", { x: 6, y: y, "font-size": size, "font-family": style.fontFamily, "font-weight": style.fontWeight, fill: style.color });
    made.textContent = text;
    return made;
  }

  function make(name, attributes) {
    var made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }
})();
