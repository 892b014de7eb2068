"""``python -m tests.browser.guide_pictures``: takes the pictures of docs/guide.zh-CN.md anew, from the sample reports.

Each is a page as readers see it, on a screen 1280 or 390 wide, kept as WebP in static/img/guide.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.running_portal import HOME, PASSWORD, running

FOLDER = HOME / "static" / "img" / "guide"
WIDE, PHONE = (1280, 760), (390, 760)
QUALITY = 55
KEPT_WIDTH = 1100
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")


@dataclass(frozen=True)
class Picture:
    """``name`` of the file, the address shown, the screen, and whether somebody is logged in."""

    name: str
    address: str
    size: tuple[int, int] = WIDE
    logged_in: bool = False


PICTURES = (
    Picture("home", "/"),
    Picture("search", "/search/?q=控辍保学"),
    Picture("report", "/search/?q=控辍保学&sort=newest"),
    Picture("district", "/districts/990503/"),
    Picture("indicator", "/indicators/留守儿童数/?heat=1"),
    Picture("compare", "/compare/?indicator=学前三年毛入园率、义务教育巩固率、招聘教师数&year=2023&year=2024"),
    Picture("coverage", "/coverage/"),
    Picture("basket", "/basket/", logged_in=True),
    Picture("phone", "/search/?q=控辍保学", PHONE),
)


def main() -> int:
    from playwright.sync_api import sync_playwright

    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), samples=True) as portal,
        sync_playwright() as player,
    ):
        browser = player.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        for picture in PICTURES:
            page = browser.new_page(viewport={"width": picture.size[0], "height": picture.size[1]}, locale="zh-CN")
            prepare(page, portal.base, picture)
            size = keep(page.screenshot(), FOLDER / f"{picture.name}.webp")
            sys.stderr.write(f"{picture.name}.webp　{size / 1024:.0f} KB\n")
            page.close()
        browser.close()
    return 0


def prepare(page: Any, base: str, picture: Picture) -> None:
    if picture.logged_in:
        page.goto(f"{base}/login/")
        page.fill("#id_username", "王审核")
        page.fill("#id_password", PASSWORD)
        page.click("main button[type=submit]")
        page.goto(f"{base}/search/?q=控辍保学")
        for index in range(3):
            page.locator(".wl-hit .wl-collect").first.click()
            page.locator(".wl-hit .wl-collected").nth(index).wait_for()
    page.goto(base + picture.address)
    if picture.name == "report":
        page.click(".wl-hit h2 a >> nth=0")
        page.wait_for_url("**/reports/**")
        page.evaluate("window.scrollTo(0, 0)")


def keep(png: bytes, place: Path) -> int:
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    if picture.width > KEPT_WIDTH:
        height = round(picture.height * KEPT_WIDTH / picture.width)
        picture = picture.resize((KEPT_WIDTH, height), Image.Resampling.LANCZOS)
    picture.save(place, "WEBP", quality=QUALITY, method=6)
    return place.stat().st_size


if __name__ == "__main__":
    raise SystemExit(main())
