"""Every chart by month: the month under a value is the month of that value in the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calculators import presets
from calculators.answers import (
    cloud_or_own,
    hardware,
    operations,
    operations_charts,
    overview,
    runway,
    team,
    team_facts,
    training,
    training_facts,
    vector_database,
)
from calculators.core import words
from calculators.core.charts import Chart
from calculators.core.cost_line import Lens
from calculators.core.paths import with_values
from calculators.evaluation import Evaluation, evaluate
from calculators.export import results

ANSWERS = Path(overview.__file__).parent
START = "2027-03"
BOUGHT = {"ownership.buy_month": 4.0}
Series = Mapping[str, Any]
Case = tuple[Callable[[Evaluation], Chart | None], Callable[[Evaluation], Series], bool]


@cache
def plan() -> Evaluation:
    support = presets.PRESETS["support"].scenario
    return evaluate(with_values(support, {"business.start_month": START, **BOUGHT}))


def stock(e: Evaluation) -> Series:
    return {"Committed": e.cash.cash, "With the planned round": e.cash.cash_with_planned}


def owned(e: Evaluation) -> Series:
    f = cloud_or_own.facts(e)
    paid = np.cumsum(f.paid(f.rent))
    return {"Rented": paid, "Own machines": paid - f.cumulative()[1:]}


def engineers(e: Evaluation) -> Series:
    lines = (team_facts.engineers, team_facts.effective, team_facts.needed)
    return dict(zip(("On the rows", "Left to work", "Needed"), (x(e) for x in lines), strict=True))


CASES: dict[str, Case] = {  # the chart, what each line is by month, whether it begins today
    "overview cash": (lambda e: overview.cash_chart(e, None, "light"), stock, True),
    "runway cash": (lambda e: runway.cash_chart(e, None, "light"), stock, True),
    "runway cost": (
        lambda e: runway.cost_chart(e, "light"),
        lambda e: {**e.costs_by(Lens.CASH), "Revenue": e.cash.revenue},
        False,
    ),
    "own cash": (
        lambda e: cloud_or_own.cash_chart(cloud_or_own.facts(e), "light"), owned, True
    ),
    "team": (team.month_chart, engineers, False),
    "vectors": (
        lambda e: vector_database.month_chart(vector_database.on_vectors(e), "light"),
        lambda e: {
            name.capitalize(): used for name, used in vector_database.on_vectors(e).used.items()
        },
        False,
    ),
    "operations": (operations.cost_chart, operations_charts.paid_parts, False),
    "hardware": (
        lambda e: hardware.lens_chart(hardware.owned(e), "light"),
        lambda e: {
            "Cash, paid": hardware.owned(e).cash,
            "Accounting, used": hardware.owned(e).accounting,
        },
        False,
    ),
    "training": (lambda e: training.cost_chart(e, "light"), training_facts.named_parts, False),
}  # fmt: skip


def made(name: str) -> Chart:
    chart = CASES[name][0](plan())
    assert chart is not None
    return chart


def by_month(name: str) -> dict[str, dict[str, float]]:
    """Values by the name of the line and by the month in which the plan has them."""
    months = results.months_of(plan())
    return {
        line: dict(zip(months, np.ravel(values).tolist(), strict=True))
        for line, values in CASES[name][1](plan()).items()
    }


def iso(month: str) -> str:
    """``Mar 2027`` as ``2027-03``."""
    name, year = month.split(words.SPACE)
    return f"{year}-{words.MONTH_NAMES.index(name) + 1:02d}"


@pytest.mark.parametrize("name", CASES)
def test_the_month_beside_a_value_in_the_table_is_its_month_in_the_plan(name: str) -> None:
    columns, expected = made(name).columns, by_month(name)
    months = [str(month) for month in columns["Month"]]
    assert (months[0] == "Today") == CASES[name][2]
    seen = 0
    for head, values in columns.items():
        line = head.partition(" [")[0]
        if line not in expected:
            continue
        for month, value in zip(months, values, strict=True):
            if month == "Today" or not np.isfinite(value):
                continue
            assert value == pytest.approx(expected[line][iso(month)]), (head, month)
            seen += 1
    assert seen >= 24


@pytest.mark.parametrize("name", CASES)
def test_a_value_is_drawn_in_its_month(name: str) -> None:
    """The date of a point is what hover and ticks name its month by."""
    expected, seen = by_month(name), 0
    for trace in made(name).figure["data"]:
        line = expected.get(trace.get("name"))
        if line is None:
            continue
        for date, value in zip(trace["x"], trace["y"], strict=True):
            if date is not None and date[:7] >= START and value is not None:
                assert value == pytest.approx(line[date[:7]]), (trace["name"], date)
                seen += 1
    assert seen >= 12


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[2]])
def test_what_begins_today_begins_before_the_first_month(name: str) -> None:
    lines = [t for t in made(name).figure["data"] if str(t.get("mode")).startswith("lines")]
    named = [t for t in lines if t.get("name")]
    assert {trace["x"][0] for trace in named} == {"2027-02-01"}
    assert all(trace["hovertemplate"][0].endswith(" today") for trace in named)
    assert not any(trace["hovertemplate"][1].endswith(" today") for trace in named)


def test_the_mark_of_cash_out_lies_on_the_line_that_it_ends() -> None:
    """Support has money when Sep 2028 ends, and none when Oct 2028 ends, in which it runs out."""
    chart = runway.cash_chart(evaluate(presets.PRESETS["support"].scenario), None, "light")
    assert chart is not None
    line = next(t for t in chart.figure["data"] if t.get("name") == "Committed")
    mark = next(t for t in chart.figure["data"] if t.get("name") == "break_even")
    before = max(i for i, date in enumerate(line["x"]) if date <= mark["x"][0])
    assert line["y"][before] > 0 > line["y"][before + 1]
    assert [line["x"][i][:7] for i in (before, before + 1)] == ["2028-09", "2028-10"]
    assert chart.title.startswith("Cash runs out in Oct\u00a02028")


def test_every_chart_by_month_is_among_these() -> None:
    """One for each axis of months in the code; the cash chart stands on two pages."""
    files = [*ANSWERS.glob("*.py"), ANSWERS.parent / "core" / "charts.py"]
    axes = sum(len(re.findall('scale="calendar"', f.read_text(encoding="utf-8"))) for f in files)
    assert axes == len(CASES) - 1
