"""Training says what it costs, what it takes of the runway, what grows, and what is false."""

from __future__ import annotations

import re

import numpy as np
import pytest

from calculators import presets
from calculators.answers import training
from calculators.answers import training_facts as facts
from calculators.core.business import EngineerTime
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.fixed.training_inputs import TrainingSupply
from calculators.fixed.training_run_inputs import HoursKnown
from calculators.scenario import Scenario
from tests.said import texts

# 10 models of 4 runs of 5 h at $2: 200 GPU-hours and $400 a month, and nothing else
PLAIN = {
    "training.gpu_hours_per_run": 5.0,
    "training.start_hours": 0.0,
    "training.shipped_models": 10.0,
    "training.runs_per_model": 4.0,
    "training.failed_share": 0.0,
    "training.price_per_gpu_hour": 2.0,
    "training.idle_share": 0.0,
    "training.data_growth": 0.0,
    "training.data_tb": 0.0,
    "training.data_added_tb": 0.0,
    "training.logs_tb": 0.0,
    "training.seats": 0.0,
    "training.tools_amount": 0.0,
    "demand.customers_gained": 0.0,
    "demand.customers_lost": 0.0,
}
CASES = {
    "as it comes": {},
    "plain": PLAIN,
    "nothing at all": {**PLAIN, "training.shipped_models": 0.0},
    "no models": {"training.shipped_models": 0.0},
    "one amount": {"training.monthly_amount": 1500.0},
    "no amount": {"training.monthly_amount": 0.0},
    "by FLOPs": {"training.hours_known": HoursKnown.FLOPS},
    "committed": {"training.supply": TrainingSupply.COMMITTED},
    "own": {"training.supply": TrainingSupply.OWN},
    "spot": {"training.spot_net_saving": 0.4, "training.supply": TrainingSupply.SPOT},
    "spot that costs more": {
        "training.spot_net_saving": -0.4,
        "training.supply": TrainingSupply.SPOT,
    },
    "no logs": {"training.logs": YesNo.NO},
    "no logs, time already paid": {
        "training.logs": YesNo.NO,
        "worth.engineer_time": EngineerTime.PAID,
    },
    "incidents cost nothing": {"training.diagnosis_hours": 0.0, "training.downtime_hours": 0.0},
    "no incidents": {"training.incidents": 0.0},
    "many logs": {"training.logs_tb": 1e4},
    "exploding": {"training.data_growth": 1.0, "training.model_growth": 10.0},
    "shrinking": {"training.data_growth": -0.5, "demand.customers_lost": 0.3},
    "free GPUs": {"training.price_per_gpu_hour": 0.0},
    "mostly idle": {"training.idle_share": 0.95},
    "everything cold": {"training.cold_share": 1.0},
    "no cash": {"business.cash": 0.0},
    "huge cash": {"business.cash": 1e12},
    "profitable": {"business.revenue_per_customer": 1e5},
    "serving unknown": {"services.rows.0.kv_bytes_per_token": None},
    "very expensive": {"training.gpu_hours_per_run": 1e6, "training.shipped_models": 1e3},
}


def plan(**values):
    return evaluate(with_values(Scenario(), values))


def sentence(e):
    return "".join(part.text for part in training.answer(e).sentence)


def charts_of(e):
    for theme in ("light", "dark"):
        yield training.cost_chart(e, theme)
        yield training.savings_chart(e, theme)
        yield training.logs_chart(e, theme)


def everything(e):
    charts = [chart for chart in charts_of(e) if chart is not None]
    for chart in charts:
        assert len({len(column) for column in chart.columns.values()}) == 1
    tables = (training.levers(e), training.growth_table(e), training.run_table(e))
    return texts(training.answer(e), [*tables, training.published_table()], charts)


@pytest.mark.parametrize("case", CASES)
def test_every_plan_has_words(case):
    e = plan(**CASES[case])
    wrong = [
        t
        for t in everything(e)
        if re.search(r"\bnan\b|\binf\b|\bNone\b|Supply\.|np\.|Known\.", t) and "None of" not in t
    ]
    assert not wrong
    said = training.answer(e)
    assert all(0 < len(figure.value) <= 8 for figure in said.figures)
    assert all(len(figure.note) <= 26 for figure in said.figures)


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_every_example_has_words(key):
    e = evaluate(presets.PRESETS[key].scenario)
    assert everything(e)
    assert "Training costs" in sentence(e)
    entered = e.scenario.training.monthly_amount is not None
    assert ("One amount" in sentence(e)) == entered


def test_cost_by_hand():
    e = plan(**PLAIN)
    cost, hours, each, idle = training.answer(e).figures
    assert (cost.value, hours.value, each.value, idle.value) == ("$400", "200", "$40", "0")
    assert cost.note == "$4.8k in 12 months"
    assert "Training costs $400 a month" in sentence(e)
    assert "It does not grow." in sentence(e)


def test_the_runway_it_takes_is_that_of_a_plan_without_it():
    """$40,000 a month of training on top of $50,000: cash for 10 months would last 18."""
    base = {
        **PLAIN,
        "training.shipped_models": 1000.0,
        "business.cash": 900_000.0,
        "business.revenue_per_customer": 0.0,
        "team.monthly_amount": 50_000.0,
        "business.other_fixed_costs": 0.0,
        "business.acquisition_cost": 0.0,
        "hardware.monthly_amount": 0.0,
        "bandwidth.monthly_amount": 0.0,
        "operations.monthly_amount": 0.0,
        "services.rows.0.price_per_gpu_hour": 0.0,
    }
    e = plan(**base)
    assert float(e.runway.months) == pytest.approx(10.0)
    assert facts.months_taken(e) == pytest.approx(8.0)
    assert "takes 8\u202fmo of runway" in sentence(e)


@pytest.mark.parametrize(
    ("growth", "month"),
    [
        pytest.param(0.03, 25, id="1.03^24 = 2.03, 1.03^23 = 1.97"),
        pytest.param(0.06, 13, id="1.06^12 = 2.01"),
        pytest.param(0.0, np.inf, id="no growth"),
    ],
)
def test_the_month_in_which_it_doubles(growth, month):
    e = plan(**{**PLAIN, "training.data_growth": growth})
    assert facts.doubled_in(e) == month
    said = "Growth ahead that is no straight line: it has doubled by"
    assert (said in sentence(e)) == np.isfinite(month)
    assert facts.is_accelerating(e) == np.isfinite(month)


def test_growth_in_a_straight_line_is_not_called_more():
    e = plan(**{**PLAIN, "training.shipped_models": 0.0, "training.retrained_per_kind": 1.0,
                "demand.kinds_added": 1.0})  # fmt: skip
    assert facts.doubled_in(e) == 3  # one kind, two, three
    assert not facts.is_accelerating(e)
    assert "no straight line" not in sentence(e)


def test_the_month_in_which_it_passes_serving():
    e = plan(**{**PLAIN, "training.data_growth": 0.1, "services.rows.0.price_per_gpu_hour": 0.01})
    line, serving = facts.by_month(e), np.ravel(e.compute_cost)
    month = facts.above_serving_in(e)
    if line[0] <= serving[0]:
        assert line[int(month) - 1] > serving[int(month) - 1]
        assert line[int(month) - 2] <= serving[int(month) - 2]
    else:
        assert month == np.inf


def test_one_amount_says_that_the_inputs_do_nothing():
    e = plan(**{"training.monthly_amount": 1500.0, "training.shipped_models": 99.0})
    said = "One amount is entered, $1.5k a month; the inputs below do nothing until it is cleared."
    assert said in sentence(e)
    assert said in training.answer(e).notes
    assert [f.value for f in training.answer(e).figures] == ["$1.5k", *["unknown"] * 3]
    assert training.savings_chart(e, "light") is None
    assert training.levers(e).rows == []


def test_the_parts_of_the_chart_are_the_line():
    for values in ({}, CASES["no logs"], CASES["one amount"]):
        e = plan(**values)
        np.testing.assert_allclose(sum(facts.named_parts(e).values()), facts.by_month(e))


def test_savings_in_order_are_what_all_of_them_save():
    e = plan(**{"training.idle_share": 0.7, "training.shipped_models": 20.0})
    taken = facts.paying(e)
    steps = list(facts.savings_in_order(e, taken))
    assert len(steps) >= 2
    changes = {}
    for lever in taken:
        if not changes.keys() & lever.changes.keys():
            changes |= lever.changes
    then = evaluate(with_values(e.scenario, changes))
    saved = facts.by_month(e)[0] - facts.by_month(then)[0]
    assert sum(size for _, size in steps) == pytest.approx(saved)
    table = training.savings_chart(e, "light").columns
    assert next(iter(table.values()))[0] == "Today"
    assert list(table.values())[2][-1] == pytest.approx(facts.by_month(then)[0])


def test_logs_off_is_called_a_false_optimisation_where_it_is_one():
    """0.1 TB x 6 months x 23 = $13.80 a month against $926 for each of 12 incidents a year."""
    values = {"training.logs_tb": 0.1, "training.incidents": 1.0, "training.diagnosis_hours": 8.0,
              "training.downtime_hours": 1.0, "worth.engineer_week_cost": 3630.0,
              "worth.hour_down_cost": 200.0}  # fmt: skip
    chart = training.logs_chart(plan(**values), "light")
    assert chart.title == "Switching logs off would be a false optimisation"
    assert "$13.80 a month" in chart.reading
    assert "$926 each" in chart.reading
    assert "From 0.179\xa0incidents a year on" in chart.reading  # 12 x 13.8 / 926
    many = training.logs_chart(plan(**{**values, "training.logs_tb": 100.0}), "light")
    assert many.title == "Switching logs off pays up to 179\xa0incidents a year"


def test_engineer_time_without_logs_is_said_both_ways():
    """One incident of 8 h is a fifth of a week, $726."""
    for rule, counted in ((EngineerTime.BOUGHT, "is counted"), (EngineerTime.PAID, "not counted")):
        e = plan(**{"training.logs": YesNo.NO, "worth.engineer_time": rule})
        note = next(n for n in training.answer(e).notes if "Longer diagnosis" in n)
        assert "$726 if engineer time is bought, nothing in cash alone" in note
        assert counted in note


def test_published_runs_are_said_with_what_they_leave_out():
    table = training.published_table()
    assert "8 of 8 agree within 10\u202f%" in table.subtitle
    assert all(row[-1] for row in table.rows)
    assert [row[1] for row in table.rows[:2]] == ["$73", "3.04\u202fh"]


def test_charts_mark_today_and_what_turns():
    e = plan(**{**PLAIN, "training.data_growth": 0.06, "training.logs_tb": 1.0})
    for chart in (training.cost_chart(e, "light"), training.logs_chart(e, "light")):
        names = [trace.get("name") for trace in chart.figure["data"]]
        assert {"here", "break_even"} <= set(names)


def test_levers_say_where_they_turn():
    e = plan(**{"training.idle_share": 0.3})
    rows = {row[0].partition(" · ")[0]: row for row in training.levers(e).rows}
    assert "cannot tell: the net saving on spot" in rows["Train on spot GPUs"][5]
    assert "GPU-hours a month" in rows["Train on committed GPUs"][5]
    assert "a false optimisation" in " ".join(rows["Switch logs off"])


def test_spot_says_whether_its_saving_was_measured_or_computed():
    on_spot = {"training.supply": TrainingSupply.SPOT}
    vehicles = presets.PRESETS["vehicles"].scenario
    computed = evaluate(with_values(vehicles, on_spot))
    measured = evaluate(with_values(vehicles, on_spot | {"training.spot_net_saving": 0.4}))
    assert "computed on the page Spot, 63.4" in " ".join(training.answer(computed).notes)
    assert "that was measured, 40" in " ".join(training.answer(measured).notes)


def test_a_lever_on_a_bill_that_credits_pay_says_so():
    base = presets.PRESETS["vehicles"].scenario
    free = {"business.credits": 1e6, "business.credits_months": 12.0}
    rows = {
        name: {row[0]: row[2] for row in training.levers(evaluate(with_values(base, values))).rows}
        for name, values in {"paid": {}, "credits": free}.items()
    }
    moved = [name for name, said in rows["credits"].items() if said == "none while credits last"]
    assert moved
    assert all(rows["paid"][name].startswith("saves ") for name in moved)
    assert not any("10⁻" in said for said in rows["credits"].values())


def test_what_falls_before_it_doubles_is_not_said_to_add_more_each_year():
    # 400·0.9^t of hours and 3·23·1.1^t of logs kept for a month: 469, 330 in month 13, 2,141 in 37
    e = evaluate(
        with_values(
            Scenario(),
            PLAIN
            | {
                "training.data_growth": -0.1,
                "training.logs_tb": 3.0,
                "training.logs_retention_months": 1.0,
                "training.logs_price": 23.0,
                "demand.customers_gained": 0.1,
                "demand.customers_lost": 0.0,
            },
        )
    )
    line = facts.by_month(e)
    logs = 69.0 * 1.1 ** np.array([0, 12, 36])
    assert line[[0, 12, 36]] == pytest.approx(400 * 0.9 ** np.array([0, 12, 36]) + logs)
    assert line[12] < line[0] < line[36] / 2
    assert "each year adds more" not in training.cost_chart(e, "light").title
    assert "no straight line" not in " ".join(texts(training.answer(e)))
