"""Measure how fast the application is: `make bench`.

Times in a browser are held against a small app that is measured in the same run, because machines
differ and one machine differs from minute to minute; the ratio is what counts. Prints one table,
writes build/bench.json, and ends with status 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from tests.bench import in_browser, in_python, report
from tests.bench.report import Line
from tests.browser.server import ROOT
from ui import shell

WITHOUT_CHARTS = ("start", "assumptions", "prices")
PAGES = {
    f"/{address}": file if address else "app.py"
    for _, file, _, address in shell.PAGES
    if address not in WITHOUT_CHARTS
}
RESULT = ROOT / "build" / "bench.json"


def measurements() -> dict[str, Callable[[], list[Line]]]:
    """Return the parts by name, the quick ones first."""
    return {
        "evaluate": in_python.evaluate_time,
        "draws": in_python.draws_time,
        "link": in_python.link_length,
        "script": lambda: in_python.script_times(PAGES),
        "press": lambda: in_browser.press_times(
            [page for page in PAGES if page != in_python.STILL]
        ),
        "start": in_browser.start_times,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that are named, or all."""
    parts = measurements()
    parser = argparse.ArgumentParser(prog="make bench ARGS=", description="Measure speed.")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(parts)}; all unless named")
    chosen = parser.parse_args(arguments).parts or list(parts)
    if unknown := set(chosen) - parts.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    lines: list[Line] = []
    for name in chosen:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        lines += parts[name]()
    print(report.table(lines))
    report.write(lines, RESULT)
    broken = [line.name for line in lines if not line.holds]
    print(f"\n{len(lines)} lines, {len(broken)} above their limit. Written to build/bench.json")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
