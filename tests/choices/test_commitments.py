"""Commitments by hand: the level, its cost, its use, and growth that fails."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calculators import catalog, presets
from calculators.adoptions import adoptions
from calculators.choices import commitments
from calculators.choices.commitments_inputs import Commitments
from calculators.choices.commitments_offers import published_offer, published_offers
from calculators.core import load, paths
from calculators.core.decision import Verdict
from calculators.core.inputs import InputError
from calculators.core.units import HORIZON_MONTHS
from calculators.evaluation import evaluate
from calculators.fill import TYPED, filled
from calculators.variable import supply
from calculators.variable.service import CommitmentYears, Service, Supply

HOURS = np.array([4.0, 3, 2, 2, 1, 1, 1, 1, 0, 0])
GROWING = presets.PRESETS["contracts"].scenario
ROW = "services.rows.0."
UNQUOTED = {"commitments.three_year_discount": None}
THREE = "gcp-committed-use-a2-highgpu-1g-us-central1-3-years-discount-over-on-demand"


@pytest.mark.parametrize(
    ("level", "ratio", "cost"),
    [
        pytest.param(0, 0.7, 1.5, id="all by the hour: 15 GPU-hours ÷ 10"),
        pytest.param(1, 0.7, 1.4, id="0.7 + (3+2+1+1) ÷ 10"),
        pytest.param(2, 0.7, 1.7, id="1.4 + (2+1) ÷ 10"),
        pytest.param(4, 0.7, 2.8, id="4 × 0.7 and nothing above"),
        pytest.param(2, 0.3, 0.9, id="0.6 + 0.3"),
        pytest.param(9, 0.3, 2.7, id="above any load: 9 × 0.3"),
        pytest.param(0, 1.0, 1.5, id="no discount, nothing committed"),
    ],
)
def test_cost_of_a_level_by_hand(level, ratio, cost):
    assert commitments.cost_of_level(HOURS, level, ratio) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("level", "use"),
    [
        pytest.param(1, 0.8, id="8 of 10 hours need one"),
        pytest.param(2, 0.6, id="(8 + 4) ÷ 20"),
        pytest.param(4, 0.375, id="15 ÷ 40"),
        pytest.param(0, 0.0, id="none is committed"),
    ],
)
def test_use_of_a_level_by_hand(level, use):
    assert commitments.use_of_level(HOURS, level) == pytest.approx(use)


@pytest.mark.parametrize("ratio", [0.05, 0.28, 0.34, 0.5, 0.7, 0.85, 0.99])
def test_the_level_is_the_cheapest_by_brute_force(ratio):
    gpus = np.random.default_rng(7).integers(0, 30, 24 * 12).astype(float)
    costs = [commitments.cost_of_level(gpus, level, ratio) for level in range(32)]
    level = load.reserve_level(gpus, ratio)
    assert commitments.cost_of_level(gpus, level, ratio) == pytest.approx(min(costs))


@pytest.mark.parametrize("ratio", [0.3, 0.7])
@pytest.mark.parametrize("level", [1.0, 2.0, 4.0, 9.0])
def test_saving_is_the_use_above_the_price_ratio(level, ratio):
    saving = np.mean(HOURS) - commitments.cost_of_level(HOURS, level, ratio)
    use = commitments.use_of_level(HOURS, level)
    assert saving == pytest.approx(level * (use - ratio))


def test_tilted_load_by_hand():
    reach = evaluate(GROWING).services[0].load
    flat = commitments.tilted(reach, np.array([0.0, -0.02]))
    assert flat.queries_per_month.shape == (2, HORIZON_MONTHS)
    np.testing.assert_array_equal(flat.queries_per_month[0], reach.queries_per_month)
    assert flat.queries_per_month[1, 2] == pytest.approx(reach.queries_per_month[2] * 0.98**2)
    assert flat.copies[1, 10] == pytest.approx(reach.copies[10] * 0.98**10)


def test_planned_growth_by_hand():
    reach = evaluate(GROWING).services[0].load
    made = replace(reach, queries_per_month=100 * 1.03 ** np.arange(12.0))
    assert commitments.planned_growth(made) == pytest.approx(0.03)
    assert commitments.planned_growth(replace(made, queries_per_month=np.zeros(12))) == 0


# --- the term in the plan


def bought_ahead(years, discount=0.3):
    return paths.with_values(
        GROWING,
        {
            ROW + "supply": Supply.COMMITTED,
            ROW + "commitment_years": years,
            ROW + "commitment_discount": discount,
        },
    )


def test_one_year_is_what_it_was():
    """Held GPUs of each year, by hand from the machines of its hours."""
    result = evaluate(bought_ahead(CommitmentYears.ONE)).services[0]
    by_hour = supply.gpus_by_hour(
        result.service, result.unit, result.load, result.load.hours, result.exact
    )
    held = supply.held_by_term(by_hour, np.array([0.7]), 12)
    for year in range(5):
        hours = by_hour[:, 12 * year : 12 * year + 12].ravel()
        assert set(held[12 * year : 12 * year + 12]) == {load.reserve_level(hours, 0.7)}


def test_three_years_hold_36_months_and_then_the_24_that_the_plan_sees():
    result = evaluate(bought_ahead(CommitmentYears.THREE)).services[0]
    by_hour = supply.gpus_by_hour(
        result.service, result.unit, result.load, result.load.hours, result.exact
    )
    held = supply.held_by_term(by_hour, np.array([0.7]), 36)
    assert set(held[:36]) == {load.reserve_level(by_hour[:, :36].ravel(), 0.7)}
    assert set(held[36:]) == {load.reserve_level(by_hour[:, 36:].ravel(), 0.7)}
    price = result.service.price_per_gpu_hour * 730
    rented = np.maximum(by_hour - held, 0).mean(axis=0)
    np.testing.assert_allclose(result.chosen.cost, (0.7 * held + rented) * price)


def test_a_longer_term_at_the_same_discount_never_costs_less():
    one, three = (evaluate(bought_ahead(years)).services[0] for years in CommitmentYears)
    assert one.chosen.cost[:36].sum() <= three.chosen.cost[:36].sum() * (1 + 1e-12)


# --- decisions


def adopted(scenario):
    return adoptions(evaluate(scenario), commitments.PAGE)


def test_a_quote_that_is_not_known_is_asked_for():
    (three,) = adopted(paths.with_values(GROWING, UNQUOTED))
    assert three.unknown == "a quote for three years"


def test_the_savings_plan_is_offered_with_a_quote_only():
    quoted = paths.with_values(GROWING, {"commitments.savings_plan_discount": 0.2})
    assert [a.key for a in adopted(quoted)] == ["commitments.three.0", "commitments.savings_plan.0"]


@pytest.mark.parametrize(
    ("years", "discount", "margin"),
    [
        pytest.param("one", 0.3, -3_113, id="12 × 0.3 × 3 × 383.98 − 7,260"),
        pytest.param("three", 0.55, 343, id="12 × 0.55 × 3 × 383.98 − 7,260"),
        pytest.param("three", 0.3, -3_113, id="no other rule for the longer term"),
    ],
)
def test_every_term_is_judged_at_todays_steady_load(years, discount, margin):
    """10 kinds, four on each of 3 GPUs at 0.526 USD/h × 730 h; two weeks of work."""
    quoted = paths.with_values(GROWING, {f"commitments.{years}_year_discount": discount})
    key = "services.rows.0.supply.committed" if years == "one" else "commitments.three.0"
    found = next(d for d in evaluate(quoted).decisions if d.key == key)
    assert found.upfront == 7_260
    assert found.margins_today["cost"] == pytest.approx(margin, abs=1)


@pytest.mark.parametrize("key", sorted(presets.PRESETS))
def test_a_larger_discount_never_has_a_worse_verdict(key):
    """Film's emotion classifier: 30 % off "not yet" and 55 % off "never" before."""
    order = (Verdict.NEVER, Verdict.NOT_YET, Verdict.PAYS)
    values = {"commitments.three_year_discount": 0.55, "commitments.one_year_discount": 0.3}
    e = evaluate(paths.with_values(presets.PRESETS[key].scenario, values))
    said = {d.key: order.index(d.verdict) for d in e.decisions if d.verdict in order}
    compared = 0
    for i, result in enumerate(e.services):
        one, three = f"services.rows.{i}.supply.committed", f"commitments.three.{i}"
        if result.service.commitment_years == CommitmentYears.ONE and {one, three} <= said.keys():
            compared += 1
            assert said[one] <= said[three]
    assert compared


@pytest.mark.parametrize(("discount", "offered"), [(0.0, False), (0.01, True)])
def test_a_way_that_commits_to_no_gpu_is_not_offered(discount, offered):
    support = presets.PRESETS["support"].scenario
    plan = paths.with_values(support, {"services.rows.1.commitment_discount": discount})
    keys = {d.key for d in evaluate(plan).decisions}
    assert ("services.rows.1.supply.committed" in keys) == offered


def test_no_decision_is_offered_where_nothing_would_be_held():
    """Without a discount no GPU pays, however long it runs."""
    values = {
        "commitments.three_year_discount": 0.0,
        ROW + "minimum_replicas": 0.0,
    }
    assert adopted(paths.with_values(GROWING, values)) == []


def test_the_users_discount_leads_the_quote_and_the_quote_the_catalog():
    service = Service(machine="gcp-a2-highgpu-1g-us-central1", commitment_discount=0.11)
    one, three, _ = commitments.offers(Commitments(one_year_discount=0.2), service)
    assert (one.discount, one.origin) == (0.11, commitments.SERVICE_OWN)
    row = catalog.machine(service.machine)
    assert row is not None
    assert three.discount == pytest.approx(1 - row.committed_3_years_per_hour / row.price_per_hour)
    assert row.as_of in three.origin
    _, three, _ = commitments.offers(Commitments(three_year_discount=0.4), service)
    assert (three.discount, three.origin) == (0.4, "your quote")


# --- the catalog


def test_every_published_offer_is_a_share_with_a_source_and_a_date():
    assert published_offers()
    for one in published_offers():
        assert 0 < one.discount < 0.95, one.key
        assert one.source.as_of, one.key
    assert len({one.key for one in published_offers()}) == len(published_offers())
    assert not any("Spot" in one.label for one in published_offers())


def test_a_published_offer_fills_discount_and_term():
    scenario, said = filled(GROWING, ROW + "commitment_offer", THREE)
    service = scenario.services.rows[0]
    assert (service.commitment_discount, service.commitment_years) == (0.65, CommitmentYears.THREE)
    assert not said
    assert published_offer(THREE).source.as_of == "2025-03-06"
    kept, _ = filled(scenario, ROW + "commitment_offer", TYPED)
    assert kept.services.rows[0].commitment_discount == 0.65


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        pytest.param("1-year-no-upfront", (0.371, "one", 0.0), id="1.17 of 1.861 an hour"),
        pytest.param("1-year-all-upfront", (0.414, "one", 1.0), id="1.09 of 1.861 an hour"),
        pytest.param("3-years-no-upfront", (0.57, "three", 0.0), id="0.80 of 1.861 an hour"),
        pytest.param("3-years-all-upfront", (0.624, "three", 1.0), id="0.70 of 1.861 an hour"),
    ],
)
def test_an_offer_that_says_when_it_is_paid_fills_that_too(offer, expected):
    key = f"aws-reserved-g6e-xlarge-us-east-1-{offer}"
    service = filled(GROWING, ROW + "commitment_offer", key)[0].services.rows[0]
    assert service.commitment_discount == pytest.approx(expected[0])
    assert (service.commitment_years, service.commitment_upfront) == expected[1:]
    unsaid = filled(paths.with_values(GROWING, {ROW + "commitment_upfront": 0.5}),
                    ROW + "commitment_offer", THREE)[0]  # fmt: skip
    assert unsaid.services.rows[0].commitment_upfront == 0.5


# --- when it is paid


@pytest.mark.parametrize(
    ("upfront", "months"),
    [
        pytest.param(0.0, [10.0] * 5, id="nothing first: 10 a month"),
        pytest.param(1.0, [30.0, 0, 0, 30, 0], id="all: 3 × 10 in the first month of each term"),
        pytest.param(0.5, [20.0, 5, 5, 20, 5], id="half: 5 a month and 3 × 5 first"),
    ],
)
def test_a_term_of_three_months_at_10_a_month_is_paid(upfront, months):
    service = Service(commitment_upfront=upfront)
    np.testing.assert_allclose(supply.paid_ahead(service, np.full(5, 10.0), 3), months)


@pytest.mark.parametrize("years", list(CommitmentYears))
def test_paying_first_moves_cash_and_no_cost(years):
    held = {ROW + "supply": Supply.COMMITTED, ROW + "commitment_years": years}
    monthly, first = (
        evaluate(paths.with_values(GROWING, {**held, ROW + "commitment_upfront": share}))
        for share in (0.0, 1.0)
    )
    np.testing.assert_allclose(first.compute_cost, monthly.compute_cost)
    np.testing.assert_allclose(monthly.compute_line.cash, monthly.compute_cost)
    months = supply.term_months(years)
    term = slice(0, months)
    paid, spread = first.compute_line.cash, first.compute_cost
    assert paid[term].sum() == pytest.approx(spread[term].sum())
    assert paid[0] > spread[0]
    assert first.cash.cash[0] < monthly.cash.cash[0]
    beyond = HORIZON_MONTHS % months  # a last term that outlasts the plan is paid in full
    assert (paid.sum() > spread.sum() * (1 + 1e-9)) == (beyond > 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [("commitments.failed_growth", -0.5), ("commitments.considered_gpus", -1.0),
     ("commitments.three_year_discount", 1.2)],
)  # fmt: skip
def test_what_lies_outside_the_bounds_is_refused(path, value):
    with pytest.raises(InputError):
        paths.with_values(GROWING, {path: value})
