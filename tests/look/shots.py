"""Take screenshots of pages in Debian's Chromium, to look at.

    python -m tests.look.shots FOLDER http://127.0.0.1:8000/wiki/Article [more addresses]

Each address is taken at three widths in light and dark (`--widths`, `--themes` narrow that), as
FOLDER/NAME-WIDTH-THEME.png, and a line tells which pages are wider than their window. `--print`
adds a PDF, `--forced` a shot in forced colours, `--no-scripts` leaves scripts off.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium

HEIGHTS = {1600: 1000, 1280: 900, 1024: 800, 768: 1000, 375: 812, 320: 700}


def main() -> int:
    """Take the shots; return 1 when a page was too wide or said something in its console."""
    asked = _asked()
    asked.folder.mkdir(parents=True, exist_ok=True)
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=[*chromium.FLAGS, "--hide-scrollbars"]
        )
        for address in asked.addresses:
            for fault in _shoot(browser, address, asked):
                sys.stdout.write(f"{fault}\n")
                faults += 1
        browser.close()
    return int(faults > 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--widths", type=int, nargs="+", default=[1280, 768, 375])
    parser.add_argument("--themes", nargs="+", default=["light", "dark"])
    parser.add_argument("--fold", action="store_true", help="the first screen, not the whole page")
    parser.add_argument("--print", action="store_true", dest="on_paper")
    parser.add_argument("--forced", action="store_true")
    parser.add_argument("--no-scripts", action="store_true")
    parser.add_argument("--cookie", default="", help="sessionid of someone signed in")
    return parser.parse_args()


def _shoot(browser: Browser, address: str, asked: argparse.Namespace) -> Iterator[str]:
    """Yield what is wrong with the page: its width, and what it says in the console."""
    name = (
        re.sub(r"\W+", "-", urlsplit(address).path + "-" + urlsplit(address).query).strip("-")
        or "home"
    )
    for width in asked.widths:
        for theme in asked.themes:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHTS.get(width, 900)},
                color_scheme=theme,
                forced_colors="active" if asked.forced else "none",
                java_script_enabled=not asked.no_scripts,
            )
            if asked.cookie:
                cookie = {"name": "sessionid", "value": asked.cookie, "url": address}
                context.add_cookies([cookie])  # type: ignore[list-item]  # a dict is one
            page = context.new_page()
            said: list[str] = []
            _listen(page, said)
            page.goto(address, wait_until="load")
            file = asked.folder / f"{name}-{width}-{theme}{'-forced' * asked.forced}.png"
            page.screenshot(path=file, full_page=not asked.fold)
            yield from (f"{file.name}: {line}" for line in (*_overflow(page), *said))
            if asked.on_paper:
                page.pdf(path=file.with_suffix(".pdf"), format="A4")
            context.close()


def _listen(page: Page, said: list[str]) -> None:
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))


def _overflow(page: Page) -> list[str]:
    """Return a line when the page is wider than its window, with what sticks out."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          const out = [...document.querySelectorAll("body *")].filter(
            (one) => one.getBoundingClientRect().right > wide + 1 && !one.closest(".table"));
          return [`wider than ${wide}: ` + out.slice(0, 5).map(
            (one) => one.tagName + "." + one.getAttribute("class")).join(", ")];
        }"""
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
