"""Hardware says what it costs in both lenses, what it takes from the runway, and what decides."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from calculators import presets
from calculators.answers import hardware
from calculators.core import words
from calculators.core.decision import Verdict
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.units import monthly_rate
from calculators.evaluation import evaluate
from calculators.fixed.hardware_inputs import Asset, Method
from calculators.scenario import Scenario
from tests.said import drawn, holes, texts

SERVER = Asset(name="Server", unit_price=30_000.0, life_months=48.0, resale_share=0.2,
               maintenance_rate=0.06, serving_share=0.5, building_share=0.5)  # fmt: skip
LAPTOPS = Asset(units=4.0, purchase_month=-17.0)


def plan(*rows, **group):
    values = {"hardware.assets": rows} | {f"hardware.{k}": v for k, v in group.items()}
    return evaluate(with_values(Scenario(), values))


CHARTS = (hardware.age_chart, hardware.lens_chart)
TABLES = (hardware.assets_table, hardware.levers_table, hardware.lease_table, hardware.month_table)


def everything(e):
    o = hardware.owned(e)
    title, subtitle, parts = hardware.use_bar(o)
    assert not parts or sum(part.share for part in parts) == pytest.approx(1.0)
    found = texts(hardware.answer(o), [make(o) for make in TABLES], drawn(CHARTS, o))
    return [*found, title, subtitle, *(text for part in parts for text in (part.name, part.size))]


CASES = {
    "a server and laptops": ((SERVER, LAPTOPS), {}),
    "nothing": ((), {}),
    "one amount": ((SERVER,), {"monthly_amount": 700.0}),
    "one amount of nothing": ((), {"monthly_amount": 0.0}),
    "leased": ((SERVER, LAPTOPS), {"lease": YesNo.YES}),
    "leased for nothing": ((SERVER,), {"lease_price": 0.0}),
    "a lease that asks for everything": ((SERVER,), {"lease_price": 1000.0}),
    "kept longer": ((SERVER, LAPTOPS), {"keep_longer": YesNo.YES}),
    "declining": ((replace(SERVER, method=Method.DECLINING),), {}),
    "no units": ((replace(SERVER, units=0.0),), {}),
    "free": ((replace(SERVER, unit_price=0.0),), {}),
    "gone": ((replace(SERVER, purchase_month=-100.0, renew=YesNo.NO),), {}),
    "gone and there": ((replace(SERVER, purchase_month=-100.0, renew=YesNo.NO), LAPTOPS), {}),
    "a month of life": ((replace(SERVER, life_months=1.0),), {}),
    "fifty years": ((replace(SERVER, life_months=600.0),), {}),
    "sold for its price": ((replace(SERVER, resale_share=1.0),), {}),
    "old": ((replace(SERVER, purchase_month=-200.0, life_months=240.0),), {"repair_growth": 1.0}),
    "repairs that explode": ((replace(SERVER, life_months=600.0),), {"repair_growth": 2.0}),
    "bought in the last month": ((replace(SERVER, purchase_month=60.0),), {}),
    "no name": ((replace(SERVER, name=""), LAPTOPS), {}),
    "a large company": ((replace(SERVER, units=1e6, unit_price=1e9),), {}),
    "money for nothing": ((SERVER,), {"discount_rate": 0.0}),
}


@pytest.mark.parametrize("case", CASES)
def test_everything_is_said_in_words(case):
    rows, group = CASES[case]
    assert holes(everything(plan(*rows, **group))) == []


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_every_example_is_said_in_words(key):
    assert holes(everything(evaluate(presets.PRESETS[key].scenario))) == []


def sentence(e):
    return " ".join(part.text for part in hardware.answer(hardware.owned(e)).sentence)


def test_the_sentence_by_hand():
    """4 x 1,600 / 36 = 177.78 a month; bought in month -17, replaced in month 19."""
    e = plan(LAPTOPS)
    assert sentence(e).startswith("Hardware costs $178 a month")
    figures = hardware.answer(hardware.owned(e)).figures
    assert [f.value for f in figures[:3]] == ["$178", "$6.4k", "$3.2k"]  # 18 of 36 months are left
    assert figures[1].note == "in Jun\u00a02028"  # month 19 from December 2026


def test_what_it_takes_from_the_runway_is_the_plan_without_it():
    support = presets.PRESETS["support"].scenario
    e = evaluate(with_values(support, {"hardware.assets": (replace(SERVER, units=10.0),)}))
    without = evaluate(with_values(e.scenario, {"hardware.assets": ()}))
    taken = hardware.owned(e).months_taken
    assert taken == pytest.approx(float(without.runway.months) - float(e.runway.months))
    assert taken > 1
    assert "Without it the money would last" in sentence(e)


def test_a_link_with_one_amount_says_so():
    e = plan(SERVER, monthly_amount=700.0)
    answer = hardware.answer(hardware.owned(e))
    assert answer.notes == [
        "One amount is entered, $700 a month; the inputs below do nothing until it is cleared."
    ]
    assert hardware.age_chart(hardware.owned(e), "light") is None
    assert not [d for d in e.decisions if d.page == "hardware"]


def test_an_empty_table_says_so_and_draws_nothing():
    o = hardware.owned(plan())
    assert "empty" in hardware.answer(o).notes[0]
    assert drawn(CHARTS, o) == []
    assert next(filter(None, (make(o) for make in TABLES))).title == "Month by month"
    assert sentence(plan()).startswith("Hardware costs nothing : nothing is owned")


def test_the_chart_marks_the_age_of_least_average_cost():
    o = hardware.owned(plan(replace(SERVER, purchase_month=-11.0), repair_growth=0.6))
    chart = hardware.age_chart(o, "light")
    best = int(o.best_age[0])
    marks = {t["name"]: t["x"][0] for t in chart.figure["data"] if t.get("mode") == "markers"}
    assert marks["break_even"] == best
    assert marks["here"] == 12
    costs = chart.columns["Cumulative cost [USD]"]
    average = np.array(costs) / np.arange(1, len(costs) + 1)
    assert np.argmin(average) + 1 == best
    assert str(best) in chart.title


def test_the_two_lenses_stand_side_by_side():
    """30,000 and 8 % / 12 of it; 30,000 x 0.8 / 48 = 500 and the same 200."""
    o = hardware.owned(plan(replace(SERVER, maintenance_rate=0.08), repair_growth=0.0))
    chart = hardware.lens_chart(o, "light")
    assert chart.columns["Cash, paid [USD/month]"][0] == pytest.approx(30_200)
    assert chart.columns["Accounting, used [USD/month]"][0] == pytest.approx(700)
    assert "$30.2k leaves in Dec" in chart.title
    assert chart.title.endswith("the five years use up $700 a month on average")


def test_the_equal_yearly_cost_is_worth_what_the_plan_pays():
    """Twelve even payments a year over the life have the present value of the cash line."""
    rate = 0.2
    o = hardware.owned(plan(replace(SERVER, renew=YesNo.NO), discount_rate=rate))
    factors = (1 + monthly_rate(rate)) ** -np.arange(48)
    by_hand = 12 * np.sum(o.cash[:48] * factors) / factors.sum()
    assert o.yearly[0] == pytest.approx(by_hand)


def test_what_a_lease_asks_is_the_interest_at_which_it_costs_the_same():
    row = replace(SERVER, renew=YesNo.NO, life_months=36.0)
    o = hardware.owned(plan(row))
    asked = float(o.lease_interest(np.array([0]))[0])
    there = hardware.owned(plan(row, discount_rate=asked))
    assert there.even_owning[0] == pytest.approx(there.even_lease[0], rel=1e-6)
    table = hardware.lease_table(there)
    assert table.rows[0][-1] == "same"


def loan(e):
    o = hardware.owned(e)
    row = next(r for r in hardware.levers_table(o).rows if r[0].startswith("Lease instead"))
    return o, row[4].replace(NARROW_SPACE, " ")


@pytest.mark.parametrize(
    ("key", "together", "pays", "title"),
    [
        ("vehicles", 14.6, True,
         "Leasing all saves $17.80 a month, leasing only the 2 of 6 rows that cost less leased"),
        ("film", 20.2, False,
         "Buying all saves $31.60 a month, leasing the 2 of 3 rows that cost less leased"),
    ],
)  # fmt: skip
def test_what_a_lease_of_everything_asks_agrees_with_the_verdict(key, together, pays, title):
    """Vehicles: LIDARs and computers at 16.0 %, cameras at 10.5 %; 14.6 % of all, money at 15 %."""
    e = evaluate(presets.PRESETS[key].scenario)
    o, said = loan(e)
    assert f"the lease of everything together is a loan at {together} % a year" in said
    assert "cheaper leased: 2 of " in said
    verdict = e.decision("hardware", "hardware.lease.yes").verdict
    assert (verdict == Verdict.PAYS) == pays == (o.lease_interest_together < 0.15)
    assert hardware.lease_table(o).title.replace("\xa0", " ").startswith(title)


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        pytest.param(1000.0, "asks over 1k % a year", id="the whole price in the first month"),
        pytest.param(0.0, "costs less than the price", id="nothing"),
    ],
)
def test_a_lease_without_an_interest_is_said_in_words(rate, said):
    assert said in loan(plan(SERVER, lease_price=rate))[1]


@pytest.mark.parametrize(("rate", "pays"), [(40.0, False), (15.0, True)])
def test_a_dear_lease_does_not_pay_and_a_cheap_one_does(rate, pays):
    """36 x 40 = 1,440 for 1,000 that leave 200: dear at any interest. 36 x 15 = 540: cheap."""
    e = plan(replace(SERVER, life_months=36.0), lease_price=rate, discount_rate=0.1)
    found = next(d for d in e.decisions if d.key == "hardware.lease.yes")
    assert (found.verdict == Verdict.PAYS) == pays


def test_leasing_spares_cash_first_even_where_it_costs_more():
    support = presets.PRESETS["support"].scenario
    row = replace(SERVER, units=10.0)
    e = evaluate(with_values(support, {"hardware.assets": (row,), "hardware.lease_price": 40.0}))
    found = next(d for d in e.decisions if d.key == "hardware.lease.yes")
    assert found.verdict != Verdict.PAYS
    assert found.months_gained > 0


def test_keep_or_replace_by_row():
    new, old = replace(SERVER, name="New"), replace(SERVER, name="Old", purchase_month=-140.0,
                                                    life_months=180.0)  # fmt: skip
    o = hardware.owned(plan(new, old, repair_growth=1.0))
    said = {row[0].split(" · ")[0]: row[-1] for row in hardware.assets_table(o).rows}
    assert said["New"].startswith("keep until")
    assert said["Old"] == "replace"
    assert "Old: already older" in " ".join(hardware.answer(o).notes)


def test_serving_building_and_general_use_are_the_whole():
    """Two alike servers: half serving, half building, and none of both: a quarter each, a half."""
    other = replace(SERVER, serving_share=0.0, building_share=0.0)
    title, _, parts = hardware.use_bar(hardware.owned(plan(SERVER, other)))
    assert [(p.name, p.share) for p in parts] == [
        ("Serving", pytest.approx(0.25)),
        ("Building", pytest.approx(0.25)),
        ("General", pytest.approx(0.5)),
    ]
    assert title == "50\u202f% is for general use"


def test_what_is_gone_is_said():
    o = hardware.owned(plan(replace(SERVER, purchase_month=-100.0, renew=YesNo.NO)))
    assert "Server: older than its life" in hardware.answer(o).notes[0]


def test_200_assets_are_said_quickly():
    rows = tuple(replace(SERVER, name=f"Row {i}", unit_price=100.0 + i, life_months=12.0 + i % 50)
                 for i in range(200))  # fmt: skip
    e = plan(*rows)
    begun = time.perf_counter()
    everything(e)
    assert time.perf_counter() - begun < 3


def test_a_lever_saves_on_average_what_the_plan_saves_not_what_month_1_does():
    """What is bought in month 1 would not be bought: no saving of every month."""
    row = replace(SERVER, purchase_month=1.0, unit_price=36_000.0)
    e = evaluate(with_values(Scenario(), {"hardware.assets": (row,)}))
    table = hardware.levers_table(hardware.owned(e))
    assert table is not None
    assert "the mean of 60 months" in table.subtitle
    lease = next(d for d in e.decisions_on("hardware") if "lease" in d.key)
    assert lease.monthly_saving[0] > 20_000
    (said,) = [cells[2] for cells in table.rows if "Lease" in cells[0]]
    assert said == " ".join(words.signed_money(lease.monthly_saving.mean()))


def test_the_resale_of_what_is_never_owned_is_not_worth_measuring():
    # owned: 30,000·0.3·(1.5 − 0.5)/40 = 225 a month; leased, the lessor sells it
    box = Asset(name="Box", unit_price=30_000.0, life_months=40.0, resale_share=0.3)
    laptops = Asset(purchase_month=-17.0, unit_price=3_600.0, resale_share=0.2)
    owned = " ".join(texts(hardware.answer(hardware.owned(plan(box, laptops)))))
    assert "Measure next: the resale value of Box; its usual error moves $225 a month." in owned
    leased = " ".join(texts(hardware.answer(hardware.owned(plan(box, laptops, lease=YesNo.YES)))))
    assert "Measure next: the resale value of Laptops; its usual error moves $20 a month." in leased


def test_what_is_bought_in_the_last_month_is_not_said_to_be_spread_over_five_years():
    # 300,000 over 60 months is 5,000 a month of use, of which the plan sees one: 5,000/60 = 83.30
    late = Asset(unit_price=300_000.0, purchase_month=60.0, life_months=60.0)
    chart = hardware.lens_chart(hardware.owned(plan(late)), "light")
    assert chart is not None
    assert "the five years use up $83.30 a month on average" in chart.title
    assert "spread over its use" not in chart.title
