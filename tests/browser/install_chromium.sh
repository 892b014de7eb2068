#!/bin/sh
# Browser tests use an installed Chromium. Where there is none, install one; where that cannot be, say so and go on:
# the tests then skip in one loud line, or fail with REQUIRE_BROWSER=1.
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "→ 安装 Chromium 和中文字体（浏览器测试用）"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null && exit 0
fi
.venv/bin/python -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "没有 Chromium，也装不上；浏览器测试将跳过。可先自行安装：apt install chromium fonts-noto-cjk" >&2
exit 0
