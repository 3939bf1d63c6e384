"""The session: which plan is open, what was changed, and how to undo it.

The scenario in the session is the truth; widgets and the address follow it. This is the only
module, besides the elements, that touches Streamlit's session.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

import streamlit as st

from calculators import discounts, fill, links, presets
from calculators.core import codec, paths, rows
from calculators.core.inputs import Input, InputError, Rows, Series, Spec
from calculators.decision_draws import DecisionDraws
from calculators.draw_summary import DrawSummary, draw_summary
from calculators.evaluation import Evaluation, evaluate
from calculators.presets import Preset
from calculators.scenario import Scenario
from calculators.start import EightQuestions
from ui.elements.panel import Change, answering

KEY = "breakeven"
MOST_UNDO = 60
SAME_EDIT_SECONDS = 1.5  # quick changes of one input are one step of undo
DRAWS_SHOWN = 160  # for the bands; the headline is the plan itself
SERVICE = "@service"  # which service the panels show: of the screen, not of the plan


@dataclass
class Session:
    """What one open browser tab holds."""

    scenario: Scenario
    base: str
    messages: list[str] = field(default_factory=list)
    undo: list[tuple[Scenario, str]] = field(default_factory=list)
    last_edit: tuple[str, float] = ("", 0.0)
    service: int | None = None  # None: the one that costs most
    file: str = ""
    answers: EightQuestions | None = None
    runs: int = 0
    opened: bool = False
    evaluated: tuple[Scenario, Evaluation] | None = None
    settled: Evaluation | None = None
    drawn: tuple[Scenario, DrawSummary] | None = None
    linked: tuple[Scenario, str] | None = None
    weighed: tuple[Scenario, str, DecisionDraws] | None = None


def session() -> Session:
    """Return this tab's session; a new one holds the default example."""
    held = st.session_state.get(KEY)  # asked for a hundred times a run: one look is enough
    if held is None:
        first = presets.preset(presets.DEFAULT_PRESET)
        assert first is not None
        held = st.session_state[KEY] = Session(scenario=first.scenario, base=first.key)
    return held  # type: ignore[no-any-return]


class _Run(threading.local):
    """Whether app.py has routed the run of this thread; runs that follow quickly overlap."""

    routed = False


_run = _Run()


@contextmanager
def run() -> Iterator[None]:
    """Count the run and note, until its page has been drawn, that it came through app.py."""
    session().runs += 1
    _run.routed = True
    try:
        with answering():
            yield
    finally:
        _run.routed = False


def routed() -> bool:
    """Whether app.py has routed this run; a deep link on a fresh server has not been."""
    return _run.routed


def server_address() -> str:
    """Return the address of the page that is open, without its query."""
    return (st.context.url or "").partition("?")[0]


def open_address() -> None:
    """Open the link in the address, once for each session.

    Later the address only follows the plan: what a browser reports after Back may be older.
    """
    here = session()
    if here.opened:
        return
    query = st.query_params.to_dict()
    if query:
        found = links.open_link(query)
        here.scenario, here.base = found.scenario, found.base
        here.messages = [*found.messages, *found.changed_defaults]
    here.opened = True


def query() -> str:
    """Return the query string of the present scenario."""
    here = session()
    if here.linked is None or here.linked[0] is not here.scenario:
        text = links.link_query(here.scenario, here.base)
        here.linked = (here.scenario, text)
    return here.linked[1]


def address_query() -> str:
    """Return the query string that the address shows: the link, if one can carry the plan."""
    return links.address_query(query())


def too_long_to_share() -> str:
    """Return why no link can carry the present plan, or nothing when one can."""
    text = query()
    return links.too_long_to_share(text) if links.is_too_long(text) else ""


def is_example() -> bool:
    """Whether the plan is still the example that it started from."""
    return set(links.as_mapping(query())) <= {"base", "v"}


def is_from_example() -> bool:
    """Whether the plan is the example that it started from, changed or not: it has its name."""
    return session().scenario.plan.name == base().scenario.plan.name


def base() -> Preset:
    """Return the example that the plan started from."""
    found = presets.preset(session().base)
    assert found is not None
    return found


def evaluation() -> Evaluation:
    """Return the evaluation of the present scenario; computed once for each scenario."""
    here = session()
    if here.evaluated is None or here.evaluated[0] is not here.scenario:
        here.evaluated = (here.scenario, evaluate(here.scenario))
    return here.evaluated[1]


def draws() -> DrawSummary:
    """Return the draws behind the bands of the present scenario."""
    here = session()
    if here.drawn is None or here.drawn[0] is not here.scenario:
        here.drawn = (here.scenario, draw_summary(here.scenario, DRAWS_SHOWN))
    return here.drawn[1]


def become(scenario: Scenario, edit: str = "", base_key: str | None = None) -> None:
    """Make this the present scenario; the one before can be had back by undo."""
    here = session()
    now = time.monotonic()
    again = edit and edit == here.last_edit[0] and now - here.last_edit[1] < SAME_EDIT_SECONDS
    if not again:
        here.undo = [*here.undo[-MOST_UNDO:], (here.scenario, here.base)]
    here.last_edit = (edit, now)
    here.scenario = scenario
    here.base = base_key or here.base
    here.service = _kept_index(here.service, len(scenario.services.rows))


def undo() -> None:
    """Go back one step."""
    here = session()
    if here.undo:
        here.scenario, here.base = here.undo.pop()
        here.last_edit = ("", 0.0)
        here.messages = []
        here.service = _kept_index(here.service, len(here.scenario.services.rows))


def reset_all() -> None:
    """Go back to the example that the plan started from."""
    open_scenario(base().scenario, session().base)


def choose_example(key: str) -> None:
    """Open another example."""
    found = presets.preset(key)
    if found is not None:
        open_scenario(found.scenario, found.key)
        session().service = None


def open_plan(file: BinaryIO, size: int) -> bool:
    """Open an exported JSON plan; what cannot be read is said, and the rest is kept."""
    opened = links.open_file(file, size)
    if opened.readable:
        become(opened.scenario, base_key=opened.base)
    session().messages = opened.messages
    return opened.readable


def is_new_file(identity: str) -> bool:
    """Whether this upload has not been opened yet; a file stays in its widget over reruns."""
    here = session()
    is_new = identity != here.file
    here.file = identity
    return is_new


def open_scenario(scenario: Scenario, base_key: str) -> None:
    """Make a plan made elsewhere (a first plan, an example) the present one."""
    session().messages = []
    become(scenario, base_key=base_key)


def changed(changes: list[Change]) -> None:
    """Take the user's edits; one that is refused says so and leaves the plan as it was."""
    here = session()
    here.messages = []
    here.service = service_shown()  # an edit may make another one cost most
    for change in changes:
        before = here.scenario.services.discounts
        try:
            _ACTIONS[change.action](here, change)
        except InputError as error:
            here.messages += error.problems
        if here.scenario.services.discounts is not before:  # rows come and go without filling
            here.scenario = discounts.repriced(here.scenario, before)


def _set(here: Session, change: Change) -> None:
    if change.path == SERVICE:
        here.service = min(int(str(change.value)), len(here.scenario.services.rows) - 1)
        return
    value = typed_for(paths.declaration(here.scenario, change.path), change.path, change.value)
    scenario, unknown = fill.filled(here.scenario, change.path, value)
    low_high = scenario.ranges.get(change.path)
    if low_high is not None and (value is None or not low_high[0] <= value <= low_high[1]):
        scenario = _with_range(scenario, change.path, None)
    here.messages += unknown
    become(scenario, change.path)


def typed_for(spec: Spec | None, path: str, value: Any) -> Any:
    """Return what was entered as the type of its input; raises InputError."""
    if spec is None or isinstance(spec, Rows):
        raise InputError([f"There is no input {path[:60]!r}"])
    if isinstance(spec, Input):
        return None if value is None else float(value)
    if isinstance(spec, Series):
        return tuple(value or ())
    return codec.read(spec, str(value))[0]


def _reset(here: Session, change: Change) -> None:
    here.last_edit = ("", 0.0)
    scenario, _ = fill.filled(here.scenario, change.path, default_of(change.path))
    own = {path: default_of(path) for path in fill.paths_set_by(change.path)}
    become(_with_range(paths.with_values(scenario, own), change.path, None))


def _kept_index(index: int | None, count: int) -> int | None:
    return None if index is None else min(index, count - 1)


def service_shown() -> int:
    """Return which service the panels show: the one chosen, else the one that costs most."""
    here = session()
    if here.service is not None:
        return here.service
    results = evaluation().services
    return max(range(len(results)), key=lambda i: float(results[i].chosen.cost[0]))


def default_of(path: str) -> Any:
    """Return the example's value of an input; of a row that it lacks, the declared default."""
    return codec.default_at(base().scenario, path)


def _range(here: Session, change: Change) -> None:
    if change.low is None or change.high is None:
        become(_with_range(here.scenario, change.path, None), change.path)
        return
    spec = paths.declaration(here.scenario, change.path)
    value = paths.value_at(here.scenario, change.path)
    if isinstance(spec, Input) and value is not None:
        codec.check_range(spec, value, (change.low, change.high))
        become(_with_range(here.scenario, change.path, (change.low, change.high)), change.path)


def _with_range(scenario: Scenario, path: str, low_high: tuple[float, float] | None) -> Scenario:
    ranges = {key: value for key, value in scenario.ranges.items() if key != path}
    if low_high is not None:
        ranges[path] = low_high
    return replace(scenario, ranges=ranges)


def _act(here: Session, change: Change) -> None:
    """Add, copy or remove a row: ``group.table#add``, ``group.table#copy.0``, ``…#remove.0``."""
    here.last_edit = ("", 0.0)
    table, _, command = change.path.partition("#")
    verb, _, index = command.partition(".")
    if not isinstance(paths.declaration(here.scenario, table), Rows):
        return
    count = len(paths.value_at(here.scenario, table))
    if index and not int(index) < count:
        return  # pressed twice: the row is gone
    if verb == "add":
        become(rows.with_row_added(here.scenario, table))
    elif verb == "copy":
        become(rows.with_row_copied(here.scenario, table, int(index)))
    elif verb == "remove":
        become(rows.with_row_removed(here.scenario, table, int(index)))
    if table == "services.rows":
        here.service = {"add": count, "copy": int(index or 0) + 1}.get(verb)


def _cells(here: Session, change: Change) -> None:
    """Set cells of a table, one or a pasted block: one step of undo."""
    here.last_edit = ("", 0.0)
    scenario, problems = rows.with_cells(here.scenario, change.path, change.cells)
    here.messages += problems
    if scenario is not here.scenario:
        become(scenario)


_ACTIONS: Mapping[str, Callable[[Session, Change], None]] = {
    "set": _set,
    "reset": _reset,
    "range": _range,
    "act": _act,
    "cells": _cells,
}


def widget_value(key: str) -> Any:
    """Return what a widget with this key holds."""
    return st.session_state.get(key)
