"""What a visitor waits for: a press on a slider, and the first page of a process just started."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.report import Line
from tests.browser.in_app import FOLDED_INPUTS
from tests.browser.server import QUIET_FLAGS, ROOT, Server, browser_path, running

APPS = Path(__file__).resolve().parent / "apps"
CLOCK = Path(__file__).resolve().parent / "redraw.js"
VIEWPORT = {"width": 1440, "height": 900}
WARM_UPS, PRESSES, STARTS = 3, 30, 5
MEDIAN_PAGE_LIMIT, SLOWEST_PAGE_LIMIT, START_LIMIT = 1.8, 2.2, 2.3  # times the yardstick
WAIT_MS = 30_000
AT_ONCE = 6  # pages that are open together
BARE = "bare app"


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Open the browser that the tests use."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET_FLAGS))
        yield browser
        browser.close()


@contextmanager
def yardstick(name: str) -> Iterator[Server]:
    """Serve one of the small apps with Streamlit's own defaults: no configuration file applies."""
    with tempfile.TemporaryDirectory(prefix="breakeven-bench-") as empty:
        folder = Path(empty)
        script = folder / f"{name}.py"
        script.write_text((APPS / f"{name}.py").read_text())
        with running(script, folder=folder, environment={"HOME": empty}) as server:
            yield server


AT_REST = """() => document.querySelector('[data-test-script-state]')
    ?.getAttribute('data-test-script-state') !== 'running'
    && !document.querySelector('.be-decided.waits')"""


def visited(browser: Browser, address: str) -> Page:
    """Return a page of a new visitor, with the clock in it."""
    page = browser.new_context(viewport=VIEWPORT).new_page()
    page.set_default_timeout(WAIT_MS)
    page.add_init_script(path=CLOCK)
    page.goto(address, wait_until="commit")
    return page


def press_times(pages: Sequence[str]) -> list[Line]:
    """Return the wait after a press: the yardstick, each page, their median and the slowest.

    A few pages at a time, each group with the yardstick in its turns.
    """
    lines, ratios = [], []
    with opened_browser() as browser, yardstick("bare") as bare, running() as server:
        for start in range(0, len(pages), AT_ONCE):
            addresses = {page: server.url + page for page in pages[start : start + AT_ONCE]}
            samples, charts = _pressed(browser, {BARE: bare.url, **addresses})
            base = median(samples[BARE])
            for name, values in samples.items():
                ratio = median(values) / base
                note = f"{ratio:.2f} x the bare app, {charts[name]} charts in sight"
                line = Line(f"press to redrawn: {name}", median(values), "ms", None, note, values)
                lines.append(line)
                ratios += [ratio] if name != BARE else []
    return [
        *lines,
        Line("press, median page / bare app", median(ratios), "x", MEDIAN_PAGE_LIMIT),
        Line("press, slowest page / bare app", max(ratios), "x", SLOWEST_PAGE_LIMIT),
    ]


def _pressed(
    browser: Browser, addresses: dict[str, str]
) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Return milliseconds of each press and the charts in sight, by page."""
    targets = {name: visited(browser, address) for name, address in addresses.items()}
    for target in targets.values():
        _focus_first_slider(target)
    samples: dict[str, list[float]] = {name: [] for name in targets}
    charts: dict[str, int] = {}
    for turn in range(WARM_UPS + PRESSES):  # in turns, so that all share what the machine does
        for name, target in targets.items():
            milliseconds, charts[name] = _press(target)
            if turn >= WARM_UPS:
                samples[name].append(milliseconds)
    for target in targets.values():
        target.context.close()
    return samples, charts


def _focus_first_slider(page: Page) -> None:
    page.bring_to_front()  # what lies behind draws no frames
    page.wait_for_function("window.redraw.complete()", polling="raf")
    slider = page.locator("[data-testid=stMain] input[type=range]:visible").first
    folded = page.get_by_text(FOLDED_INPUTS)
    if slider.count() == 0 and folded.count():
        folded.click()
    slider.wait_for(state="attached")
    slider.evaluate("slider => slider.focus()")


def _press(page: Page) -> tuple[float, int]:
    """Press an arrow key on the slider in focus; return milliseconds and the charts in sight.

    Milliseconds to the last change of a chart in sight; without one to the end of the run.
    """
    page.bring_to_front()
    at_end = page.evaluate(
        """() => {
            let e = document.activeElement;
            while (e?.shadowRoot) e = e.shadowRoot.activeElement;
            if (e?.type !== "range") throw new Error("the slider has lost the focus");
            return Number(e.value) >= Number(e.max);
        }"""
    )
    page.evaluate("window.redraw.arm()")
    page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
    handle = page.wait_for_function("window.redraw.result()", polling=20)
    result = handle.json_value()
    page.wait_for_function(AT_REST)  # or the run that follows slows the next page's
    if result["charts"] and not result["drawn"]:
        raise RuntimeError(f"{page.url}: no chart in sight was redrawn after a press on a slider")
    return float(result["ms"]), int(result["charts"])


def start_times() -> list[Line]:
    """Return process start to first complete page, of the application and of an empty app."""
    samples: dict[str, list[float]] = {"empty app": [], "breakeven": []}
    with opened_browser() as browser:
        for _ in range(STARTS):
            with yardstick("empty") as server:
                samples["empty app"].append(_first_page(browser, server, marked=False))
            with running(folder=ROOT) as server:
                samples["breakeven"].append(_first_page(browser, server, marked=True))
    empty, full = (median(values) for values in samples.values())
    return [
        Line("cold start: empty app", empty, "s", samples=samples["empty app"]),
        Line("cold start: breakeven", full, "s", samples=samples["breakeven"]),
        Line("cold start / empty app", full / empty, "x", START_LIMIT),
    ]


def _first_page(browser: Browser, server: Server, *, marked: bool) -> float:
    page = visited(browser, server.url)
    ready = "window.redraw.complete()" + (" && window.redraw.marked()" if marked else "")
    page.wait_for_function(ready, polling="raf")
    seconds = time.perf_counter() - server.started
    page.context.close()
    return seconds
