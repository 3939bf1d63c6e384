"""Draw docs/overview.png: the overview as a browser shows it, 1,440 pixels wide, light.

``python tools/screenshot.py`` starts a server and a browser of its own and stops both.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.in_app import address, on  # noqa: E402
from tests.browser.server import QUIET_FLAGS, browser_path, running  # noqa: E402

SIZE = {"width": 1440, "height": 1000}
SETTLED_MS = 1500  # fonts and charts stand


def main() -> None:
    """Write the picture."""
    target = ROOT / "docs" / "overview.png"
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET_FLAGS))
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(address(server, "overview"))
        on(page, "overview")
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=target)
        browser.close()
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
