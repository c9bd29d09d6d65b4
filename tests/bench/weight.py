"""What an article weighs for a reader who comes for the first time, in Chromium.

    python -m tests.bench.weight [--times 15]

Prints requests, bytes transferred and the time to the first paint of the benchmark articles, on
a fresh site served as the quickstart serves it; each time in a window with an empty cache. Others
need 142 kB, 10 requests and 148 ms for the small one (the README of the shared benchmark data).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.filling import ARTICLES, filled
from tests.bench.server import serve
from tests.bench.sites import fresh_site
from tests.browser import chromium

LOADED = """() => new Promise((resolve) => new PerformanceObserver((list) => {
  const [paint] = list.getEntriesByName("first-contentful-paint");
  if (!paint) return;
  const all = [...performance.getEntriesByType("navigation"),
               ...performance.getEntriesByType("resource")];
  resolve({
    requests: all.length,
    transferred: all.reduce((sum, one) => sum + one.transferSize, 0),
    painted: paint.startTime,
    parts: all.map((one) => `${one.transferSize} ${new URL(one.name).pathname}`),
  });
}).observe({ type: "paint", buffered: true }))"""


@dataclass(frozen=True, slots=True)
class Weight:
    """What one visit took.

    Attributes:
        transferred: bytes over the wire, headers included.
        painted: ms from the start of the navigation to the first text on the screen.
        parts: bytes and path of each request.
    """

    requests: int
    transferred: int
    painted: float
    parts: list[str]


def visit(browser: Browser, address: str) -> Weight:
    """Open the address in a new window, and return what that took."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="networkidle")  # modules may come after the rest
    found = Weight(**page.evaluate(LOADED))
    context.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    with fresh_site() as variables, sync_playwright() as playwright:
        filled(variables)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        with serve(variables) as site:
            for name, title in ARTICLES.items():
                address = f"http://127.0.0.1:{site.port}/wiki/{title.replace(' ', '_')}"
                visit(browser, address)  # the server's workers begin
                visits = [visit(browser, address) for _ in range(times)]
                one = visits[-1]
                sys.stdout.write(
                    f"{name:<6} {one.requests} requests, {one.transferred / 1000:.1f} kB, "
                    f"first paint {median(v.painted for v in visits):.0f} ms\n"
                )
                sys.stdout.writelines(f"    {part}\n" for part in one.parts)
        browser.close()


if __name__ == "__main__":
    main()
