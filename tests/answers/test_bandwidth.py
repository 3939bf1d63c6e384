"""Bandwidth says what moving data costs, what it takes from the runway, and where levers turn."""

from __future__ import annotations

import numpy as np
import pytest

from calculators.answers import bandwidth
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.presets import PRESETS
from calculators.scenario import Scenario
from calculators.variable.bandwidth_inputs import Encoding, Pictures, PriceTier, Travels
from tests.said import drawn, holes, texts

# A million queries of 1 MB that leave at 0.09 USD/GB: 1,000 GB, 90 USD a month, nothing free.
PLAIN = {
    "demand.queries_per_month": 1e6,
    "bandwidth.kilobytes_up": 0.0,
    "bandwidth.kilobytes_down": 1000.0,
    "bandwidth.retry_share": 0.0,
    "bandwidth.free_gb": 0.0,
}
PICTURES = {"bandwidth.pictures": Pictures.DOWN}


def said_of(**values):
    start = with_values(Scenario(), PLAIN)
    return bandwidth.moving(evaluate(with_values(start, values)))


def everything(m):
    tables = (bandwidth.parts_table(m), bandwidth.levers_table(m.e), bandwidth.price_lists_table(m))
    charts = drawn((bandwidth.volume_chart, bandwidth.slot_chart), m)
    return texts(bandwidth.answer(m), tables, charts)


CASES = {
    "as it comes": {},
    "no queries": {"demand.queries_per_month": 0.0},
    "no customers": {"demand.customers": 0.0},
    "no revenue": {"business.revenue_per_customer": 0.0},
    "nothing moves": {"bandwidth.kilobytes_down": 0.0},
    "updates alone": {"bandwidth.kilobytes_down": 0.0, "bandwidth.devices": 1e4},
    "all free": {"bandwidth.free_gb": 1e9},
    "free today": {"bandwidth.free_gb": 1100.0},
    "a price of nothing": {"bandwidth.tiers": (PriceTier(price=0.0),)},
    "pictures": PICTURES,
    "already small": {**PICTURES, "bandwidth.resolution": 0.3},
    "target is today": {**PICTURES, "bandwidth.resolution": 0.5},
    "points not measured": {**PICTURES, "bandwidth.resolution_points": None},
    "a point is worth nothing": {**PICTURES, "worth.point_value": 0.0},
    "ratio not measured": {"bandwidth.compression_ratio": None},
    "compressed": {"bandwidth.compression": YesNo.YES},
    "everything adopted": {
        **PICTURES,
        "bandwidth.compression": YesNo.YES,
        "bandwidth.resolution": 0.1,
        "bandwidth.travels": Travels.SCORED,
    },
    "base64": {"bandwidth.encoding": Encoding.BASE64},
    "one amount": {"bandwidth.monthly_amount": 500.0},
    "one amount of nothing": {"bandwidth.monthly_amount": 0.0},
    "one amount without queries": {
        "bandwidth.monthly_amount": 500.0,
        "demand.queries_per_month": 0.0,
    },
    "very many queries": {"demand.queries_per_month": 1e13},
    "one query": {"demand.queries_per_month": 1.0},
    "shrinking": {"demand.customers_gained": 0.0, "demand.customers_lost": 0.3},
    "growing fast": {"demand.customers_gained": 1.0},
    "unknown list": {"bandwidth.provider": "<script>"},
    "typed list": {"bandwidth.provider": "typed"},
    "does not fit": {"services.rows.0.parameters": 1000.0, "services.rows.0.memory_gb": 8.0},
    "through a network": {"bandwidth.cdn_share": 1.0, "bandwidth.zone_share": 1.0},
}


@pytest.mark.parametrize("case", CASES)
def test_everything_is_said_in_words(case):
    assert holes(everything(said_of(**CASES[case]))) == []


@pytest.mark.parametrize("key", list(PRESETS))
def test_every_example_is_said_in_words(key):
    scenario = PRESETS[key].scenario
    m = bandwidth.moving(evaluate(scenario))
    assert m.entered == (scenario.bandwidth.monthly_amount is not None)
    assert holes(everything(m)) == []


def test_the_sentence_says_cost_and_runway_by_hand():
    """1e6 x 1 MB = 1,000 GB x 0.09 = 90 USD, 9 cents for 1,000 queries."""
    sentence = " ".join(part.text for part in bandwidth.answer(said_of()).sentence)
    assert "Moving data costs $90 a month" in sentence
    assert "1\u202fTB that leave" in sentence
    assert "$0.09 per 1,000 queries" in sentence
    assert "What decides it: the 1\u202fMB that an answer sends down." in sentence
    assert "Measure next: sent down per item" in sentence


def test_months_taken_are_those_of_the_plan_without_bandwidth():
    costly = {"bandwidth.kilobytes_down": 1e5, "demand.customers_gained": 0.02}
    with_it = said_of(**costly)
    without = said_of(**costly | {"bandwidth.kilobytes_down": 0.0})
    longer = min(float(without.e.runway.months), 60.0) - float(with_it.e.runway.months)
    assert longer > 1
    assert with_it.months_taken == pytest.approx(longer)


def test_what_retries_cost_by_hand():
    """Everything sent twice: half of the bill of 2 x 90 USD."""
    m = said_of(**{"bandwidth.retry_share": 1.0})
    assert m.of_retries == pytest.approx(90.0)
    assert bandwidth.answer(m).figures[3].value == "$90"


def test_an_allowance_that_holds_everything_says_until_when():
    """1,000 GB grow by 4 % a month: 1,100 are passed in month 4 of a plan from December 2026."""
    m = said_of(**{"bandwidth.free_gb": 1100.0})
    said = bandwidth.answer(m)
    assert said.sentence[0].text == "Moving data costs nothing"
    assert (
        "hold all that leaves, 1\u202fTB a month: it costs nothing until Mar\xa02027."
        in said.notes[0]
    )
    assert bandwidth.volume_chart(m).title.startswith("Free today; $")


def test_one_amount_is_named_and_nothing_else_is_claimed():
    m = said_of(**{"bandwidth.monthly_amount": 500.0})
    found = bandwidth.answer(m)
    assert found.notes[0].startswith("One amount is entered, $500 a month; the inputs below do")
    assert [figure.value for figure in found.figures[2:]] == ["unknown", "unknown"]
    assert bandwidth.slot_chart(m) is None
    assert bandwidth.levers_table(m.e).rows == []
    assert m.cost_at(np.array([2e6]))[0] == pytest.approx(1000.0)


def test_the_break_even_loss_by_hand():
    """A quarter leaves: 90 - 22.50 = 67.50 saved, work 1 x 810 / 12 = 67.50: none may be lost.

    With work of 0.5 weeks 33.75 remain; at 1,000 USD a point 0.03375 points may be lost.
    """
    values = {
        **PICTURES,
        "bandwidth.resolution_target": 0.5,
        "worth.engineer_week_cost": 810.0,
        "bandwidth.waits": YesNo.NO,
    }
    none = bandwidth.slot_chart(said_of(**values))
    assert none.title == "Resolution of 50\u202f% does not pay even without loss"
    some = bandwidth.slot_chart(said_of(**values, **{"bandwidth.resolution_weeks": 0.5}))
    assert some.title == "Resolution of 50\u202f% pays up to 0.0338\xa0points lost"


def test_the_ratio_at_which_compression_pays_by_hand():
    """90 x (1 - 1/r) = 45 of work a month: r = 2."""
    m = said_of(
        **{
            "worth.engineer_week_cost": 1080.0,
            "bandwidth.compression_weeks": 0.5,
            "bandwidth.compression_cpu_time": 0.0,
            "bandwidth.waits": YesNo.NO,
        }
    )
    assert bandwidth.slot_chart(m).title == "Compression pays from a ratio of 2"


def test_the_chart_marks_the_break_even_of_the_decision():
    m = said_of()
    drawn = m.lever_drawn
    decision = next(d for d in m.e.decisions if d.key == drawn.key)
    rising = [t.crossing.value for t in decision.turns if t.crossing.direction > 0]
    assert m.turning_points(drawn) == pytest.approx(rising, rel=1e-6)
    chart = bandwidth.volume_chart(m)
    marks = {trace["name"] for trace in chart.figure["data"]}
    assert {"here", "break_even"} <= marks


def test_the_cost_drawn_at_today_is_that_of_the_plan():
    for key in PRESETS:
        m = bandwidth.moving(evaluate(PRESETS[key].scenario))
        at = m.cost_at(np.array([m.steady.queries]))[0]
        assert at == pytest.approx(m.cost[0], rel=1e-12)


def test_parts_sum_to_the_line():
    m = said_of(**CASES["through a network"], **{"bandwidth.inbound_price": 0.01})
    np.testing.assert_allclose(np.ravel(m.bill.total), m.cost)
    parts = m.bill.provider + m.bill.cdn + m.bill.inbound + m.bill.zones + m.bill.cpu
    np.testing.assert_allclose(np.ravel(parts), m.cost)


def test_the_same_traffic_elsewhere_by_hand():
    """1,000 GB: Backblaze 0.01 = 10; AWS (1,000 - 100) x 0.09 = 81; GCP premium 1,000 x 0.12."""
    rows = {row[0].split(" · ")[0]: row[1] for row in bandwidth.price_lists_table(said_of()).rows}
    assert rows["As entered"] == "$90"
    assert rows["Backblaze B2"] == "$10"
    assert rows["AWS"] == "$81"
    assert rows["GCP, worldwide, premium tier, from us-central1"] == "$120"


def test_edited_tiers_are_said():
    m = said_of(**{"bandwidth.tiers.0.price": 0.2})
    notes = " ".join(bandwidth.answer(m).notes)
    assert "not those of the list of AWS; they are used as entered" in notes


def test_traffic_beyond_the_published_list_is_said():
    m = said_of(**{"demand.queries_per_month": 1e9})
    notes = " ".join(bandwidth.answer(m).notes)
    assert "published up to 512,000 GB a month" in notes
    assert "The plan gets there in Dec\xa02026." in notes
