"""Rows of a table: what an edit changes, what it refuses, and that the rest stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import codec, paths, rows
from calculators.core.business import Funding, FundingStatus
from calculators.core.inputs import InputError
from calculators.fixed.hardware_inputs import Asset
from calculators.scenario import Scenario

TABLE = "business.funding"
ROUNDS = (Funding(name="Seed", amount=1e6), Funding(name="", amount=2e6))
PLAN = paths.with_values(Scenario(), {TABLE: ROUNDS})
MOST = paths.declaration(PLAN, TABLE).most


def held(plan):
    return paths.value_at(plan, TABLE)


def test_cells_are_set_and_the_rest_stays():
    cells = [(0, "amount", 5.0), (1, "status", "committed"), (1, "name", "Next")]
    plan, problems = rows.with_cells(PLAN, TABLE, cells)
    assert problems == []
    assert [r.amount for r in held(plan)] == [5.0, 2e6]
    assert held(plan)[1].status is FundingStatus.COMMITTED
    assert held(plan)[1].name == "Next"
    assert codec.flat(replace(plan, business=PLAN.business)) == codec.flat(PLAN)


def test_a_cell_below_the_last_row_adds_the_rows_up_to_it():
    plan, problems = rows.with_cells(PLAN, TABLE, [(3, "amount", 7.0)])
    assert problems == []
    assert [r.amount for r in held(plan)] == [1e6, 2e6, Funding().amount, 7.0]


@pytest.mark.parametrize(("cell", "said"), [
    ((0, "amount", -5.0), r"Seed: Amount: -\$5 is not in \$0 to \$100B"),
    ((1, "amount", -5.0), r"round 2: Amount: -\$5 is not in \$0 to \$100B"),
    ((0, "amount", None), r"Seed: Amount: unknown; it takes \$0 to \$100B"),
    ((0, "month", 1.5), "Seed: Month of the plan: 1.5 is not a whole number in 1 to 60 month"),
    ((0, "status", "maybe"), "Seed: Status: 'maybe' is not one of committed, planned"),
    ((0, "name", "x" * 41), "Seed: Round: 41 characters; at most 40"),
    ((0, "name", "a\0b"), "Seed: Round: holds control characters"),
    ((0, "magic", 1.0), "Funding: there is no column 'magic'"),
    ((-1, "amount", 1.0), "Funding: there is no column 'amount'"),
])  # fmt: skip
def test_a_cell_that_does_not_fit_is_named_and_the_others_are_taken(cell, said):
    plan, problems = rows.with_cells(PLAN, TABLE, [cell, (1, "month", 9.0)])
    assert len(problems) == 1
    pytest.raises(InputError, _raise, problems[0]).match(said)
    assert held(plan)[1].month == 9.0
    assert codec.flat(paths.with_values(plan, {f"{TABLE}.1.month": 12.0})) == codec.flat(PLAN)


def _raise(problem):
    raise InputError([problem])


def test_nothing_that_fits_gives_the_very_same_plan():
    plan, problems = rows.with_cells(PLAN, TABLE, [(0, "amount", -1.0)])
    assert plan is PLAN
    assert len(problems) == 1


def test_more_rows_than_the_table_holds_are_left_out():
    cells = [(i, "amount", float(i)) for i in range(MOST + 5)]
    plan, problems = rows.with_cells(PLAN, TABLE, cells)
    assert problems == [f"Funding: {MOST + 5} rows; at most {MOST}, the rest was left out"]
    assert [r.amount for r in held(plan)] == [float(i) for i in range(MOST)]


def test_cells_that_contradict_each_other_are_taken_as_far_as_they_hold():
    plan = paths.with_values(Scenario(), {"hardware.assets": (Asset(building_share=0.5),)})
    cells = [(0, "serving_share", 0.9), (0, "building_share", 0.4), (0, "units", 3.0)]
    changed, problems = rows.with_cells(plan, "hardware.assets", cells)
    row = changed.hardware.assets[0]
    assert (row.serving_share, row.building_share, row.units) == (0.0, 0.4, 3.0)
    assert len(problems) == 1
    assert "together 140 % is not in 0 to 100 %" in problems[0]


def test_many_problems_are_counted():
    cells = [(i, "amount", -1.0) for i in range(MOST)] * 3
    cells += [(i, "magic", 1.0) for i in range(60)]
    _, problems = rows.with_cells(PLAN, TABLE, cells)
    assert len(problems) == rows.MOST_MESSAGES + 1
    assert problems[-1].endswith("more cells could not be taken.")


def test_rows_are_added_copied_and_removed():
    assert held(rows.with_row_added(PLAN, TABLE))[:2] == ROUNDS
    assert held(rows.with_row_copied(PLAN, TABLE, 0)) == (ROUNDS[0], ROUNDS[0], ROUNDS[1])
    assert held(rows.with_row_removed(PLAN, TABLE, 0)) == (ROUNDS[1],)
    full = paths.with_values(PLAN, {TABLE: (Funding(),) * MOST})
    with pytest.raises(InputError, match=f"{MOST + 1} rows is not in 0 to {MOST} rows"):
        rows.with_row_added(full, TABLE)
    with pytest.raises(InputError, match="no table"):
        rows.with_row_added(PLAN, "business.cash")


def test_ranges_stay_with_their_rows_or_go():
    ranges = {f"{TABLE}.0.amount": (9e5, 2e6), "business.cash": (1.0, 2e6)}
    doubted = replace(PLAN, ranges=ranges)
    inside, _ = rows.with_cells(doubted, TABLE, [(0, "amount", 1e6)])
    assert dict(inside.ranges) == ranges
    outside, _ = rows.with_cells(doubted, TABLE, [(0, "amount", 3e6)])
    assert set(outside.ranges) == {"business.cash"}
    assert dict(rows.with_row_added(doubted, TABLE).ranges) == ranges
    assert set(rows.with_row_removed(doubted, TABLE, 1).ranges) == {"business.cash"}


ANY = st.none() | st.floats() | st.text(max_size=5) | st.booleans() | st.lists(st.floats())


@given(st.lists(st.tuples(st.integers(-2, 30), st.sampled_from(["name", "month", "amount", "status",
       "probability", "magic"]), ANY), max_size=30))  # fmt: skip
def test_nothing_that_is_set_raises(cells):
    plan, problems = rows.with_cells(PLAN, TABLE, cells)
    assert isinstance(plan, Scenario)
    assert all(isinstance(problem, str) for problem in problems)
