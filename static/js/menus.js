// 展开的小菜单：点别处、按 Esc 或选定一项后收起。没有脚本时再点一次标题收起。
(function () {
  "use strict";
  const open = () => document.querySelectorAll("details.wl-drop-down[open]");

  document.addEventListener("click", (event) => {
    open().forEach((menu) => {
      const chosen = event.target.closest("a") && menu.contains(event.target);
      if (chosen || !menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
})();
