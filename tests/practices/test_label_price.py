"""The price of a label is entered once: on Operations, unless a page has its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calculators import links, presets
from calculators.adoptions import adoptions
from calculators.answers import accuracy, fine_tuning, label_words, retraining
from calculators.core.inputs import YesNo
from calculators.core.paid_labels import ASSUMED_PRICE, MOST_PRICE
from calculators.core.paths import value_at, with_values
from calculators.core.units import DAYS_PER_MONTH
from calculators.evaluation import evaluate
from calculators.practices import accuracy_value
from calculators.practices import fine_tuning as practice
from calculators.practices.retraining_inputs import Schedule
from calculators.scenario import Scenario
from calculators.variable import operations_labels
from calculators.variable.operations_inputs import LabelPayment, Operations
from tests.said import holes, texts

PAGES = ("retraining", "fine_tuning", "accuracy")
# 3 labels x 0.50 = 1.50, a fifth of them looked at again: 1.80; nine in ten are useful: 2.00
TWO_DOLLARS = {
    "operations.labels_per_item": 3.0,
    "operations.price_per_label": 0.5,
    "operations.review_share": 0.2,
    "operations.useful_share": 0.9,
}
COUNTS = {  # as few inputs as can be beside the labels
    **TWO_DOLLARS,
    "retraining.schedule": Schedule.SCHEDULED,
    "retraining.interval_days": 10.0,
    "retraining.gpu_hours": 0.0,
    "retraining.training_labels": 100.0,
    "fine_tuning.training_labels": 100.0,
    "fine_tuning.change_bill": 0.0,
    "accuracy.error_cost": 1.0,
    "accuracy.point_labels": 100.0,
    "accuracy.aimed_points": 1.0,
}
UNTOLD = {
    "one amount": ({"operations.monthly_amount": 900.0}, "is one amount"),
    "none useful": ({"operations.useful_share": 0.0}, "has no item that turns out useful"),
}


def plan(values):
    return evaluate(with_values(Scenario(), COUNTS | values))


def paid(e):
    """Return what a hundred labels cost on each page, as the plan counts them."""
    upfront = {name: adoptions(e, name)[0].upfront for name in PAGES[1:]}
    cycle = e.lines["retraining"].cash[0] * 10.0 / DAYS_PER_MONTH
    return {"retraining": cycle, **upfront}


def said(e):
    """Return every text of the three pages."""
    r, f, a = retraining.on_retraining(e), fine_tuning.on_tuning(e), accuracy.on_a_point(e)
    return [
        *texts(retraining.answer(r), [retraining.context_table(r)], widest=14),
        *texts(fine_tuning.answer(f), [fine_tuning.labels_table(f)], widest=14),
        *texts(accuracy.answer(a), [accuracy.context_table(a)]),
    ]


def test_a_label_that_counts_by_hand():
    p = with_values(Scenario(), TWO_DOLLARS).operations
    assert operations_labels.counted_label_price(p) == pytest.approx(2.0)


def test_an_item_chosen_by_a_model_costs_more_and_a_label_of_people_does_not():
    """2.00 with and without; an item that labels are bought for: 1.80 + 0.09 = 1.89."""
    chosen = {"operations.active_learning": YesNo.YES, "operations.selection_cost_per_item": 0.09}
    p = with_values(Scenario(), TWO_DOLLARS | chosen).operations
    assert operations_labels.labelled_item_cost(p) == pytest.approx(1.89)
    assert operations_labels.counted_label_price(p) == pytest.approx(2.0)


def test_the_price_of_operations_reaches_each_page():
    assert paid(plan({})) == pytest.approx(dict.fromkeys(PAGES, 200.0))


@pytest.mark.parametrize("name", PAGES)
def test_a_price_of_its_own_stays_on_its_page(name):
    own = paid(plan({f"{name}.label_price": 7.0}))
    assert own == pytest.approx(dict.fromkeys(PAGES, 200.0) | {name: 700.0})


def test_labels_paid_by_the_time_they_take_reach_each_page():
    """36 s x 20 USD/h = 0.20; 3 of them, a fifth again, nine in ten useful: 0.80."""
    by_time = {
        "operations.label_payment": LabelPayment.BY_TIME,
        "operations.seconds_per_label": 36.0,
        "operations.wage_per_hour": 20.0,
    }
    assert paid(plan(by_time)) == pytest.approx(dict.fromkeys(PAGES, 80.0))


def test_a_proposal_makes_a_label_cheaper_and_what_saves_labels_does_not():
    faster = {"operations.preannotation": YesNo.YES, "operations.preannotation_speedup": 2.0,
              "operations.preannotation_cost_per_item": 0.0}  # fmt: skip
    assert paid(plan(faster)) == pytest.approx(dict.fromkeys(PAGES, 100.0))
    fewer = {"operations.active_learning": YesNo.YES, "operations.selection_cost_per_item": 0.09,
             "operations.synthetic": YesNo.YES, "operations.synthetic_counts_for": 0.5}  # fmt: skip
    assert paid(plan(fewer)) == pytest.approx(dict.fromkeys(PAGES, 200.0))


def test_a_lever_on_labels_also_saves_in_the_cycles_that_the_plan_has():
    now = plan({})
    (found,) = [d for d in now.decisions_on("operations") if d.key == "operations.preannotation"]
    then = evaluate(with_values(now.scenario, found.changes))
    assert then.lines["retraining"].cash[0] < now.lines["retraining"].cash[0]
    np.testing.assert_allclose(found.monthly_saving, then.cash.flow - now.cash.flow, atol=1e-6)


def test_draws_of_operations_are_draws_of_the_price():
    prices, useful = np.array([0.1, 0.5, 2.0]), np.array([0.5, 0.9, 0.0])
    drawn = plan({"operations.price_per_label": prices, "operations.useful_share": useful})
    one_by_one = [
        paid(plan({"operations.price_per_label": price, "operations.useful_share": share}))
        for price, share in zip(prices.tolist(), useful.tolist(), strict=True)
    ]
    tuned, better = (
        operations_labels.with_label_price(getattr(drawn.scenario, name), drawn.scenario.operations)
        for name in PAGES[1:]
    )
    found = {
        "retraining": drawn.lines["retraining"].cash[..., 0] * 10.0 / DAYS_PER_MONTH,
        "fine_tuning": practice.upfront(tuned),
        "accuracy": accuracy_value.label_bill(better, 1.0),
    }
    for name in PAGES:
        assert found[name] == pytest.approx([paid[name] for paid in one_by_one])


@pytest.mark.parametrize("case", UNTOLD)
def test_no_price_on_operations_is_assumed_and_the_pages_say_so(case):
    values, why = UNTOLD[case]
    e = plan(values)
    assert paid(e) == pytest.approx(dict.fromkeys(PAGES, 100 * ASSUMED_PRICE))
    found = said(e)
    assert holes(found) == []
    assert sum(f"Operations {why} and says no price of a label" in text for text in found) == 3
    assert sum("$0.50, assumed" in text for text in found) >= 3


def test_the_pages_say_that_the_price_is_that_of_operations():
    found = said(plan({}))
    assert holes(found) == []
    assert sum("$2, as on Operations" in text for text in found) >= 3
    own = said(plan({f"{name}.label_price": 7.0 for name in PAGES}))
    assert not any("as on Operations" in text or "assumed here" in text for text in own)
    assert label_words.label_price(plan({}), replace(Scenario().accuracy, label_price=7.0)) == "$7"


def test_a_price_beyond_what_is_taken_is_the_most_that_is():
    dear = Operations(price_per_label=1e4, labels_per_item=1e3, useful_share=1e-9)
    assert operations_labels.counted_label_price(dear) == MOST_PRICE
    assert operations_labels.with_label_price(Scenario().accuracy, dear).label_price == MOST_PRICE


@pytest.mark.parametrize("name", PAGES)
def test_a_link_with_a_price_of_its_own_opens_with_it(name):
    path = f"{name}.label_price"
    opened = links.open_link(f"base=support&v=2&{path}=0.9")
    assert opened.messages == []
    assert value_at(opened.scenario, path) == 0.9
    assert value_at(links.open_link("base=support&v=2").scenario, path) is None


def test_the_examples_have_a_price_of_their_own_only_where_other_people_judge():
    own = {
        (key, name)
        for key in presets.PLANS
        for name in PAGES
        if getattr(presets.PRESETS[key].scenario, name).label_price is not None
    }
    assert own == {("film", "accuracy"), ("film", "fine_tuning"), ("vehicles", "fine_tuning")}
