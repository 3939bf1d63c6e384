"""What the panel's Python side makes of messages and descriptions; no browser is needed."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ui.elements.panel import Change, edits_after, plain

KINDS = {"queries": "number", "model": "choice", "owned": "switch", "day": "series", "add": "act"}


def message(*items, client="a"):
    edits = [{"seq": number, "action": "set", **item} for number, item in enumerate(items, start=1)]
    return {"client": client, "items": edits}


def test_edits_count_once_and_in_order():
    both = message({"path": "queries", "value": 5}, {"path": "model", "value": "large"})
    first, client, last = edits_after(both, "", 0, KINDS)
    assert first == [Change("queries", "set", 5.0), Change("model", "set", "large")]
    assert edits_after(both, client, last, KINDS) == ([], "a", 2)
    assert edits_after(both, client, 1, KINDS)[0] == [Change("model", "set", "large")]


def test_a_new_page_starts_counting_again():
    edits = message({"path": "queries", "value": 5}, client="b")
    assert edits_after(edits, "a", 60, KINDS) == ([Change("queries", "set", 5.0)], "b", 1)


def test_a_range_is_put_in_order_and_an_empty_one_ends_the_doubt():
    edits = message(
        {"path": "queries", "action": "range", "low": 9, "high": 2},
        {"path": "queries", "action": "range", "low": None, "high": None},
    )
    ordered, ended = edits_after(edits, "", 0, KINDS)[0]
    assert (ordered.low, ordered.high) == (2.0, 9.0)
    assert (ended.low, ended.high) == (None, None)


@pytest.mark.parametrize(
    "item",
    [
        {"path": "unheard", "value": 1},
        {"path": ["queries"], "value": 1},
        {"path": "queries", "value": "many"},
        {"path": "queries", "value": True},
        {"path": "queries", "value": math.inf},
        {"path": "model", "value": None},
        {"path": "model", "value": "x" * 10_000},
        {"path": "owned", "value": 1},
        {"path": "day", "value": [1, "two"]},
        {"path": "queries", "action": "act"},
        {"path": "queries", "action": "range", "low": 1, "high": None},
    ],
)
def test_what_no_panel_sends_is_dropped_and_acknowledged(item):
    assert edits_after(message(item), "", 0, KINDS) == ([], "a", 1)


@pytest.mark.parametrize(
    "nonsense", [None, "text", {}, {"items": 3}, {"items": ["x", {"seq": "1"}]}]
)
def test_nonsense_changes_nothing(nonsense):
    assert edits_after(nonsense, "a", 7, KINDS)[0] == []


def test_descriptions_become_json():
    described = {"bounds": (0, np.inf), "value": np.float64(2.5), "count": np.int64(3), "log": True}
    assert plain(described) == {"bounds": [0.0, None], "value": 2.5, "count": 3.0, "log": True}
    with pytest.raises(ValueError, match="not one"):
        plain({"value": np.nan})


def test_the_elements_run_without_a_browser():
    app = AppTest.from_file(str(Path(__file__).parent / "browser" / "elements_app.py")).run(
        timeout=20
    )
    assert not app.exception
