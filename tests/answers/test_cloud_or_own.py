"""Cloud or own machines says whether owning pays, from when on, and what it does to the runway."""

from __future__ import annotations

import time

import numpy as np
import pytest

from calculators import presets
from calculators.answers import cloud_or_own as page
from calculators.core.decision import Verdict
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.variable.service import Supply
from calculators.variable.service_model import Copies
from tests.said import drawn, holes, texts

SUPPORT = presets.PRESETS["support"].scenario
PRICED = with_values(SUPPORT, {"ownership.gpu_price": 9_000.0})
TYPED = {"services.rows.1.machine": "typed", "ownership.power_kw": 0.35 * 10.2 / (8 * 0.7)}
UNKNOWN = {**TYPED, "ownership.gpu_price": None}
VARIANTS = {
    "priced": {},
    "owned": {"services.rows.1.supply": Supply.OWN},
    "own base": {"services.rows.1.supply": Supply.HYBRID},
    "free": {"ownership.gpu_price": 0.0},
    "dear": {"ownership.gpu_price": 1e7},
    "one month of life": {"ownership.life_months": 1.0},
    "late": {"ownership.buy_month": 60.0, "ownership.delay_months": 24.0},
    "no demand": {"demand.queries_per_month": 0.0},
    "rent is free": {"services.rows.1.price_per_gpu_hour": 0.0},
    "leased": {"ownership.lease": YesNo.YES},
    "unknown": UNKNOWN,
    "unknown and chosen": {**UNKNOWN, "services.rows.1.supply": Supply.OWN},
}


def of(scenario):
    return page.facts(evaluate(scenario))


def everything(f):
    tables = (page.levers_table, page.scales_table, page.purchases_table, page.parts_table)
    charts = (page.price_chart, page.cash_chart, page.volume_chart, page.duration_chart)
    made = [page.cases_table(), *(make(f) for make in tables)]
    return texts(page.answer(f), made, drawn(charts, f), widest=14)


@pytest.mark.parametrize("name", VARIANTS)
def test_everything_is_words_whatever_is_entered(name):
    changes = VARIANTS[name]
    assert holes(everything(of(with_values(PRICED, changes)))) == []


@pytest.mark.parametrize("key", presets.KEYS)
def test_every_example_has_an_answer(key):
    assert holes(everything(of(presets.PRESETS[key].scenario))) == []


def test_the_vendors_servers_are_paid_back_after_11_72_months_and_12_35_discounted():
    f = of(presets.PRESETS["vendor_servers"].scenario)
    assert f.payback() == pytest.approx(833_806 / (98.32 - 0.87) / 730, rel=1e-9)
    assert f.payback(0.1) == pytest.approx(12.354, abs=0.002)
    assert f.payback(0.1) > f.payback()


def test_37signals_saves_7_3_million_in_five_years_and_120_000_wears_off_a_year():
    f = of(presets.PRESETS["cloud_exit"].scenario)
    assert f.cumulative()[-1] == pytest.approx(7_300_000)
    assert 12 * f.steady[Supply.OWN] == pytest.approx(840_000)
    assert 12 * f.gpu.wearing * f.own.gpus[0] == pytest.approx(120_000)


def test_at_the_price_that_is_said_the_verdict_turns():
    """Support: six weeks of work, 21,780 over 12 months, are 1,815 a month of the 5,434 of rent."""
    f = of(PRICED)
    assert f.break_even_price == pytest.approx(18_000, rel=0.03)  # 38.7k without the work
    for factor, verdict in ((0.999, Verdict.PAYS), (1.001, Verdict.NOT_YET)):
        price = {"ownership.gpu_price": factor * f.break_even_price}
        assert of(with_values(PRICED, price)).decision.verdict == verdict
    same = of(with_values(PRICED, {"ownership.gpu_price": f.break_even_price}))
    rent, own = same.steady[same.rented_way], same.steady[Supply.OWN]
    assert rent - own == pytest.approx(21_780 / 12)


def test_machines_that_are_owned_ask_for_no_work():
    f = of(with_values(PRICED, {"services.rows.1.supply": Supply.OWN}))
    assert f.work_a_month == 0
    assert f.break_even_price == pytest.approx(38_700, rel=0.01)


def test_an_unknown_price_still_says_at_which_price_owning_pays():
    f = of(with_values(SUPPORT, TYPED))
    said = "".join(part.text for part in page.answer(f).sentence)
    assert said.startswith("Cannot tell: enter the price of a GPU")
    assert "a GPU with its share of the server" in said
    assert f.break_even_price == pytest.approx(of(PRICED).break_even_price)
    assert page.cash_chart(f, "light") is None
    assert page.price_chart(of(PRICED), "light") is None
    drawn = page.price_chart(f, "light")
    prices, rent, own = drawn.columns.values()
    assert np.interp(f.break_even_price, prices, own) == pytest.approx(rent[0])


def test_owning_crosses_rent_where_the_costs_are_equal():
    f = of(PRICED)
    for crossing in f.crossings:
        around = crossing.value * np.array([1 - 1e-6, 1 + 1e-6])
        gain = f.cost_at(f.rented_way, around) - f.cost_at(Supply.OWN, around)
        assert (gain[1] > 0) != (gain[0] > 0)


def test_never_buying_is_the_plan_as_it_is_rented():
    f = of(PRICED)
    never = f.purchases[-1]
    assert np.isinf(never.month)
    assert never.runway == f.e.runway.months
    assert never.cash == f.e.cash.cash[-1]


def test_buying_in_the_first_month_is_what_the_decision_says():
    f = of(PRICED)
    first, never = f.purchases[0], f.purchases[-1]
    assert first.runway - never.runway == pytest.approx(f.decision.months_gained)


def test_months_after_the_cash_is_gone_are_not_offered():
    f = of(PRICED)
    months = [b.month for b in f.purchases[:-1]]
    assert max(months) <= f.purchases[-1].runway


def test_zero_capital_is_ahead_from_the_first_month_and_a_dear_one_never():
    free = of(with_values(PRICED, {"ownership.gpu_price": 0.0, "ownership.setup_weeks": 0.0}))
    assert free.payback() == 0.0
    dear = of(with_values(PRICED, VARIANTS["dear"]))
    assert dear.payback() == np.inf
    said = "".join(part.text for part in page.answer(dear).sentence)
    assert "never" in said


def test_the_case_table_meets_what_was_published():
    rows = page.cases_table().rows
    assert len(rows) == 4
    assert [row[1] for row in rows[:2]] == ["$7M", "$120k a year"]


def test_the_page_is_quick():
    e = evaluate(PRICED)
    best = np.inf
    for _ in range(3):
        begun = time.perf_counter()
        f = page.facts(e)
        page.answer(f)
        for make in (page.cash_chart, page.volume_chart, page.duration_chart):
            make(f, "light")
        best = min(best, time.perf_counter() - begun)
    assert best < 0.15


def test_the_scales_against_rent_by_the_hour_agree_with_the_bills():
    """4 x 553.7 + 8 h of upkeep = 2,941 = 1,581 h at 1.86 = 54.1 % of 4 x 730 h; 1,400 needed."""
    f = of(SUPPORT)
    used, hours, volume = page.scales_table(f).rows[1:]
    assert used[1:] == [
        "47.9\u202f%",
        "54.1\u202f%",
        "below the break-even, against rent by the hour",
    ]
    assert hours[1:] == ["1.4k", "1.58k", "below the break-even, against rent by the hour"]
    assert volume[-1] == (
        "owning is cheaper at every volume tried, against rent (always for the peak), without the "
        "work of changing"
    )
    assert f.steady[Supply.OWN] == pytest.approx(4 * 553.7 + 726, rel=1e-3)
    said = "".join(part.text for part in page.answer(f).sentence)
    assert (
        "needed in 47.9\u202f% of the hours; against rent by the hour own ones pay from 54.1\u202f%"
        in said
    )


@pytest.mark.parametrize("price", [1_000.0, 5_000.0, 9_000.0, 20_000.0, 40_000.0])
@pytest.mark.parametrize("hours", [0.0, 8.0, 80.0])
def test_hours_and_gpu_hours_stand_on_the_same_side_of_their_break_even(price, hours):
    f = of(with_values(PRICED, {"ownership.gpu_price": price, "ownership.upkeep_hours": hours}))
    dearer = f.gpu_hours * float(f.service.price_per_gpu_hour) > f.steady[Supply.OWN]
    assert (f.gpu_hours > f.break_even_gpu_hours) == dearer
    assert (f.hours_needed > f.break_even_hours) == dearer


@pytest.mark.parametrize(
    ("key", "running", "turn"), [("contracts", 3 * 730, 2_505.4), ("vehicles", 2 * 730, 1_466.7)]
)
def test_more_gpu_hours_than_the_machines_have_are_never_reached(key, running, turn):
    """Dollars by the price of an hour: 1,317.85 / 0.526 = 2,505; 1,180.39 / 0.8048 = 1,467."""
    f = of(presets.PRESETS[key].scenario)
    assert f.gpu_hours / f.hours_needed == pytest.approx(running)
    assert f.break_even_gpu_hours == pytest.approx(turn, rel=1e-4)
    used, hours = page.scales_table(f).rows[1:3]
    said = "not with the machines of today: rent by the hour is cheaper even all day"
    assert used[2:] == hours[2:] == ["none", said]


def test_the_sentence_counts_the_work_of_changing_and_the_row_of_volumes_does_not():
    """Film pays from 1.04 B without the work; with it paid back in time from 4.61 B."""
    f = of(presets.PRESETS["film"].scenario)
    said = "".join(part.text for part in page.answer(f).sentence)
    assert "With its work it pays from 4.61\u202fB\xa0queries a month." in said
    volume = page.scales_table(f).rows[-1]
    assert volume[2] == "1.04\u202fB"
    assert volume[-1].endswith(", without the work of changing")
    said = "With the work of changing, owning pays from 4.61\u202fB\xa0queries a month."
    assert page.volume_chart(f, "light").reading.endswith(said)


def test_dearer_at_every_volume_is_a_sentence():
    ten = {"services.rows.0.copies_follow": Copies.FIXED}
    f = of(with_values(presets.PRESETS["contracts"].scenario, ten))
    assert page.scales_table(f).rows[-1][2:] == [
        "none",
        "never: owning is dearer at every volume tried, against rent (always for the peak), "
        "without the work of changing",
    ]


def test_where_machines_follow_the_kinds_the_page_is_drawn_over_them():
    """Without its work owning is cheaper from 4 GPUs, 13 kinds; with it from 14, 53 kinds."""
    f = of(presets.PRESETS["contracts"].scenario)
    said = "".join(part.text for part in page.answer(f).sentence)
    assert said.startswith("Not yet: rent Clause reader for now.")
    assert "With its work it pays from 53\xa0kinds, Mar\xa02027" in said
    chart = page.volume_chart(f, "light")
    assert chart.title == "Own machines cost less than rent from 13\xa0kinds"
    assert "queries as today" in chart.subtitle
    assert "changing, owning pays from 53\xa0kinds" in chart.reading
    row = page.scales_table(f).rows[3]
    assert row[:3] == ["Kinds", "10", "13"]
    assert "never" not in " ".join(cell for r in page.scales_table(f).rows for cell in r)
