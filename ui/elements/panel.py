"""The input panel: all inputs of a page, drawn as one element.

A group is a card: ``{"title", "inputs", "more", "actions", "note"}``; only "inputs" is required.
``more`` holds inputs folded behind "More"; an action is ``{"id", "label", "danger"}``.
Every input is a dict with ``kind``, ``path`` (unique in the panel), ``label``, and optionally
``help``, ``changed`` (shows the dot that resets) and ``default_text`` (what the dot resets to, in
words that follow the label: "to 40"):

- ``number``: ``value``, ``low``, ``high`` (reach of the slider), ``bounds`` (lo, hi; None or inf:
  no limit), ``step``, ``unit`` and optionally ``log``, ``whole``, ``optional`` with ``placeholder``
  (a value of None shows "not measured"), ``tick`` (the example's value), ``suffix`` (replaces the
  unit shown), and ``range`` (present: the input may be uncertain; None or (low, high)) with
  ``doubt`` (the pair of multipliers proposed for a first range).
- ``choice``: ``value``, ``options`` of ``{"value", "label", "note", "group"}``.
- ``switch``: ``value`` (bool).
- ``text``: ``value``, ``maxlength``, ``placeholder``.
- ``month``: ``value`` as "2026-12" or None when ``optional``; ``bounds`` as two such texts.
- ``series``: ``value``, a list of numbers; ``count`` of them are needed; ``bounds``, ``unit``.

A group of ``kind`` "table" is a grid that is edited in place: ``{"title", "note", "path", "one",
"columns", "rows", "fresh", "changed", "uncertain", "least", "most"}``. A column is described as an
input with ``field`` for ``path`` and without a value; ``rows`` holds the values of each row in the
order of the columns, ``fresh`` those of a new row, ``changed`` for each row the places of the
columns that differ from the example, ``uncertain`` those that have a range. Rows are added, copied
and removed by the actions ``path#add``, ``path#copy.0`` and ``path#remove.0``.

The browser keeps a queue of edits with sequence numbers and sends all that are not acknowledged,
again when a server that was down is back: a lost or merged message loses no edit, and an edit that
arrives twice counts once.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import streamlit as st

from ui.elements.scripts import waiting

Value = float | str | bool | list[float] | None
Cell = tuple[int, str, Value]  # number of the row, field, value
Action = Literal["set", "reset", "range", "act", "cells"]
Kinds = Mapping[str, "str | Mapping[str, str]"]

# Nobody gives more edits than this between two messages; a longer list is not from our script.
MOST_EDITS = 500
LONGEST_TEXT = 5_000
MOST_CELLS = 10_000  # of one paste
MOST_ROWS = 1_000  # a number of a row beyond it is not from our script
HAND = "_panel_hand"  # in the session: whether the next run answers an edit of numbers
ROW_ACTION = re.compile(r"add|(copy|remove)\.\d{1,3}", re.ASCII)


@dataclass(frozen=True)
class Change:
    """One edit of the user.

    ``set`` carries ``value``; ``reset`` nothing; ``range`` carries ``low`` and ``high`` (both None:
    no longer uncertain); ``act`` means that the button whose id is ``path`` was pressed; ``cells``
    carries cells of the table at ``path``: one that was edited, or all of a pasted block.
    """

    path: str
    action: Action
    value: Value = None
    low: float | None = None
    high: float | None = None
    cells: tuple[Cell, ...] = ()


class _Run(threading.local):
    """Whether a run answers an edit of numbers, and whether it left something out for that.

    Its own, as its thread is: a run that is replaced goes on for a moment beside the next.
    """

    edits = False
    left_out = False


_run = _Run()


@contextmanager
def answering() -> Iterator[None]:
    """Take notice, for a run of the script, of the edit that it answers."""
    _run.edits, _run.left_out = st.session_state.pop(HAND, False), False
    try:
        yield
    finally:
        _run.edits = _run.left_out = False


def may_leave_out() -> bool:
    """Whether this run answers an edit of numbers, so that what takes long may be left out.

    Who asks leaves it out and draws it by ``left_out``: the browser asks for that part alone when
    the hand rests. To be asked before the panel is drawn.
    """
    _run.left_out |= _run.edits
    return _run.edits


def left_out(draw: Callable[[], None]) -> None:
    """Draw the part of a page that ``may_leave_out`` is asked for; at rest it is drawn alone.

    What it writes to places outside of it comes last: by then Streamlit has stopped a part that a
    newer run replaces, which has no such places any more.
    """

    def part() -> None:
        draw()
        _rest(key="rest", on_rest_change=lambda: None)

    st.fragment(part)()


class Plain(dict[str, Any]):
    """What ``plain`` has copied already, such as an input that is described as before."""


_element = st.components.v2.component("breakeven_panel", js=waiting("panel"))
_rest = st.components.v2.component("breakeven_rest", js=waiting("rest"))


def panel(
    key: str, groups: list[dict[str, Any]], on_change: Callable[[list[Change]], None]
) -> None:
    """Draw the groups; ``on_change`` receives new edits, each once, before the script runs.

    The browser draws them when ``scripts.load`` was called in the same run.
    """
    shown = plain(groups)
    known = {"acknowledged": _acknowledged(key), "left_out": _run.left_out, "groups": shown}
    deliver = partial(_deliver, key, _kinds(shown), on_change)
    result = _element(key=key, data=known, on_edits_change=deliver)
    if _unseen(key, result.get("edits")):
        # After a restart of the server a new session has no callback for its first edit. An old
        # message may arrive again, and pressing a button twice is not harmless; what the browser
        # calls late was never taken.
        deliver(repeatable_only=result["edits"].get("late") is not True)
        st.rerun()


def plain(value: Any) -> Any:
    """Copy for the browser: numpy numbers become floats, an infinite bound becomes None."""
    if isinstance(value, Plain):
        return value
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (str, bool)):
        return str(value) if isinstance(value, str) else value
    number = float(value)
    if math.isnan(number):
        msg = "a panel cannot show a number that is not one (NaN)"
        raise ValueError(msg)
    return number if math.isfinite(number) else None


def edits_after(
    message: object, client: str, acknowledged: int, kinds: Kinds
) -> tuple[list[Change], str, int]:
    """Edits of ``message`` that are new, the page they came from and its last sequence number."""
    if not isinstance(message, dict) or not isinstance(message.get("items"), list):
        return [], client, acknowledged
    sender = str(message.get("client"))[:64]
    last = acknowledged if sender == client else 0
    changes = []
    for item in message["items"][:MOST_EDITS]:
        if not isinstance(item, dict) or not isinstance(item.get("seq"), int):
            continue
        if item["seq"] > last:
            last = item["seq"]
            change = _change(item, kinds)
            if change is not None:
                changes.append(change)
    return changes, sender, last


def _change(item: dict[str, Any], kinds: Kinds) -> Change | None:
    """Edit as the browser wrote it, or None when it is none that this panel can send."""
    path, action = item.get("path"), item.get("action")
    if not isinstance(path, str):
        return None
    table, mark, verb = path.partition("#")
    kind = kinds.get(path)
    if mark and action == "act" and isinstance(kinds.get(table), Mapping):
        return Change(path, "act") if ROW_ACTION.fullmatch(verb) else None
    if isinstance(kind, Mapping):
        return _cells(path, kind, item.get("cells")) if action == "cells" else None
    if kind is None or action == "cells":
        return None
    if action == "act":
        return Change(path, "act") if kind == "act" else None
    if action == "reset":
        return Change(path, "reset")
    if action == "range":
        return _range(path, item.get("low"), item.get("high"))
    value = item.get("value")
    return Change(path, "set", _value(value)) if _fits(kind, value) else None


def _cells(table: str, fields: Mapping[str, str], given: object) -> Change | None:
    """Cells that this table can have; where they lie and what they hold is checked later."""
    if not isinstance(given, list) or not 0 < len(given) <= MOST_CELLS:
        return None
    cells = []
    for cell in given:
        if not isinstance(cell, list) or len(cell) != 3:
            continue
        place, field, value = cell
        is_place = isinstance(place, int) and not isinstance(place, bool) and 0 <= place < MOST_ROWS
        if is_place and isinstance(field, str) and _fits(fields.get(field, ""), value):
            cells.append((place, field, _value(value)))
    return Change(table, "cells", cells=tuple(cells)) if cells else None


def _range(path: str, low: Any, high: Any) -> Change | None:
    if low is None and high is None:
        return Change(path, "range")
    ends = sorted(float(end) for end in (low, high) if _is_number(end))
    return Change(path, "range", None, ends[0], ends[-1]) if len(ends) > 1 else None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _fits(kind: str, value: object) -> bool:
    """Whether a value has the type of its input; bounds are checked where the plan is changed."""
    if not kind:
        return False
    if kind == "number":
        return value is None or _is_number(value)
    if kind == "switch":
        return isinstance(value, bool)
    if kind == "series":
        return (
            isinstance(value, list) and len(value) <= LONGEST_TEXT and all(map(_is_number, value))
        )
    if kind == "month" and value is None:
        return True
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return [float(item) for item in value]
    return float(value) if _is_number(value) else value


def _kinds(groups: list[dict[str, Any]]) -> Kinds:
    """Kind of every input by its path, "act" for every action, the kinds of a table by field."""
    kinds: dict[str, str | Mapping[str, str]] = {}
    for group in groups:
        if group.get("kind") == "table":
            kinds[group["path"]] = {c["field"]: c["kind"] for c in group["columns"]}
        for item in group.get("inputs", []) + group.get("more", []):
            kinds[item["path"]] = item.get("kind", "number")
        for action in group.get("actions", []):
            kinds[action["id"]] = "act"
    return kinds


def _slot(key: str) -> str:
    return f"_panel.{key}"


def _acknowledged(key: str) -> dict[str, Any]:
    client, last = st.session_state.get(_slot(key), ("", 0))
    return {"client": client, "seq": last}


def _unseen(key: str, message: object) -> bool:
    """Whether a message came with edits that no callback has taken."""
    if not isinstance(message, dict) or not message.get("items"):
        return False
    client, last = st.session_state.get(_slot(key), ("", 0))
    _, sender, newest = edits_after(message, client, last, {})
    return bool(sender != client or newest > last)


def _deliver(
    key: str,
    kinds: Kinds,
    on_change: Callable[[list[Change]], None],
    repeatable_only: bool = False,
) -> None:
    """Hand new edits to ``on_change`` and remember up to where they were taken."""
    client, last = st.session_state.get(_slot(key), ("", 0))
    message = st.session_state[key].get("edits")
    changes, client, last = edits_after(message, client, last, kinds)
    st.session_state[_slot(key)] = (client, last)
    # Rows and options change what there is to decide, not only where it turns.
    numbers = all(change.action == "set" and _is_number(change.value) for change in changes)
    st.session_state[HAND] = bool(changes) and numbers
    if repeatable_only:
        changes = [change for change in changes if change.action != "act"]
    if changes:
        on_change(changes)
