"""What the server spends: a script run, one evaluation, many draws, and the length of a link."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import partial
from statistics import median
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import numpy as np

from tests.bench.report import Line
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
STILL = "/decisions"  # no input of the plan stands on it
QUERIES = "demand.queries_per_month"


def script_times(pages: dict[str, str]) -> list[Line]:
    """Return the time of one script run after a changed scenario, by address of the page.

    What app.py does, from its first line to its last. The harness forgets between two runs that
    the application routes its pages itself, as a server that has just started does; the detour
    that this costs is not counted, for no later run takes it. Where decisions follow an edit, the
    run that answers it and the part that is drawn after it are measured beside the whole page.
    """
    rested = [_script_time(address, file, _another_plan) for address, file in pages.items()]
    in_two = [
        _script_time(address, pages[address], _another_plan, when)
        for address in FOLLOWING
        for when in (EDITED, FOLLOWED)
    ]
    return [*rested, *in_two, _script_time(STILL, pages[STILL], _another_order, ", another order")]


def _another_plan(app: Any, turn: int) -> None:
    from calculators.core import paths

    here = app.session_state[SESSION]
    here.scenario = paths.with_values(here.scenario, {QUERIES: 1e6 + 1e4 * turn})


def _another_order(app: Any, turn: int) -> None:
    from calculators.answers.decision_list import Order

    app.segmented_control(key="decision-order").set_value(list(Order)[turn % len(Order)])


def _script_time(
    address: str, file: str, change: Callable[[Any, int], None], when: str = ""
) -> Line:
    from streamlit import logger
    from streamlit.testing.v1 import AppTest

    from ui import decided, shell
    from ui.elements.panel import HAND

    logger.set_log_level("error")  # it warns of every run outside a server
    app = AppTest.from_file(ROOT / "app.py", default_timeout=TIMEOUT_SECONDS)
    if file != "app.py":
        app.switch_page(file)
    app.run()
    whole: list[float] = []
    part: list[float] = []
    shown = set()
    script, follows = shell.navigate, decided.follows
    with (
        patch.object(shell, "navigate", partial(_timed, script, whole)),
        patch.object(decided, "follows", lambda draw: follows(partial(_timed, draw, part))),
    ):
        for turn in range(RERUNS):
            change(app, turn)
            app.session_state[HAND] = when in (EDITED, FOLLOWED)
            app.run()
            if when == FOLLOWED:
                del part[turn:]  # that of the edit: what it shows was known
                app.run()
            if app.exception:
                raise RuntimeError(f"{address}: {app.exception[0].message}")
            shown.add(tuple(plotted(app)))
    samples = part if when == FOLLOWED else whole
    note = "" if len(shown) > 1 else "the charts never changed"
    return Line(
        f"script run: {address}{when}", median(samples), "ms", SCRIPT_LIMIT_MS, note, samples
    )


def _timed(run: Callable[[], None], samples: list[float]) -> None:
    samples.append(1e3 * _seconds(run))


def evaluate_time() -> list[Line]:
    """Return the time of one evaluation of the default plan."""
    from calculators.evaluation import evaluate
    from calculators.scenario import Scenario

    plan = Scenario()
    evaluate(plan)  # the first call imports and reads the catalog
    samples = [1e3 * _seconds(lambda: evaluate(plan)) for _ in range(EVALUATIONS)]
    whole = [1e3 * _seconds(lambda: evaluate(plan).decisions) for _ in range(DECIDED)]
    return [
        Line("evaluate, one plan", median(samples), "ms", EVALUATE_LIMIT_MS, samples=samples),
        Line("evaluate, with all decisions", median(whole), "ms", DECIDED_LIMIT_MS, samples=whole),
    ]


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
