from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.business import Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError, YesNo
from calculators.variable import operations, operations_labels
from calculators.variable.operations_inputs import LabelPayment, Operations

WORTH = Worth()
PLAN = demand_plan(Demand(queries_per_month=1e6, customers_gained=0.1, customers_lost=0.0))
NOTHING = {
    "on_call_hours": 0.0,
    "on_call_time": 0.0,
    "labelled_items": 0.0,
    "monitoring_fixed": 0.0,
    "monitoring_per_million": 0.0,
    "evaluation_runs": 0.0,
    "review_share": 0.0,
    "useful_share": 1.0,
    "labels_per_item": 1.0,
}
NONE = Operations(**NOTHING)
SOME = replace(NONE, labelled_items=1000.0, price_per_label=1.0)


def month_1(p: Operations, lens: str = "cash") -> float:
    return float(getattr(operations.cost_line(p, PLAN, WORTH), lens)[0])


def test_ann_1_ground_truth_prices_are_per_labeller():
    """100,000 images x 0.012 = 1,200 and 100,000 boxes x 0.036 = 3,600 USD for each worker."""
    one = replace(NONE, labelled_items=100_000.0, price_per_label=0.012)
    assert month_1(one) == pytest.approx(1200)
    assert month_1(replace(one, price_per_label=0.036)) == pytest.approx(3600)
    for workers in (3.0, 5.0):
        several = replace(one, price_per_label=0.036, labels_per_item=workers)
        assert month_1(several) == pytest.approx(workers * 3600)


def test_cfm_labelling_by_hand_is_within_ten_per_cent():
    """Measured: 1,000 samples in 3 h. At 11 s each 3.06 h; the wage was not published."""
    by_hand = replace(
        NONE,
        labelled_items=1000.0,
        label_payment=LabelPayment.BY_TIME,
        seconds_per_label=11.0,
        wage_per_hour=1.0,
    )
    assert month_1(by_hand) == pytest.approx(3.0, rel=0.10)
    assert month_1(by_hand) == pytest.approx(3.0556, abs=1e-4)
    assert month_1(replace(by_hand, seconds_per_label=Operations().seconds_per_label)) == (
        pytest.approx(3.0)
    )


def test_cfm_labelling_by_a_model_is_within_ten_per_cent():
    """Measured: 2 min at about 8 USD/h for 1,000 samples = 0.267 USD."""
    proposed = replace(NONE, labelled_items=1000.0, price_per_label=0.0, preannotation=YesNo.YES)
    assert month_1(proposed) == pytest.approx(2 / 60 * 8, rel=0.10)


BY_HAND = [
    pytest.param({"labelled_items": 1000.0, "price_per_label": 0.5}, 500, id="1,000 x 0.5"),
    pytest.param(
        {"labelled_items": 1000.0, "price_per_label": 0.5, "labels_per_item": 3.0,
         "review_share": 0.2}, 1800, id="1,000 x 3 x 0.5 x 1.2"),
    pytest.param(
        {"labelled_items": 360.0, "label_payment": LabelPayment.BY_TIME, "seconds_per_label": 20.0,
         "wage_per_hour": 18.0}, 36, id="360 x 20 s = 2 h x 18"),
    pytest.param({"on_call_hours": 10.0, "on_call_price_per_hour": 7.0}, 70, id="10 h x 7"),
    pytest.param({"lead_share": 0.5, "lead_salary": 24_000.0}, 1000, id="0.5 x 24,000 / 12"),
    pytest.param({"tool_seats": 4.0, "tool_price": 25.0}, 100, id="4 seats x 25"),
    pytest.param({"monitoring_fixed": 30.0, "monitoring_per_million": 5.0}, 35, id="30 + 1 M x 5"),
    pytest.param({"evaluation_runs": 3.0, "evaluation_cost_per_run": 9.0}, 27, id="3 runs x 9"),
    pytest.param(
        {"collection_hours": 100.0, "collection_price_per_hour": 20.0}, 2000, id="100 h x 20"),
    pytest.param(
        {"collection_hours": 100.0, "collection_price_per_hour": 20.0, "targeting": YesNo.YES,
         "targeted_share": 0.5, "targeted_counts_for": 3.0, "targeted_premium": 0.2},
        1100, id="100 x 20 x (1 + 0.5 x 0.2) / (0.5 + 0.5 x 3)"),
    pytest.param(
        {"sampled_share": 0.001, "price_per_label": 2.0}, 2000, id="1 M x 0.001 x 2"),
    pytest.param(
        {"labelled_items": 1000.0, "price_per_label": 1.0, "preannotation": YesNo.YES,
         "preannotation_speedup": 2.0, "preannotation_cost_per_item": 0.1},
        600, id="1,000 x (1/2 + 0.1)"),
    pytest.param(
        {"labelled_items": 1000.0, "price_per_label": 1.0, "active_learning": YesNo.YES,
         "active_saved_share": 0.4, "selection_cost_per_item": 0.05},
        630, id="600 x 1.05"),
    pytest.param(
        {"labelled_items": 1000.0, "price_per_label": 1.0, "synthetic": YesNo.YES,
         "synthetic_share": 0.3, "synthetic_cost_per_item": 0.1, "synthetic_counts_for": 0.5},
        760, id="700 x 1 + 300 / 0.5 x 0.1"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "dollars"), BY_HAND)
def test_month_1_by_hand(changes: dict[str, object], dollars: float):
    assert month_1(replace(NONE, **changes)) == pytest.approx(dollars)


def test_what_keeps_grows_with_the_queries_and_what_builds_stays():
    """1,000 items: 600 keep and grow by 10 % a month, 400 build."""
    p = replace(SOME, keeping_share=0.6)
    line = operations.cost_line(p, PLAN, WORTH)
    assert line.cash[1] == pytest.approx(400 + 600 * 1.1)
    assert line.variable[:2] == pytest.approx([600, 660])
    assert operations.parts(p, PLAN).building[1] == pytest.approx(400)


def test_a_new_kind_is_labelled_in_the_month_before_it_joins():
    plan = demand_plan(Demand(kinds=10.0, kinds_added=2.0))
    p = replace(NONE, items_per_new_kind=500.0, price_per_label=1.0)
    line = operations.cost_line(p, plan, WORTH)
    assert line.cash == pytest.approx(np.full(60, 1000.0))
    assert line.variable == pytest.approx(np.zeros(60))


def test_engineer_time_is_weeks_and_never_cash():
    p = replace(NONE, on_call_time=0.5)
    line = operations.cost_line(p, PLAN, WORTH)
    assert line.weeks == pytest.approx(np.full(60, 0.5))
    assert line.cash == pytest.approx(np.zeros(60))


def test_both_lenses_agree_and_the_parts_sum_to_the_line():
    p = Operations(collection_hours=30.0, lead_share=0.3, tool_seats=2.0)
    line, part = operations.cost_line(p, PLAN, WORTH), operations.parts(p, PLAN)
    whole = part.people + part.labels + part.monitoring + part.evaluation + part.collection
    np.testing.assert_allclose(line.cash, whole)
    np.testing.assert_array_equal(line.cash, line.accounting)
    assert np.all(line.variable <= line.cash)


def test_one_amount_replaces_everything():
    """1,000, of it a quarter grows: 750 + 250 x 1.1."""
    p = Operations(monthly_amount=1000.0, volume_share=0.25)
    line = operations.cost_line(p, PLAN, WORTH)
    assert line.cash[:2] == pytest.approx([1000, 750 + 250 * 1.1])
    assert line.variable[0] == pytest.approx(250)
    assert line.weeks == pytest.approx(np.zeros(60))


def test_no_useful_label_costs_never_and_none_is_worth_buying():
    useless = replace(SOME, useful_share=0.0, error_points=10.0)
    assert operations_labels.useful_label_price(useless) == np.inf
    assert operations_labels.worth_buying(useless, PLAN, WORTH) == 0
    assert month_1(useless) == month_1(SOME)  # they are paid for all the same


def test_labels_worth_buying_by_hand():
    """(1,000 x 8 x 0.25 x 10,000^0.25 / 0.2)^(1/1.25) = 100,000^0.8 = 10,000 = 10^4."""
    found = operations_labels.labels_worth_buying(1e4, 0.2, 8.0, 0.25, 1000.0)
    assert found == pytest.approx((1000 * 8 * 0.25 * 10 / 0.2) ** 0.8)
    assert found == pytest.approx(10_000)


@given(
    st.floats(10, 1e6), st.floats(0.001, 50), st.floats(0.1, 50), st.floats(0.05, 1),
    st.floats(1, 1e5),
)  # fmt: skip
def test_the_optimum_is_where_the_next_label_is_worth_its_price(m, price, removable, b, value):
    best = operations_labels.labels_worth_buying(m, price, removable, b, value)

    def both(n: float) -> float:
        return price * n + value * removable * (n / m) ** -b

    worth_of_next = value * removable * b * m**b * best ** (-b - 1)
    assert worth_of_next == pytest.approx(price, rel=1e-6)
    assert both(best) <= both(best * 1.01)
    assert both(best) <= both(best / 1.01)


def test_free_labels_have_no_limit_and_worthless_ones_none():
    assert operations_labels.labels_worth_buying(100.0, 0.0, 5.0, 0.2, 10.0) == np.inf
    assert operations_labels.labels_worth_buying(100.0, 1.0, 0.0, 0.2, 10.0) == 0


RELABEL = [
    pytest.param(0.25, 0.05, 1.6, id="4 x 0.20 / 0.5"),
    pytest.param(0.10, 0.02, 0.4, id="4 x 0.08 / 0.8"),
    pytest.param(1 / 6, 0.0, 1.0, id="break-even (1 + 4 x 0) / 6"),
    pytest.param(0.02, 0.05, 0.0, id="better than relabelled ones already"),
]


@pytest.mark.parametrize(("wrong", "after", "new_items"), RELABEL)
def test_what_a_relabelled_item_is_worth(wrong: float, after: float, new_items: float):
    assert operations_labels.relabelled_worth(wrong, after) == pytest.approx(new_items)


def test_a_small_share_of_relabelling_agrees_with_the_worth_of_one():
    """d ln(n(1 - 2η)²): with a share q, gain = 1 + q·(worth − 1) for small q."""
    q = 1e-6
    p = replace(SOME, relabelled_share=q, wrong_share_after=0.05)
    gain = operations_labels.relabelling_gain(p, 0.25)
    assert (gain - 1) / q == pytest.approx(1.6 - 1, rel=1e-4)


@pytest.mark.parametrize("slot", ["preannotation", "active_learning", "synthetic"])
def test_saving_is_proportional_and_agrees_with_the_lines(slot: str):
    p = replace(Operations(), synthetic_counts_for=0.6, keeping_share=0.4)
    found = {a.key: a for a in operations.adoptions(p, PLAN, WORTH)}
    lever = found[f"operations.{slot}"]
    then = replace(p, **{slot: YesNo.YES})
    assert lever.changes == {f"operations.{slot}": YesNo.YES}
    assert lever.saving is not None
    assert lever.scale is not None
    at_today = lever.saving(np.array([lever.scale.today]))[0]
    assert at_today == pytest.approx(month_1(p) - month_1(then))
    assert lever.saving(np.array([2 * lever.scale.today]))[0] == pytest.approx(2 * at_today)


def test_targeted_collection_agrees_with_the_lines():
    p = Operations(collection_hours=80.0)
    lever = {a.key: a for a in operations.adoptions(p, PLAN, WORTH)}["operations.targeting"]
    assert lever.saving is not None
    saved = month_1(p) - month_1(replace(p, targeting=YesNo.YES))
    assert lever.saving(np.array([80.0]))[0] == pytest.approx(saved)


def test_relabelling_moves_no_cash_and_turns_where_wrong_labels_are_common():
    p = Operations(error_points=10.0, wrong_share=0.1)
    lever = {a.key: a for a in operations.adoptions(p, PLAN, WORTH)}["operations.relabelling"]
    assert lever.saving is not None
    assert month_1(p) == month_1(replace(p, relabelling=YesNo.YES))
    assert lever.value_gained == pytest.approx(lever.saving(np.array([10.0]))[0])
    at = lever.saving(np.array([10.0, 30.0]))
    assert at[0] < 0 < at[1]


def test_what_is_not_measured_is_not_guessed():
    found = {a.key: a for a in operations.adoptions(Operations(), PLAN, WORTH)}
    assert "not measured" in found["operations.synthetic"].unknown
    assert "not measured" in found["operations.relabelling"].unknown


def test_levers_that_the_plan_has_or_that_make_no_sense_are_not_offered():
    used = Operations(
        preannotation=YesNo.YES, active_learning=YesNo.YES, synthetic=YesNo.YES,
        synthetic_counts_for=0.5, targeting=YesNo.YES, relabelling=YesNo.YES,
        collection_hours=10.0,
    )  # fmt: skip
    assert list(operations.adoptions(used, PLAN, WORTH)) == []
    assert list(operations.adoptions(NONE, PLAN, WORTH)) == []


REFUSED = [
    pytest.param({"labels_per_item": 0.0}, "Labels on each item: 0 is not in 1 to 1k labels",
                 id="zero annotators"),
    pytest.param({"review_share": 1.2}, "Labels reviewed: 120 % is not in 0 to 100 %", id="review"),
    pytest.param({"useful_share": 1.01}, "Items that turn out useful: 101 % is not in 0 to 100 %",
                 id="useful"),
    pytest.param({"lead_share": 2.0}, "share of a person: 200 % is not in 0 to 100 %", id="lead"),
    pytest.param({"sampled_share": 1.5}, "for labels: 150 % is not in 0 to 100 %", id="sampled"),
    pytest.param({"keeping_share": -0.1}, "-10 % is not in 0 to 100 %", id="keeping"),
    pytest.param({"targeted_share": 3.0}, "300 % is not in 0 to 100 %", id="targeted"),
    pytest.param({"synthetic": YesNo.YES}, "measured value of an item: unknown", id="synthetic"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), REFUSED)
def test_bad_inputs_are_refused_in_words(changes: dict[str, object], said: str):
    with pytest.raises(InputError) as refusal:
        Operations(**changes)
    assert said in str(refusal.value)


@given(st.floats(0, 1e9), st.floats(0, 1), st.floats(1, 100), st.floats(0, 1), st.floats(0, 1))
def test_the_cost_of_labels_scales_with_items_and_labels(items, keep, per_item, review, useful):
    p = replace(
        NONE, labelled_items=items, keeping_share=keep, labels_per_item=per_item,
        review_share=review, useful_share=useful, price_per_label=0.1,
    )  # fmt: skip
    line = operations.cost_line(p, PLAN, WORTH)
    assert line.cash[0] == pytest.approx(items * per_item * 0.1 * (1 + review))
    assert np.all(np.isfinite(line.cash))
    assert np.all(line.variable >= 0)
    assert not np.isnan(operations_labels.worth_buying(p, PLAN, WORTH))
