"""What the page on prices shows: rows, marks, filters, and what can be put into the plan."""

from __future__ import annotations

from datetime import date

import pytest

from calculators import catalog, docs, fill, presets
from calculators.answers import price_notes, prices
from calculators.catalog.price_rows import PriceKind, is_old, price_rows
from calculators.core import paths
from calculators.core.inputs import YesNo
from calculators.evaluation import evaluate
from calculators.fixed.training_inputs import TrainingSupply
from calculators.variable.service import Supply

TODAY = date(2026, 11, 22)
SUPPORT = presets.PRESETS["support"].scenario


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        pytest.param("2026-08-24", False, id="90 days before 22 November"),
        pytest.param("2026-08-23", True, id="91 days before"),
        pytest.param("2026-09", False, id="a month counts from its first day"),
        pytest.param("2026-08", True, id="1 August"),
        pytest.param("2026", True, id="a year counts from its January"),
    ],
)
def test_a_price_is_old_after_90_days(as_of, old):
    assert is_old(as_of, TODAY) is old


def test_every_price_has_a_source_a_date_and_an_amount():
    for row in price_rows():
        assert row.source.title, row.key
        assert row.as_of, row.key
        assert row.low is not None or row.high is not None, row.key
        assert row.name, row.key
    assert {row.kind for row in price_rows()} == set(PriceKind)


def test_machines_are_those_of_the_catalog_with_a_price():
    listed = {row.key for row in price_rows() if row.kind == PriceKind.MACHINE}
    known = {r.key for r in catalog.cloud_instances() if r.price_per_hour_usd is not None}
    assert listed == known


def test_the_filter_narrows():
    everything = prices.found("", [], [], "", TODAY)
    assert len(everything) == len(price_rows())
    found = prices.found("h100 us-east-1", [str(PriceKind.MACHINE)], [], "aws", TODAY)
    assert found
    assert all(row.provider == "AWS" and "H100" in row.detail for row in found)
    old = prices.found("", [], [prices.OLD], "", TODAY)
    assert 0 < len(old) < len(everything)
    assert all(is_old(row.as_of, TODAY) for row in old)
    assert all(row.doubtful for row in prices.found("", [], [prices.DOUBTFUL], "", TODAY))
    assert prices.found("no such thing", [], [], "", TODAY) == []


def test_amounts_are_exact_ranges_and_open_ends_are_named():
    said = {row.key: prices.amount(row) for row in price_rows()}
    assert said["aws-compute-savings-plan-all-1-3-years-max-discount"] == "at most 66"
    assert said["aws-p5-4xlarge-us-east-1"] == "6.88"


def test_every_use_that_is_offered_changes_the_plan_and_nothing_else():
    for kind in (PriceKind.MACHINE, PriceKind.API, PriceKind.EGRESS):
        rows = prices.found("", [str(kind)], [], "", TODAY)
        offered = prices.uses(rows, SUPPORT, 1)
        assert 0 < len(offered) <= prices.MOST_BUTTONS
        for path, value in offered.values():
            changed, _ = fill.filled(SUPPORT, path, value)
            assert paths.value_at(changed, path) == value
            assert changed.services.rows[0] is SUPPORT.services.rows[0]


def test_prices_of_the_plan_stand_beside_the_catalog():
    rows = prices.used(evaluate(SUPPORT))
    assert [one.where for one in rows] == ["Embedder", "Language model", "Training", "Bandwidth"]
    assert all(one.source.as_of for one in rows)
    assert rows[-1].plan == "as listed"
    own = paths.with_values(SUPPORT, {"services.rows.0.price_per_gpu_hour": 0.4})
    assert prices.used(evaluate(own))[0].plan == "$0.40/h"
    assert "is yours" in price_notes.machine_price(own.services.rows[0])
    assert "as of 2026-07-20" in price_notes.machine_price(SUPPORT.services.rows[0])


def test_a_plan_of_ones_own_prices_has_none_of_the_catalog():
    typed = {f"services.rows.{i}.machine": fill.TYPED for i in range(2)}
    typed |= {"training.machine": fill.TYPED, "bandwidth.provider": fill.TYPED}
    e = evaluate(paths.with_values(SUPPORT, typed))
    assert not any(one.is_listed for one in prices.used(e))
    assert price_notes.machine_price(e.scenario.services.rows[0]) == ""
    assert price_notes.egress_price(e.scenario.bandwidth) == ""
    assert "0 of 4 prices" in prices.answer(prices.used(e), TODAY).sentence[0].text
    rows = prices.used_table(prices.used(e), TODAY).rows
    assert [row[2:4] for row in rows[:2]] == [["$0.526/h", "none"], ["$1.86/h", "none"]]


# By hand: 1.861 USD an hour less 30 % is 1.30; 0.7816 on spot in the catalog; a card of 8,000 with
# 0.3 of a server around it and 0.1 of network and spares is 11,440; leased at 25 a month for 1,000.
PAID = {
    Supply.ON_DEMAND: [("Language model", "$1.86/h", "$1.86/h")],
    Supply.COMMITTED: [("Language model (bought ahead)", "$1.30/h", "$1.86/h"),
                       ("Language model (by the hour)", "$1.86/h", "$1.86/h")],
    Supply.SPOT: [("Language model (on spot)", "$0.782/h", "$0.782/h"),
                  ("Language model (by the hour)", "$1.86/h", "$1.86/h")],
    Supply.OWN: [("Language model (to own)", "$11.4k a GPU", "$8k"),
                 ("Language model (by the hour)", "$1.86/h", "$1.86/h")],
    Supply.API: [("Language model (API, input)", "$0.18/M tokens", "$0.18/M tokens"),
                 ("Language model (API, output)", "$0.18/M tokens", "$0.18/M tokens")],
    Supply.SERVERLESS: [("Language model (serverless)", "0.1 ¢/GPU-s", "none")],
}  # fmt: skip


@pytest.mark.parametrize("way", PAID)
def test_the_prices_of_the_plan_are_those_of_the_way_that_it_takes(way):
    changes = {"services.rows.1.supply": way,
               "services.rows.1.serverless_price_per_gpu_second": 0.001}  # fmt: skip
    found = prices.used(evaluate(paths.with_values(SUPPORT, changes)))
    mine = [(one.where, one.plan, one.listed) for one in found if one.whose == "Language model"]
    said = [tuple(text.replace("\u202f", " ") for text in row) for row in mine]
    assert said == PAID[way]
    answer = prices.answer(found, TODAY)
    assert answer.figures[-1].value == str(sum(one.is_listed for one in found))


def test_owned_machines_pay_no_rent_once_they_serve_and_a_lease_pays_by_the_month():
    at_once = {"services.rows.1.supply": Supply.OWN, "ownership.delay_months": 0.0,
               "ownership.lease": YesNo.YES}  # fmt: skip
    found = prices.used(evaluate(paths.with_values(SUPPORT, at_once)))
    assert [one.plan for one in found if one.whose == "Language model"] == ["$286 a GPU a month"]


def test_training_on_spot_pays_the_price_on_spot():
    spot = paths.with_values(SUPPORT, {"training.supply": TrainingSupply.SPOT})
    rows = [one for one in prices.used(evaluate(spot)) if one.whose == "Training"]
    assert [(one.where, one.plan) for one in rows] == [("Training (on spot)", "$0.782/h")]


def test_the_reference_lists_every_price():
    page = docs.price_list_page()
    assert page.count("\n| `") == len(price_rows()) + len(catalog.FILES)
    assert "How to bring a row up to date" in page
