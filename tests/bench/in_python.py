"""What the server spends: a script run, one evaluation, many draws, and the length of a link."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from statistics import median
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import numpy as np

from tests.bench.report import Line
from tests.browser.in_app import FOLDED_INPUTS
from tests.browser.server import ROOT
from tests.said import plotted

RERUNS, EVALUATIONS, DECIDED, DRAWS, CHANGED_INPUTS = 20, 50, 20, 10_000, 60
SCRIPT_LIMIT_MS, EVALUATE_LIMIT_MS, DECIDED_LIMIT_MS = 40, 15, 25
DRAWS_LIMIT_S, DRAWS_LIMIT_MB, LINK_LIMIT = 1.5, 200, 2500
TIMEOUT_SECONDS = 60
SEED = 1
SESSION = "breakeven"  # where the application keeps its session
FOLLOWING = ("/", "/compute")  # pages whose decisions follow an edit in a run of their own
EDITED, FOLLOWED = ", in answer to an edit", ", the decisions that follow it"
VOLUME, WHOLE, ORDERED = ", another volume", ", the whole page", ", another order"
MOVED = 0.01  # of its value
PARTS = ("inputs", "more")  # of a card: in sight, and folded
STILL = "/decisions"  # no input of the plan stands on it
QUERIES = "demand.queries_per_month"


def script_times(pages: dict[str, str]) -> list[Line]:
    """Return the time of one script run after an edit, by address of the page.

    What app.py does, from its first line to its last, once for each number that stands on the
    page. The harness forgets between two runs that the application routes its pages itself, as a
    server that has just started does; the detour that this costs is not counted, for no later run
    takes it. Where decisions follow an edit, the run that answers it and the part that is drawn
    after it are measured. For comparison, without a limit: another volume, of which nothing is
    known yet, and the run of the whole page that a link, the menu or undo asks for.
    """
    found = []
    for address, file in pages.items():
        if address == STILL:
            found += [_script_time(address, file, _another_order, ORDERED)]
        elif address in FOLLOWING:
            found += [_script_time(address, file, _next_input, when) for when in (EDITED, FOLLOWED)]
        else:
            found += [_script_time(address, file, _next_input)]
    told = [
        _script_time(address, pages[address], _another_volume, when, None)
        for address in FOLLOWING
        for when in (VOLUME + EDITED, VOLUME + FOLLOWED, VOLUME + WHOLE)
    ]
    return [*found, *told, _script_time(STILL, pages[STILL], _another_volume, WHOLE, None)]


def _next_input(app: Any, numbers: Sequence[str], turn: int) -> None:
    """Move the next number of the page by a hundredth, or by one where it is whole."""
    from calculators.core import paths

    here = app.session_state[SESSION]
    path = numbers[turn % len(numbers)]
    spec, value = paths.declaration(here.scenario, path), paths.value_at(here.scenario, path)
    low, high = spec.bounds
    by = 1.0 if spec.whole else (value or spec.typical[1]) * MOVED
    here.scenario = paths.with_values(
        here.scenario, {path: value + by if value + by <= high else max(value - by, low)}
    )


def _another_volume(app: Any, numbers: Sequence[str], turn: int) -> None:
    from calculators.core import paths

    del numbers
    here = app.session_state[SESSION]
    here.scenario = paths.with_values(here.scenario, {QUERIES: 1e6 + 1e4 * turn})


def _another_order(app: Any, numbers: Sequence[str], turn: int) -> None:
    from calculators.answers.decision_list import Order

    del numbers
    app.segmented_control(key="decision-order").set_value(list(Order)[turn % len(Order)])


def _script_time(
    address: str,
    file: str,
    change: Callable[[Any, Sequence[str], int], None],
    when: str = "",
    limit: float | None = SCRIPT_LIMIT_MS,
) -> Line:
    from streamlit import logger
    from streamlit.testing.v1 import AppTest

    from ui import decided, inputs, shell
    from ui.elements.panel import HAND

    logger.set_log_level("error")  # it warns of every run outside a server
    app = AppTest.from_file(ROOT / "app.py", default_timeout=TIMEOUT_SECONDS)
    if file != "app.py":
        app.switch_page(file)
    app.session_state[f"folded-{FOLDED_INPUTS}"] = True  # the hand is on an input: it is in sight
    asked: list[dict[str, Any]] = []
    with patch.object(inputs, "panel", partial(_noted, inputs.panel, asked)):
        app.run()
    numbers = _numbers(asked, app.session_state[SESSION].scenario)
    whole: list[float] = []
    part: list[float] = []
    shown = set()
    script, follows = shell.navigate, decided.follows
    with (
        patch.object(shell, "navigate", partial(_timed, script, whole)),
        patch.object(decided, "follows", lambda draw: follows(partial(_timed, draw, part))),
    ):
        for turn in range(max(RERUNS, len(numbers))):
            change(app, numbers, turn)
            app.session_state[HAND] = when.endswith((EDITED, FOLLOWED))
            app.run()
            if when.endswith(FOLLOWED):
                del part[turn:]  # that of the edit: what it shows was known
                app.run()
            if app.exception:
                raise RuntimeError(f"{address}: {app.exception[0].message}")
            shown.add(tuple(plotted(app)))
    samples = part if when.endswith(FOLLOWED) else whole
    note = "the charts never changed" if len(shown) == 1 and shown != {()} else ""
    return Line(f"script run: {address}{when}", median(samples), "ms", limit, note, samples)


def _noted(
    panel: Callable[..., None], asked: list[dict[str, Any]], key: str, groups: Any, apply: Any
) -> None:
    asked += groups
    panel(key, groups, apply)


def _numbers(asked: Sequence[dict[str, Any]], scenario: Any) -> list[str]:
    """Return the paths of the plan's numbers that stand on a page, those not measured left out."""
    from calculators.core import paths

    items = [item for group in asked for part in PARTS for item in group.get(part, ())]
    found = [item["path"] for item in items if item["kind"] == "number"]
    asked_for = [path for path in found if paths.declaration(scenario, path) is not None]
    return [path for path in asked_for if paths.value_at(scenario, path) is not None]


def _timed(run: Callable[[], None], samples: list[float]) -> None:
    samples.append(1e3 * _seconds(run))


def evaluate_time() -> list[Line]:
    """Return the time of one evaluation of the default plan, of which nothing is known yet."""
    from calculators.evaluation import evaluate
    from calculators.scenario import Scenario

    evaluate(Scenario())  # the first call imports and reads the catalog
    samples = [_evaluated(evaluate, Scenario()) for _ in range(EVALUATIONS)]
    whole = [_evaluated(lambda plan: evaluate(plan).decisions, Scenario()) for _ in range(DECIDED)]
    return [
        Line("evaluate, one plan", median(samples), "ms", EVALUATE_LIMIT_MS, samples=samples),
        Line("evaluate, with all decisions", median(whole), "ms", DECIDED_LIMIT_MS, samples=whole),
    ]


def _evaluated(evaluate: Callable[[Any], object], plan: Any) -> float:
    return 1e3 * _seconds(lambda: evaluate(plan))


def draws_time() -> list[Line]:
    """Return time and memory of many draws of the whole cash plan, as the pages draw them."""
    from calculators.core.sampling import draws
    from calculators.draw_summary import draw_summary
    from calculators.scenario import Scenario

    def drawn() -> Any:
        return draw_summary(Scenario(), DRAWS, SEED)

    drawn()
    uncertain = _arrays(draws(Scenario(), DRAWS, SEED))
    if not uncertain:
        raise RuntimeError("no input of the default plan was drawn, so nothing is measured")
    seconds = median(_seconds(drawn) for _ in range(3))
    tracemalloc.start()
    drawn()
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    note = f"{uncertain} uncertain inputs"
    return [
        Line(f"evaluate, {DRAWS:,} draws", seconds, "s", DRAWS_LIMIT_S, note),
        Line(f"evaluate, {DRAWS:,} draws, peak", megabytes, "MB", DRAWS_LIMIT_MB),
    ]


def _arrays(value: Any) -> int:
    """Count the arrays of draws among the fields of a plan, however deep."""
    if isinstance(value, np.ndarray):
        return int(value.size >= DRAWS)
    if is_dataclass(value):
        return sum(_arrays(getattr(value, f.name)) for f in fields(value))
    return sum(map(_arrays, value)) if isinstance(value, tuple) else 0


def link_length() -> list[Line]:
    """Return the length of a link in which the first 60 numbers differ from the example's."""
    from calculators.core import codec, paths
    from calculators.core.inputs import Input, InputError
    from calculators.scenario import MODEL_VERSION, Scenario

    base = Scenario()
    plan, changed = base, 0
    for path, spec, value in paths.leaves(base):
        if changed < CHANGED_INPUTS and isinstance(spec, Input):
            low, high = spec.typical
            other = float(np.rint(high)) if spec.whole else low + 0.377 * (high - low)
            if other == value:
                continue
            try:
                plan = paths.with_values(plan, {path: float(f"{other:.3g}")})
            except InputError:
                continue  # contradicts another input as it stands
            changed += 1
    address = "/compute?" + urlencode(
        {"base": "ingestion", "v": str(MODEL_VERSION), **codec.encode(plan, base)}
    )
    note = f"{changed} inputs changed"
    if changed < CHANGED_INPUTS:
        note += f", all that could be: {CHANGED_INPUTS} were wanted"
    return [Line("length of a link", len(address), "characters", LINK_LIMIT, note)]


def _seconds(action: Callable[[], Any]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
