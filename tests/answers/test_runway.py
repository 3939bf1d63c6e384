"""What the Runway page and the sidebar say: by hand where a number appears, and on odd plans."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from calculators import presets, runway_facts
from calculators.answers import overview, plan_words, runway, runway_tables
from calculators.answers.headline import headline
from calculators.core import paths, words
from calculators.core.answer import Answer, Table
from calculators.core.business import Funding, FundingStatus, Payment
from calculators.core.charts import Chart
from calculators.core.inputs import specs
from calculators.draw_summary import DrawSummary, draw_summary
from calculators.evaluation import Evaluation, evaluate
from calculators.fixed.hardware_inputs import Asset
from calculators.scenario import Scenario
from calculators.variable.service import Service
from tests.said import repeated

DRAWS = 16
# 500,000 in cash, 50,000 out, 100 customers × 100 = 10,000 in; nothing grows, machines are free.
PLAIN = {
    "business.cash": 500_000.0,
    "team.monthly_amount": 50_000.0,
    "demand.customers": 100.0,
    "business.revenue_per_customer": 100.0,
    "demand.customers_gained": 0.0,
    "demand.customers_lost": 0.0,
    "business.collection_months": 0.0,
    "business.acquisition_cost": 0.0,
    "business.other_fixed_costs": 0.0,
    "operations.monthly_amount": 0.0,
    "training.monthly_amount": 0.0,
    "bandwidth.monthly_amount": 0.0,
    "services.rows.0.price_per_gpu_hour": 0.0,
}
ROUND = Funding(name="Seed", month=10.0, amount=200_000.0)
ODD: dict[str, dict[str, Any]] = {
    "the default": {},
    "no queries": {"demand.queries_per_month": 0.0},
    "no customers": {"demand.customers": 0.0},
    "nothing earned": {"business.revenue_per_customer": 0.0},
    "nothing at all": {
        "demand.queries_per_month": 0.0,
        "demand.customers": 0.0,
        "team.monthly_amount": 0.0,
        "business.cash": 0.0,
    },
    "does not fit": {"services.rows.0.parameters": 4000.0},
    "KV cache unknown": {"services.rows.0.kv_bytes_per_token": None},
    "huge cash": {"business.cash": 1e12},
    "profitable": {"business.revenue_per_customer": 1e4},
    "shrinking": {"demand.customers_gained": 0.0, "demand.customers_lost": 0.1},
    "no cash": {"business.cash": 0.0, "demand.customers_gained": 0.02},
    "floor above cash": {"business.cash_floor": 2e6},
    "free": {**PLAIN, "team.monthly_amount": 0.0},
    "loses on each query": {**PLAIN, "bandwidth.monthly_amount": 20_000.0},
    "many machines": {"demand.queries_per_month": 3e9, "demand.customers_gained": 0.02},
    "a round": {**PLAIN, "business.funding": (ROUND,)},
    "committed round": {
        **PLAIN,
        "business.funding": (replace(ROUND, status=FundingStatus.COMMITTED),),
    },
    "two rounds": {**PLAIN, "business.funding": (ROUND, replace(ROUND, month=12.0, amount=9e6))},
    "credits": {**PLAIN, "business.credits": 1e5, "services.rows.0.price_per_gpu_hour": 3.0},
}


def plain(values: dict[str, Any] | None = None) -> Evaluation:
    return evaluate(paths.with_values(Scenario(), {**PLAIN, **(values or {})}))


def odd(name: str) -> tuple[Evaluation, DrawSummary]:
    scenario = Scenario()
    changes = dict(ODD[name])
    if "services.rows.0.parameters" in changes:
        changes["services.rows.0.active_parameters"] = changes["services.rows.0.parameters"]
    scenario = paths.with_values(scenario, changes)
    return evaluate(scenario), draw_summary(scenario, DRAWS)


def said(answer: Answer) -> str:
    figures = [f"{f.label} {f.value} {f.unit} {f.note}" for f in answer.figures]
    return " ".join([*(part.text for part in answer.sentence), *figures, *answer.notes])


def tabled(table: Table) -> str:
    return " ".join([table.title, table.subtitle, *(cell for row in table.rows for cell in row)])


def charted(chart: Chart | None) -> str:
    return f"{chart.title} {chart.subtitle} {chart.reading} {chart.alt}" if chart else ""


def row_of(table: Table, question: str) -> list[str]:
    return next(list(row) for row in table.rows if row[0].startswith(question))


def test_run_1_500k_over_40k_a_month_is_12_5_months_and_ends_in_the_13th() -> None:
    line = headline(plain())
    assert (line.runway_value, line.runway_unit) == ("12.5", "mo")
    assert line.cash_out == "Dec\u00a02027"  # month 13 of a plan that starts in Dec 2026
    assert line.brief == "12.5 mo · Dec\u00a02027"
    assert not line.warn


def test_sentence_says_end_burn_raising_cause_and_measurement() -> None:
    text = said(runway.answer(plain(), None))
    assert "The money lasts until Dec\u00a02027." in text
    assert "$40k a month more goes out than comes in" in text
    assert "start raising by Jun\u00a02027" in text  # 12.5 − 6 = 6.5: the seventh month
    assert "What decides it: Team, 100\u202f% of all cost" in text
    assert "Measure next: " in text


def test_raising_is_late_when_6_months_of_raising_exceed_5_months_of_cash() -> None:
    e = plain({"business.cash": 200_000.0})
    assert headline(e).warn
    assert "start raising now" in said(runway.answer(e, None))


@pytest.mark.parametrize(
    ("months", "funding", "runway_months"),
    [
        ("in time: (500k + 200k)/40k = 17.5", 0.0, 17.5),
        ("2 later, month 12: still before 12.5", 2.0, 17.5),
        ("3 later, month 13, in which cash would end", 3.0, 17.5),
        ("4 later, month 14: cash is gone at 12.5", 4.0, 12.5),
        ("past the plan's end: never comes", 51.0, 12.5),
    ],
)
def test_rounds_that_slip(months: str, funding: float, runway_months: float) -> None:
    e = plain({"business.funding": (ROUND,)})
    found = runway_facts.runway_if_rounds_slip(e, funding).months
    assert found == pytest.approx(runway_months), months


def test_a_committed_round_does_not_slip() -> None:
    e = plain({"business.funding": (replace(ROUND, status=FundingStatus.COMMITTED),)})
    assert runway_facts.runway_if_rounds_slip(e, 12.0).months == pytest.approx(17.5)


def test_what_if_rows_say_in_time_late_and_never() -> None:
    table = runway.what_if_table(plain({"business.funding": (replace(ROUND, month=11.0),)}))
    assert row_of(table, "Planned rounds come")[1] == "17.5\u202fmo"
    assert row_of(table, "They slip by 3")[1] == "12.5\u202fmo"
    assert row_of(table, "They do not come")[1] == "12.5\u202fmo"


def test_break_even_volume_is_50000_over_a_cent_less_a_tenth_of_a_cent() -> None:
    # 10,000/1e6 = 0.01 a query in, 1,000/1e6 = 0.001 out: 50,000/0.009 = 5,555,555.6
    e = plain({"bandwidth.monthly_amount": 1000.0})
    found = runway_facts.break_even_volumes(e)
    assert [c.value for c in found] == pytest.approx([50_000 / 0.009])
    assert runway_facts.covered_from(e, found) == pytest.approx(5_555_555.56)
    row = row_of(runway.what_if_table(e), "Break-even volume")
    assert row[1] == "5.56\u202fM\xa0queries a month"
    assert row[2].startswith("At today's costs and use per customer, 556\xa0customers. Revenue")


def test_the_volume_at_todays_costs_is_not_the_volume_of_the_month_that_breaks_even() -> None:
    """Support covers today's costs at 2.58 M, passed in Mar 2030; it breaks even at 3.58 M."""
    e = evaluate(presets.PRESETS["support"].scenario)
    asked = np.ravel(e.demand.raw_queries)
    month = int(runway_facts.break_even_month(e.cash))
    assert plan_words.month_name(e, month) == "Jul\u00a02031"
    assert asked[month - 1] == pytest.approx(3.58e6, rel=0.002)
    figure = next(f for f in overview.answer(e, None).figures if f.label == "Breaks even")
    assert (figure.value, figure.note) == ("Jul\u00a02031", "at 3.58\u202fM\xa0queries/month")
    figure = next(f for f in runway.answer(e, None).figures if f.label == "Break-even volume")
    assert (figure.value, figure.note) == ("2.58\u202fM", "a month, at today's costs")
    reached = int(np.argmax(asked >= 2.58e6))
    assert plan_words.date(e, reached) == "Mar\u00a02030"
    assert e.cash.revenue[reached] < e.cash.total_cost[reached]
    chart = runway.break_even_chart(e, "light")
    assert chart is not None
    assert chart.title.startswith("At today's costs revenue covers the cost from 2.58\u202fM")
    assert chart.subtitle.endswith("at today's costs and use per customer")
    assert (
        "it is passed in Mar\u00a02030; it breaks even in Jul\u00a02031, at 3.58" in chart.reading
    )


@pytest.mark.parametrize("key", ["cloud_exit", "vendor_servers"])
def test_never_stands_alone_where_nothing_is_earned(key: str) -> None:
    e = evaluate(presets.PRESETS[key].scenario)
    figure = next(f for f in overview.answer(e, None).figures if f.label == "Breaks even")
    assert (figure.value, figure.note) == ("never", "")


def test_never_stands_beside_the_volume_the_plan_ends_at() -> None:
    """Contracts passes the 39.1 M of today's costs in month 49 and still never breaks even."""
    e = evaluate(presets.PRESETS["contracts"].scenario)
    figure = next(f for f in overview.answer(e, None).figures if f.label == "Breaks even")
    assert (figure.value, figure.unit) == ("never", "by 2031")
    last = float(np.ravel(e.demand.raw_queries)[-1])
    assert figure.note == f"ends at {words.number(last, 'queries')}"
    chart = runway.break_even_chart(e, "light")
    assert chart is not None
    assert "it is passed in Dec\u00a02030; there is no break-even by Nov" in chart.reading


def test_cost_at_todays_volume_is_todays_cost() -> None:
    e = evaluate(Scenario())
    today = np.array([float(e.demand.raw_queries[0])])
    assert runway_facts.cost_at(e, today)[0] == pytest.approx(e.cash.total_cost[0])
    assert runway_facts.revenue_at(e, today)[0] == pytest.approx(e.cash.revenue[0])


def test_margins_balance_at_every_meeting_point() -> None:
    e = evaluate(Scenario())
    for crossing in runway_facts.break_even_volumes(e):
        at = np.array([crossing.value])
        assert runway_facts.revenue_at(e, at) == pytest.approx(runway_facts.cost_at(e, at))


def test_gross_margins_by_hand() -> None:
    # at 1, 2, 10 times: revenue 10, 20, 100k; out 1, 2, 10k bandwidth and 500 + 500·times
    e = plain({"bandwidth.monthly_amount": 1000.0, "operations.monthly_amount": 1000.0})
    expected = [(10 - 1 - 1) / 10, (20 - 2 - 1.5) / 20, (100 - 10 - 5.5) / 100]
    assert runway_facts.gross_margins(e, (1.0, 2.0, 10.0)) == pytest.approx(expected)
    # a server for serving, 3,600 over 36 months, is 100 at today's volume and follows it
    served = paths.with_values(e.scenario, {"hardware.assets": (Asset(
        unit_price=3_600.0, serving_share=1.0),)})  # fmt: skip
    less = np.array([0.1 / 10, 0.2 / 20, 1 / 100])
    found = runway_facts.gross_margins(evaluate(served), (1.0, 2.0, 10.0))
    assert found == pytest.approx(np.array(expected) - less)
    # contribution leaves the fixed half of operations out: (10,000 − 1,000 − 500)/10,000
    assert runway_facts.contribution_margin(e) == pytest.approx(0.85)
    assert runway_facts.contribution_per_1000(e) == pytest.approx(8.5)


def test_run_4_grahams_rule_needs_444553_and_16_89_months() -> None:
    e = plain({"demand.customers_gained": 0.1})
    rule = runway_facts.graham_rule(e)
    assert rule.months == pytest.approx(np.log(5) / np.log(1.1))
    assert rule.cash_needed == pytest.approx(444_553, abs=1)
    assert rule.alive == 1.0
    short = plain({"demand.customers_gained": 0.1, "business.cash": 444_000.0})
    assert runway_facts.graham_rule(short).alive == 0.0


def test_grahams_expenses_hold_neither_credits_that_expire_nor_a_purchase() -> None:
    # 36,000 bought in month 1 for 36 months: 51,000 a month; ln(5.1)/ln(1.1) = 17.09 months
    bought = Asset(units=1.0, unit_price=36_000.0, purchase_month=1.0, life_months=36.0)
    with_asset = {"demand.customers_gained": 0.1, "hardware.assets": (bought,)}
    rule = runway_facts.graham_rule(plain(with_asset))
    assert rule.months == pytest.approx(np.log(5.1) / np.log(1.1))
    support = presets.PRESETS["support"].scenario
    few = {"business.credits": 1e6, "business.credits_months": 3.0}
    ends = [
        runway_facts.graham_rule(evaluate(paths.with_values(support, values)))
        for values in ({}, few)
    ]
    assert ends[0].months == pytest.approx(ends[1].months) == pytest.approx(42.588, abs=1e-3)
    assert ends[0].cash_needed == pytest.approx(ends[1].cash_needed)


def test_the_two_rules_disagree_when_serving_takes_most_of_the_revenue() -> None:
    e = plain({"demand.customers_gained": 0.1, "bandwidth.monthly_amount": 9_500.0})
    table = runway.what_if_table(e)
    assert row_of(table, "Default alive, by this plan")[1] == "no"
    assert row_of(table, "Default alive, by Graham")[1] == "no"
    rich = plain(
        {
            "demand.customers_gained": 0.1,
            "bandwidth.monthly_amount": 9_500.0,
            "business.cash": 700_000.0,
        }
    )
    row = row_of(runway.what_if_table(rich), "Default alive, by this plan")
    assert row[1] == "no"
    assert row_of(runway.what_if_table(rich), "Default alive, by Graham")[1] == "yes"
    assert "disagree" in row[2]


def test_burn_multiple_600k_less_213843_over_256611() -> None:
    # revenue 10,000·1.1^t; over twelve months 213,842.8; new a year 120,000·(1.1^12 − 1)
    growth = 1.1**12
    burn = 600_000 - 10_000 * (growth - 1) / 0.1
    e = plain({"demand.customers_gained": 0.1})
    assert runway_facts.burn_multiple(e.cash) == pytest.approx(burn / (120_000 * (growth - 1)))


@pytest.mark.parametrize(
    ("multiple", "band"),
    [(0.5, "amazing"), (1.5, "great"), (2.0, "good"), (3.0, "suspect"), (3.1, "bad")],
)
def test_run_3_sacks_bands(multiple: float, band: str) -> None:
    assert runway_tables.sacks(multiple)[1].endswith(band)


def test_a_gain_that_shrinks_burns_nothing_in_its_first_year_and_covers_costs_today() -> None:
    # 60,000·0.99^t against 50,000: ahead in each month of the first year, behind from month 20
    values = {"demand.customers": 600.0, "demand.customers_lost": 0.01}
    e = plain(values)
    table = runway.what_if_table(e)
    assert row_of(table, "Burn multiple")[1:] == ["0", "nothing is burned"]
    # Σ 50,000 − 60,000·0.99^k, k = 19 … 59: 2,050,000 − 6,000,000·(0.99^19 − 0.99^60)
    needed = 2_050_000 - 6_000_000 * (0.99**19 - 0.99**60)
    assert runway_facts.graham_rule(e).cash_needed == pytest.approx(needed)
    told = row_of(table, "Default alive, by Graham")[2]
    assert "1\u202f% less each month" in told
    assert told.endswith("covers them today, then needs $376k over the plan")
    chart = runway.cash_chart(e, None, "light")
    assert chart is not None
    assert "until Nov\u00a02031" not in chart.reading
    assert "In Nov\u00a02031 more goes out than comes in" in chart.reading


def test_cash_above_a_floor_ends_at_the_floor_and_not_at_nothing() -> None:
    # (500,000 − 100,000)/40,000 = 10 months: 100,000 is left in the eleventh
    e = plain({"business.cash_floor": 100_000.0})
    text = said(runway.answer(e, None))
    assert "The money above the floor of $100k lasts until Oct\u00a02027." in text
    chart = runway.cash_chart(e, None, "light")
    assert chart is not None
    assert chart.title == "Cash falls to its floor in Oct\u00a02027"
    whole = runway.cash_chart(plain(), None, "light")
    assert whole is not None
    assert whole.title == "Cash runs out in Dec\u00a02027"


def test_cash_is_needed_by_the_month_in_which_it_is_least() -> None:
    # 500k + 10k a month: −440k at the end of month 6, −400k at that of month 60
    paid = (Payment(month=6.0, amount=1e6), Payment(month=60.0, amount=5e5))
    e = plain({"demand.customers": 600.0, "business.payments": paid})
    found = next(f for f in overview.answer(e, None).figures if f.label == "Cash still needed")
    assert (found.value, found.note) == ("$440k", "by May\u00a02027")
    burning = next(f for f in overview.answer(plain(), None).figures if f.label == found.label)
    assert burning.note == "by Nov\u00a02031, and rising"


def test_cash_still_needed_is_the_deepest_point_below_the_floor() -> None:
    # 500,000 − 60·40,000 = −1,900,000; floor 100,000: 2,000,000
    e = plain({"business.cash_floor": 100_000.0})
    assert runway_facts.cash_still_needed(e) == pytest.approx(2_000_000)


def test_burns_credits_and_one_off_are_cash() -> None:
    e = plain()
    assert runway_facts.gross_burn(e.cash) == pytest.approx(50_000)
    assert runway_facts.net_burn(e.cash, 3) == pytest.approx(40_000)


ONCE: dict[str, tuple[dict[str, Any], float, float]] = {
    # changes; net burn of month 1; without what comes or goes once, by hand
    "old receivables of 190,000 beyond a month of 10,000": (
        {"business.collection_months": 1.0, "business.opening_receivables": 200_000.0},
        50_000 - 200_000,
        40_000,
    ),
    "36,000 bought for 36 months": (
        {"hardware.assets": (Asset(unit_price=36_000.0, purchase_month=1.0, life_months=36.0),)},
        76_000,
        41_000,
    ),
    "bought a year ago": (
        {"hardware.assets": (Asset(unit_price=36_000.0, purchase_month=-11.0, life_months=36.0),)},
        40_000,
        40_000,
    ),
    "a payment of 25,000 in month 1": (
        {"business.payments": (Payment(month=1.0, amount=25_000.0),)},
        65_000,
        40_000,
    ),
}


@pytest.mark.parametrize("name", ONCE)
def test_the_burn_that_is_said_is_a_rate_and_no_event_of_month_1(name: str) -> None:
    changes, opening, running = ONCE[name]
    e = plain(changes)
    assert runway_facts.net_burn(e.cash) == pytest.approx(opening)
    assert runway_facts.running_burn(e) == pytest.approx(running)
    shown = words.money(float(running))
    assert runway.burn_figure(e).value == overview.answer(e, None).figures[2].value == shown
    assert plan_words.burning(e).startswith(f"{shown} a month more goes out than comes in")
    found = next(row for row in runway.what_if_table(e).rows if "over the first 3" in row[2][-200:]
                 and not row[0].startswith("Gross"))  # fmt: skip
    assert (f"a burn of {shown} without what comes or goes once" in found[2]) == (
        opening != running
    )


def test_measure_next_names_the_input_with_the_widest_runway() -> None:
    # training alone is uncertain in size: 0.6 to 1.8 times 10,000 of 50,000 net
    ranged = replace(
        paths.with_values(Scenario(), {**PLAIN, "training.monthly_amount": 10_000.0}),
        ranges={"training.monthly_amount": (0.0, 60_000.0)},
    )
    widest = runway_facts.swings(evaluate(ranged))[0]
    assert widest.path == "training.monthly_amount"
    assert widest.months == pytest.approx((500 / 40, 500 / 100))


def test_cash_that_falls_again_after_a_round_is_not_said_to_rise() -> None:
    # 376 k in month 13; the round of 1.5 M in month 14; then down to 911 k in month 55 of 60
    sure = {"business.funding.0.status": FundingStatus.COMMITTED}
    e = evaluate(paths.with_values(presets.PRESETS["support"].scenario, sure))
    cash = np.round(e.cash.cash / 1e3)
    assert (cash[12], cash[13], cash[54], cash[55]) == (376, 1833, 911, 914)
    assert np.all(np.diff(e.cash.cash[54:]) >= 0)
    nbsp = words.SPACE
    assert plan_words.lasting(e).endswith(
        f"lowest in Dec{nbsp}2027, at $376k, and rises for good only after Jun{nbsp}2031, at $911k."
    )
    rising = f"rising after Jun{nbsp}2031"
    assert headline(e).cash_out == rising
    assert [f.note for f in runway.answer(e, None).figures][1] == rising
    assert [f.note for f in overview.answer(e, None).figures][1] == rising


def test_a_purchase_in_one_month_does_not_hide_that_cash_rises() -> None:
    recommender = evaluate(presets.PRESETS["recommender"].scenario)
    assert list(runway_facts.falling_months(recommender)) == [1, 7]
    assert plan_words.lasting(recommender).endswith("and rises after that in all but one month.")
    assert plan_words.rising(recommender) == "cash is rising"
    assert "never falls" in plan_words.lasting(plain({"business.revenue_per_customer": 900.0}))


# At 1,440 px a line of the sentence holds some 118 characters, one of what decides it 158.
SENTENCE, DECIDES = 2 * 116, 2 * 150
LONG = "An assistant that reads long documents.."


def test_sentence_and_what_decides_it_stay_within_two_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    support = presets.PRESETS["support"].scenario
    assert len(LONG) == 40
    named = paths.with_values(support, {"services.rows.1.name": LONG})
    sure = paths.with_values(named, {"business.funding.0.status": FundingStatus.COMMITTED})
    labels = [spec.label for spec in specs(Service).values()]
    widest = runway_facts.Swing(
        path="services.rows.1.x", label=max(labels, key=len), months=(61.0, 12.3), cash_apart=1.0
    )
    monkeypatch.setattr(runway_facts, "swings", lambda e: (widest,))
    for scenario in (named, sure):
        for page in (runway.answer, overview.answer):
            said = [part.text for part in page(evaluate(scenario), None).sentence]
            begin = next(i for i, text in enumerate(said) if text.startswith("What decides"))
            assert len(" ".join(said[:begin])) <= SENTENCE
            assert len(" ".join(said[begin:])) <= DECIDES
            assert LONG in said[-1]


def test_cash_chart_marks_the_cash_out_or_says_there_is_none() -> None:
    e = plain({"business.funding": (ROUND,)})
    chart = runway.cash_chart(e, None, "light")
    assert chart is not None
    assert (
        chart.title == "Cash runs out in Dec\u00a02027; the planned round moves it to May\u00a02028"
    )
    assert "Cash out Dec" in str(chart.figure)
    cash = chart.columns["Committed [USD]"]
    assert list(cash[:3]) == pytest.approx([500_000, 460_000, 420_000])
    alive = runway.cash_chart(plain({"business.revenue_per_customer": 900.0}), None, "dark")
    assert alive is not None
    assert "no cash-out" in alive.reading


def test_break_even_chart_marks_break_even_and_today() -> None:
    chart = runway.break_even_chart(plain(), "light")
    assert chart is not None
    assert (
        chart.title == "At today's costs revenue covers the cost from 5\u202fM\xa0queries a month"
    )
    assert "Break-even" in str(chart.figure)
    assert "Today" in str(chart.figure)
    never = runway.break_even_chart(plain({"bandwidth.monthly_amount": 20_000.0}), "light")
    assert never is not None
    assert "never covers" in never.title


def test_month_table_has_every_month_and_only_lines_that_are_something() -> None:
    table = runway.month_table(plain())
    assert list(table.columns) == ["Month", "Revenue", "Collected", "Team", "Cash at month end"]
    assert list(table.rows[0]) == ["Dec\u00a02026", "$10k", "$10k", "$50k", "$460k"]
    assert len(table.rows) == 60


@pytest.mark.parametrize("share", np.linspace(0, 1, 41).tolist())
def test_a_share_of_draws_is_said_in_words(share: float) -> None:
    assert plan_words.of_ten(share).endswith(("draws", "draw"))
    assert (plan_words.of_ten(share) == "every draw") == (share == 1)


@pytest.mark.parametrize("name", ODD)
def test_no_plan_breaks_the_words(name: str) -> None:
    e, draws = odd(name)
    answers = [page.answer(e, draws) for page in (runway, overview)]
    drawn = [
        runway.cash_chart(e, draws, "light"),
        runway.cost_chart(e, "dark"),
        runway.break_even_chart(e, "light"),
    ]
    assert [repeated(chart) for chart in drawn if chart] == [[] for chart in drawn if chart]
    tables = [runway.month_table(e), runway.what_if_table(e)]
    texts = [*map(said, answers), *map(charted, drawn), *map(tabled, tables), str(headline(e))]
    for text in texts:
        assert not re.search(r"\b(nan|inf|None|infinity)\b", text), text
    for figure in (f for answer in answers for f in answer.figures):
        assert len(figure.value) <= 8, figure
        assert len(figure.note) <= 26, figure
    for answer in answers:
        assert "What decides it" in said(answer)
        assert "Measure next" in said(answer)
    if not e.known:
        assert drawn == [None, None, None]
        assert all(f.value == "unknown" for answer in answers for f in answer.figures)


@pytest.mark.parametrize("name", ["does not fit", "KV cache unknown"])
def test_a_plan_that_cannot_be_computed_says_what_is_wrong_and_what_to_do(name: str) -> None:
    e, draws = odd(name)
    assert e.problems[0] in said(runway.answer(e, draws))
    assert headline(e).runway_value == "unknown"
    assert headline(e).warn


def test_what_the_plan_does_not_read_moves_nothing_and_is_not_tried():
    """A range on a lever, or on prices of machines that are not owned, leaves cash as it is."""
    ranges = {"levers.sampling_weeks": (0.1, 50.0), "ownership.power_kw": (0.1, 5.0)}
    scenario = paths.with_values(
        Scenario(), {"levers.sampling_weeks": 1.0, "ownership.power_kw": 1.0}
    )
    tried = {
        swing.path for swing in runway_facts.swings(evaluate(replace(scenario, ranges=ranges)))
    }
    assert not tried & ranges.keys()
    for path, (low, high) in ranges.items():
        ends = [evaluate(paths.with_values(scenario, {path: v})).cash.cash for v in (low, high)]
        np.testing.assert_array_equal(*ends)
