"""What the panel's Python side makes of messages and descriptions; no browser is needed."""

from __future__ import annotations

import math
import threading
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ui.elements import panel
from ui.elements.panel import (
    HAND,
    MOST_CELLS,
    MOST_ROWS,
    Change,
    answering,
    edits_after,
    may_leave_out,
    plain,
)

KINDS = {"queries": "number", "model": "choice", "owned": "switch", "day": "series", "add": "act",
         "plan.rows": {"name": "text", "amount": "number", "month": "month"}}  # fmt: skip


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


def test_cells_of_a_table_arrive_as_one_change():
    cells = [[0, "amount", 5], [1, "name", "x"], [1, "month", None]]
    found = edits_after(
        message({"path": "plan.rows", "action": "cells", "cells": cells}), "", 0, KINDS
    )
    kept = ((0, "amount", 5.0), (1, "name", "x"), (1, "month", None))
    assert found[0] == [Change("plan.rows", "cells", cells=kept)]


@pytest.mark.parametrize(
    "bad",
    [
        [-1, "amount", 5], [True, "amount", 5], [1.5, "amount", 5], ["0", "amount", 5],
        [MOST_ROWS, "amount", 5], [0, "magic", 5], [0, ["amount"], 5], [0, "amount", "5"],
        [0, "amount", math.inf], [0, "name", 5], [0, "name", "x" * 10_000], [0, "amount"], "0",
    ],
)  # fmt: skip
def test_a_cell_that_no_table_has_is_dropped_and_the_others_are_kept(bad):
    cells = [bad, [0, "amount", 5]]
    found = edits_after(
        message({"path": "plan.rows", "action": "cells", "cells": cells}), "", 0, KINDS
    )
    assert found == ([Change("plan.rows", "cells", cells=((0, "amount", 5.0),))], "a", 1)
    alone = message({"path": "plan.rows", "action": "cells", "cells": [bad]})
    assert edits_after(alone, "", 0, KINDS) == ([], "a", 1)


@pytest.mark.parametrize(
    "item",
    [
        {"path": "plan.rows", "action": "cells", "cells": []},
        {"path": "plan.rows", "action": "cells", "cells": "all"},
        {"path": "plan.rows", "action": "cells", "cells": [[0, "amount", 1]] * (MOST_CELLS + 1)},
        {"path": "plan.rows", "value": 5},
        {"path": "plan.rows", "action": "reset"},
        {"path": "plan.rows", "action": "act"},
        {"path": "queries", "action": "cells", "cells": [[0, "amount", 1]]},
        {"path": "plan.rows#drop", "action": "act"},
        {"path": "plan.rows#add.1", "action": "act"},
        {"path": "plan.rows#copy.-1", "action": "act"},
        {"path": "plan.rows#copy.99999", "action": "act"},
        {"path": "plan.rows#remove.٣", "action": "act"},
        {"path": "other.rows#add", "action": "act"},
    ],
)  # fmt: skip
def test_what_no_table_sends_is_dropped_and_acknowledged(item):
    assert edits_after(message(item), "", 0, KINDS) == ([], "a", 1)


@pytest.mark.parametrize("verb", ["add", "copy.0", "remove.499"])
def test_rows_are_added_copied_and_removed_by_actions(verb):
    path = f"plan.rows#{verb}"
    found = edits_after(message({"path": path, "action": "act"}), "", 0, KINDS)
    assert found[0] == [Change(path, "act")]


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


def test_a_run_that_is_replaced_takes_nothing_from_the_run_that_replaces_it(monkeypatch):
    """Streamlit starts the next run while the one before it is still on its way to the end."""
    monkeypatch.setattr(panel.st, "session_state", {HAND: True})
    begun, replaced = threading.Event(), threading.Event()
    found = []

    def older():
        with answering():
            begun.set()
            replaced.wait(5)
        found.append(may_leave_out())

    thread = threading.Thread(target=older)
    thread.start()
    begun.wait(5)
    panel.st.session_state[HAND] = True  # the edit that the newer run answers
    with answering():
        replaced.set()
        thread.join(5)
        found.append(may_leave_out())
    found.append(may_leave_out())
    assert found == [False, True, False]
