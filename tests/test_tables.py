"""Tables of rows on a page: an edit is one step of undo; what is too long for a link says so."""

from __future__ import annotations

import pytest

from calculators import links
from calculators.core import codec, paths
from calculators.fixed.hardware_inputs import Asset
from tests.test_pages import FIRST, act, alerts, draws, here, opened, value_of
from ui import inputs, state
from ui.elements.panel import Change, plain

TABLE = "business.funding"


def cells(app, *edits, table=TABLE):
    act(app, state.changed, [Change(table, "cells", cells=edits)])
    draws(app)


def test_a_pasted_block_is_one_step_and_undo_brings_all_of_it_back():
    app = opened("runway")
    before = codec.flat(here(app).scenario)
    row = {"name": "Round", "month": 3.0, "amount": 1e5, "status": "planned"}
    block = [(i, field, value) for i in range(12) for field, value in row.items()]
    cells(app, *block)
    assert [row.name for row in value_of(app, TABLE)] == ["Round"] * 12
    assert len(here(app).undo) == 1
    again = links.open_link(act(app, state.address_query))
    assert again.messages == []
    assert codec.flat(again.scenario) == codec.flat(here(app).scenario)
    act(app, state.undo)
    draws(app)
    assert codec.flat(here(app).scenario) == before


def test_two_quick_edits_of_one_cell_are_two_steps():
    app = opened("runway")
    cells(app, (0, "amount", 1.0))
    cells(app, (0, "amount", 2.0))
    assert len(here(app).undo) == 2
    act(app, state.undo)
    assert value_of(app, f"{TABLE}.0.amount") == 1.0


def test_a_bad_cell_is_named_and_the_good_ones_are_taken():
    app = opened("runway")
    name = value_of(app, f"{TABLE}.0.name")
    cells(app, (0, "amount", -5.0), (0, "month", 7.0))
    assert alerts(app) == [f"{name}: Amount: -$5 is not in $0 to $100B"]
    assert value_of(app, f"{TABLE}.0.month") == 7.0
    assert len(here(app).undo) == 1


def test_a_refused_edit_is_no_step():
    app = opened("runway")
    cells(app, (0, "amount", -5.0))
    assert here(app).undo == []


def test_edits_of_rows_that_move_reach_the_rows_that_were_meant():
    app = opened("runway")
    given = [Change(TABLE, "cells", cells=tuple((i, "name", f"R{i}") for i in range(4)))]
    given += [
        Change(f"{TABLE}#remove.1", "act"),
        Change(TABLE, "cells", cells=((1, "month", 9.0),)),
    ]
    given += [Change(f"{TABLE}#copy.0", "act"), Change(TABLE, "cells", cells=((1, "name", "C"),))]
    act(app, state.changed, given)
    draws(app)
    assert [row.name for row in value_of(app, TABLE)] == ["R0", "C", "R2", "R3"]
    assert value_of(app, f"{TABLE}.2.month") == 9.0


def test_a_plan_too_long_for_a_link_says_so_on_each_page_and_stays():
    app = opened("runway")
    rows = tuple(
        Asset(name=f"A name that is long and of its own {i}", unit_price=1234.5678 + i)
        for i in range(480)
    )
    act(
        app,
        state.open_scenario,
        paths.with_values(FIRST.scenario, {"hardware.assets": rows}),
        "support",
    )
    app.run()
    assert [e.value for e in app.exception] == []
    assert len(alerts(app)) == 1
    assert "too long for a link" in alerts(app)[0]
    assert "left_out=" in act(app, state.address_query)
    assert len(value_of(app, "hardware.assets")) == 480
    act(app, state.undo)
    draws(app)
    assert alerts(app) == []


def described(app, table, first=()):
    return plain(act(app, inputs.table_group, "Title", table, "", first))


def test_the_description_of_a_table_holds_what_the_grid_needs():
    app = opened("runway", {"base": "support", "v": "2", f"{TABLE}.0.amount": "7e6~6e6~9e6"})
    group = described(app, TABLE, ("name", "amount"))
    assert [c["field"] for c in group["columns"]] == [
        "name",
        "amount",
        "month",
        "status",
        "probability",
    ]
    assert [c["kind"] for c in group["columns"]] == ["text", "number", "number", "choice", "number"]
    assert group["rows"][0][1] == 7e6
    assert group["changed"] == [[1]]
    assert group["uncertain"] == [[1]]
    act(app, state.changed, [Change(f"{TABLE}#add", "act")])
    group = described(app, TABLE)
    assert group["rows"][1] == group["fresh"]
    assert group["changed"][1] == [0]


@pytest.mark.parametrize("table", [path for path, _, _ in paths.tables(FIRST.scenario)])
def test_every_table_can_be_described(table):
    group = described(opened("runway"), table)
    assert len(group["fresh"]) == len(group["columns"])
    assert all(c["kind"] in ("number", "choice", "text", "month") for c in group["columns"])
