"""Discounts of one's own: off list prices once, never off a price that somebody entered."""

from __future__ import annotations

from datetime import date

import pytest

from calculators import catalog, ledger, links
from calculators.core import paths, rows
from calculators.core.inputs import InputError
from calculators.discounts import TABLE, is_price, providers, repriced
from calculators.evaluation import evaluate
from calculators.fill import TYPED, filled, options
from calculators.presets import PRESETS
from calculators.variable.bandwidth_prices import price_list
from calculators.variable.service import ProviderDiscount

SUPPORT = PRESETS["support"]
EMBEDDER, LANGUAGE = (f"services.rows.{i}.price_per_gpu_hour" for i in (0, 1))
TRAINING, TIERS = "training.price_per_gpu_hour", "bandwidth.tiers"


def less(share, provider="AWS", scenario=SUPPORT.scenario):
    """Enter a discount as the page does: a row, its provider, its share."""
    changed = rows.with_row_added(scenario, TABLE)
    place = f"{TABLE}.{len(changed.services.discounts) - 1}"
    changed, _ = filled(changed, f"{place}.provider", provider)
    return filled(changed, f"{place}.discount", share)[0]


def price(scenario, path):
    return paths.value_at(scenario, path)


def test_a_tenth_off_1_861_is_1_6749_and_off_0_526_is_0_4734():
    plan = less(0.1)
    assert price(plan, LANGUAGE) == pytest.approx(1.6749)
    assert price(plan, EMBEDDER) == pytest.approx(0.4734)
    assert price(plan, TRAINING) == pytest.approx(1.6749)
    assert evaluate(plan).compute_cost[0] == pytest.approx(
        0.9 * evaluate(SUPPORT.scenario).compute_cost[0]
    )


def test_the_tiers_of_the_provider_are_less_and_its_allowance_stays():
    plan, _ = filled(SUPPORT.scenario, "bandwidth.provider", "aws-internet-100")
    after = less(0.2, scenario=plan)
    listed = price_list("aws-internet-100")
    for tier, published in zip(price(after, TIERS), listed.tiers, strict=True):
        assert tier.price == pytest.approx(0.8 * published.price)
        assert tier.up_to_gb == published.up_to_gb
    assert after.bandwidth.free_gb == listed.free_gb


def test_another_provider_s_prices_stay():
    plan = less(0.5, "GCP")
    for path in (EMBEDDER, LANGUAGE, TRAINING):
        assert price(plan, path) == price(SUPPORT.scenario, path)


def test_a_price_that_was_entered_is_not_discounted():
    plan = paths.with_values(SUPPORT.scenario, {LANGUAGE: 1.5})
    assert price(less(0.1, scenario=plan), LANGUAGE) == 1.5


def test_a_discount_is_taken_once_however_often_it_is_changed():
    plan = less(0.1)
    for share in (0.3, 0.0, 0.25):
        plan, _ = filled(plan, f"{TABLE}.0.discount", share)
        assert price(plan, LANGUAGE) == pytest.approx(1.861 * (1 - share))
    again, _ = filled(plan, "services.rows.1.machine", "aws-g6e-xlarge-us-east-1")
    assert price(again, LANGUAGE) == pytest.approx(1.861 * 0.75)
    assert repriced(again, plan.services.discounts) is again


def test_a_row_of_the_provider_chosen_later_is_filled_less_the_discount():
    plan, _ = filled(less(0.1), "services.rows.1.machine", "aws-g5-xlarge-us-east-1")
    assert price(plan, LANGUAGE) == pytest.approx(0.9 * 1.006)
    api, _ = filled(less(0.4, "openai"), "api.model", "openai-gpt-5")
    listed = catalog.api_price("openai-gpt-5")
    assert api.api.input_price == pytest.approx(0.6 * listed.input_per_million_usd)
    assert api.api.output_price == pytest.approx(0.6 * listed.output_per_million_usd)


def test_without_its_row_the_list_price_is_back():
    plan = less(0.1)
    without = rows.with_row_removed(plan, TABLE, 0)
    assert price(repriced(without, plan.services.discounts), LANGUAGE) == pytest.approx(1.861)


def test_two_discounts_of_one_provider_are_refused_and_nothing_is_lost():
    plan = less(0.1)
    with pytest.raises(InputError, match="Discounts of your own: aws has two"):
        less(0.2, "aws", plan)
    with pytest.raises(InputError, match="0 to 95 %"):
        filled(plan, f"{TABLE}.0.discount", 1.2)


def test_a_link_keeps_the_discount_and_takes_nothing_off_twice():
    plan = less(0.1)
    opened = links.open_link("?" + links.link_query(plan, "support")).scenario
    assert opened.services.discounts[0].discount == 0.1
    assert price(opened, LANGUAGE) == pytest.approx(1.6749)


def test_the_ledger_names_the_row_and_the_discount():
    found = ledger.ledger(less(0.1), SUPPORT.scenario, SUPPORT.sources, date(2026, 11, 23))
    row = next(each for each in found if each.path == LANGUAGE)
    assert row.status == ledger.Status.CATALOG
    assert "less your discount of 10" in row.source.title
    assert any(each.path == f"{TABLE}.0.discount" for each in found)


def test_every_provider_is_offered_once_and_typed_is_none():
    names = [one["value"] for one in providers()]
    assert {"AWS", "GCP", "openai"} <= set(names)
    assert [one["value"] for one in options("providers")] == [TYPED, *names]
    assert len({name.casefold() for name in names}) == len(names)
    assert ProviderDiscount().provider not in names
    assert not is_price((), price(SUPPORT.scenario, TIERS))
