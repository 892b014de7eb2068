/* Before anything is drawn: the reader's own choice of light or dark, else the system's. */
(function () {
  "use strict";
  var kept = null;
  try { kept = localStorage.getItem("wenlan-theme"); } catch (e) { kept = null; }
  var dark = kept ? kept === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.setAttribute("data-bs-theme", dark ? "dark" : "light");
  document.documentElement.classList.add("has-js");
})();
