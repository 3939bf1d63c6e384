"""Unit cost by cost centre, by hand, in the accounting lens."""

from __future__ import annotations

import pytest

from calculators.answers import cost_centres, runway_charts
from calculators.core import paths
from calculators.core.business import EngineerTime
from calculators.core.cost_line import CostLine, Lens, bills, bought_time, entered, total
from calculators.core.demand import Demand, demand_plan
from calculators.evaluation import evaluate
from calculators.scenario import Scenario

# 100 customers at 400 USD ask 1 M queries: 40,000 of revenue that recurs, and 10,000 that does not
PLAN = paths.with_values(
    Scenario(),
    {
        "demand.customers": 100.0,
        "demand.queries_per_month": 1e6,
        "business.revenue_per_customer": 400.0,
        "business.other_revenue": 10_000.0,
        "team.monthly_amount": 20_000.0,
        "operations.monthly_amount": 5_000.0,
        "training.monthly_amount": 0.0,
        "hardware.monthly_amount": 0.0,
        "bandwidth.monthly_amount": 1_000.0,
    },
)


def row(table, name):
    found = next(row for row in table.rows if row[0] == name)
    return [plain(text) for text in found]


def plain(text):
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        # 20,000 of 50,000 earned; of 40,000 recurring; of 100 customers; of 1,000 thousand queries
        ("Team", ["$20k", "$0.40", "50 %", "$200", "$20"]),
        ("Bandwidth", ["$1k", "$0.02", "2.5 %", "$10", "$1"]),
    ],
)
def test_a_cost_centre_by_hand(name, said):
    assert row(cost_centres.cost_centres(evaluate(PLAN)), name)[1:] == said


def test_parts_sum_to_the_total_and_nothing_stands_where_nothing_is():
    e = evaluate(PLAN)
    table = cost_centres.cost_centres(e)
    parts = [float(cost[0]) for cost in e.accounting_costs.values()]
    assert sum(parts) == pytest.approx(e.cash.total_cost[0])  # one amount for both lenses
    assert not any(found[0] == "Training" for found in table.rows)
    assert [plain(found[0]) for found in table.rows[-3:]] == [
        "Total, Dec 2026", "Total, Dec 2027", "Total, Dec 2028",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "nothing", ["demand.customers", "demand.queries_per_month", "business.revenue_per_customer"]
)
def test_what_there_is_none_of_divides_nothing(nothing):
    e = evaluate(paths.with_values(PLAN, {nothing: 0.0, "business.other_revenue": 0.0}))
    text = str(cost_centres.cost_centres(e).rows)
    assert "nan" not in text
    assert "none" in text or "nothing recurs" in text


def test_the_switch_changes_the_costs_and_the_words_of_the_chart():
    e = evaluate(PLAN)
    paid = runway_charts.cost_chart(e, "light")
    spread = runway_charts.cost_chart(e, "light", Lens.ACCOUNTING)
    assert paid.subtitle.endswith("when paid")
    assert spread.subtitle.endswith("spread over its life")


PLANNED = demand_plan(Demand(customers_gained=0.1, customers_lost=0.0, usage_growth=0.0))


def test_an_entered_amount_moves_with_its_share_of_the_volume():
    line = entered(1000.0, PLANNED, 0.25)  # month 3: 750 + 250 x 1.21
    assert line.cash[2] == pytest.approx(1052.5)
    assert line.variable[2] == pytest.approx(302.5)
    assert line.accounting == pytest.approx(line.cash)
    assert not line.cloud.any()


def test_parts_of_a_line_add_up_field_by_field():
    one = bills(PLANNED, 10.0, variable=4.0, cloud=3.0, weeks=2.0, accounting=8.0)
    both = total([one, one], PLANNED)
    found = [getattr(both, name)[5] for name in CostLine.__dataclass_fields__]
    assert found == [20, 16, 8, 6, 4]


@pytest.mark.parametrize(("rule", "paid"), [("bought", 110.0), ("already_paid", 10.0)])
def test_engineer_time_is_cash_only_where_it_is_bought(rule, paid):
    worth = paths.with_values(
        PLAN, {"worth.engineer_time": EngineerTime(rule), "worth.engineer_week_cost": 50.0}
    ).worth
    line = bills(PLANNED, 10.0, weeks=2.0, accounting=8.0)
    assert line.paid(worth)[0] == paid
    assert line.accounted(worth)[0] == paid - 2
    assert bought_time(line.weeks, worth)[0] == paid - 10
