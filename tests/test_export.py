"""Exports: the numbers of the plan, units in the header, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from calculators import links, presets
from calculators.core import codec, paths
from calculators.evaluation import evaluate
from calculators.export import table
from calculators.export.results import months_of, plain, results
from calculators.ledger import ledger

BASE = presets.PRESETS["contracts"]
TODAY = date(2026, 12, 1)
FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("http://x")', "＝1")


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(BASE.scenario)


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_plan_by_month_holds_every_line_and_adds_up(evaluation):
    header, *rows = parsed(table.plan_csv(evaluation, BASE))
    assert len(rows) == 60
    assert all("[" in name for name in header[2:])
    assert rows[0][:2] == [BASE.scenario.business.start_month, "1"]
    column = {name: [row[i] for row in rows] for i, name in enumerate(header)}
    costs = [name for name in header if name.startswith("Cost: ")]
    assert len(costs) == len(evaluation.cash.costs)
    for month in (0, 59):
        total = sum(float(column[name][month]) for name in costs)
        assert total == pytest.approx(float(column["All costs [USD/month]"][month]))
    cash = np.array([float(x) for x in column["Cash at month end [USD]"]])
    assert cash == pytest.approx(np.asarray(evaluation.cash.cash), rel=1e-14)


def test_months_count_over_the_end_of_the_year():
    scenario = paths.with_values(BASE.scenario, {"business.start_month": "2026-11"})
    assert months_of(evaluate(scenario))[:3] == ["2026-11", "2026-12", "2027-01"]


def test_the_ledger_is_exported_row_by_row(evaluation):
    header, *rows = parsed(table.assumptions_csv(evaluation, BASE, TODAY))
    assert len(rows) == len(ledger(BASE.scenario, BASE.scenario, BASE.sources, TODAY))
    assert {len(row) for row in rows} == {len(header)}
    assert "unknown" in {row[2] for row in rows}


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(text):
    assert table.plain_cell(text) == "'" + text


def test_a_name_with_a_formula_is_neutral_in_the_file_and_whole_in_json():
    name = '=HYPERLINK("http://x","<b>y</b>")'
    scenario = paths.with_values(BASE.scenario, {"plan.name": name})
    e = evaluate(scenario)
    rows = parsed(table.assumptions_csv(e, BASE, TODAY))
    assert ["'" + name] == [row[2] for row in rows if row[-1] == "plan.name"]
    for row in rows:
        assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    opened = links.open_file(io.BytesIO(table.plan_json(e, BASE).encode()), 0)
    assert opened.scenario.plan.name == name


@pytest.mark.parametrize(("value", "cell"), [
    (None, "unknown"), (math.nan, "unknown"), (math.inf, "never"), (-1.5, "-1.5"), (3, "3"),
    (0.1, "0.1"), ("plain", "plain"),
])  # fmt: skip
def test_cells(value, cell):
    assert table.plain_cell(value) == cell


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_json_opens_again_and_holds_no_nan(key):
    base = presets.PRESETS[key]
    text = table.plan_json(evaluate(base.scenario), base, TODAY)

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    body = json.loads(text, parse_constant=refuse)
    assert body["results"]["known"] is True
    assert len(body["assumptions"]) == len(list(paths.leaves(base.scenario)))
    opened = links.open_file(io.BytesIO(text.encode()), len(text.encode()))
    assert (opened.messages, opened.base) == ([], key)
    assert codec.flat(opened.scenario) == codec.flat(base.scenario)


def test_a_plan_with_tables_as_long_as_can_be_opens_again():
    """Every table full of rows that differ: the file keeps the plan and leaves out what is long."""
    tables = {
        path: tuple(replace(spec.row(), name="é" * 36 + f"{i:04}") for i in range(spec.most))
        for path, spec, _ in paths.tables(BASE.scenario)
        if not path.startswith("services.")
    }
    scenario = paths.with_values(BASE.scenario, tables)
    text = table.plan_json(evaluate(scenario), BASE, TODAY)
    assert json.loads(text)["left_out"]
    opened = links.open_file(io.BytesIO(text.encode()), len(text.encode()))
    assert opened.messages == []
    assert codec.flat(opened.scenario) == codec.flat(scenario)


def test_a_plan_that_cannot_be_computed_says_unknown_and_never_a_number():
    path = "services.rows.0.kv_bytes_per_token"
    scenario = paths.with_values(presets.PRESETS["support"].scenario,
                                 {path.replace(".0.", ".1."): None})  # fmt: skip
    e = evaluate(scenario)
    assert not e.known
    found = results(e)
    assert found["runway"] is None
    assert found["problems"]
    header, *rows = parsed(table.plan_csv(e, BASE))
    money = [i for i, name in enumerate(header) if "[USD" in name]
    assert {row[i] for row in rows for i in money} == {"unknown"}
    table.plan_json(e, BASE)


def test_plain_data():
    held = {"a": np.array([1.0, math.inf, math.nan]), "b": (np.float64(2.0), None), "c": True}
    assert plain(held) == {"a": [1.0, "never", None], "b": [2.0, None], "c": True}
