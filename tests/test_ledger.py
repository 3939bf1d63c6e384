"""The assumption ledger: every input once, with its source and whose figure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from calculators import catalog, fill, presets
from calculators.core import paths, words
from calculators.core.inputs import Source
from calculators.ledger import GROUPS, Status, filtered, ledger, said
from calculators.scenario import Scenario

TODAY = date(2026, 12, 1)
BASE = presets.PRESETS[presets.DEFAULT_PRESET]


def rows_of(scenario: Scenario, base=BASE, today=TODAY):
    return {row.path: row for row in ledger(scenario, base.scenario, base.sources, today)}


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_every_input_stands_once_in_an_untouched_example_and_none_is_changed(key):
    base = presets.PRESETS[key]
    rows = ledger(base.scenario, base.scenario, base.sources, TODAY)
    assert [row.path for row in rows] == [path for path, _, _ in paths.leaves(base.scenario)]
    assert not [row.path for row in rows if row.status == Status.CHANGED]
    for row in rows:
        assert row.source.title
        assert row.group in GROUPS.values()
        assert row.source.is_assumption == (row.status == Status.ASSUMPTION)


def test_a_changed_value_is_yours_and_shows_the_default():
    scenario = paths.with_values(BASE.scenario, {"business.cash": 2_500_000.0})
    row = rows_of(scenario)["business.cash"]
    assert row.status == Status.CHANGED
    assert row.value == 2_500_000
    assert row.value_text == words.money(2.5e6)
    assert row.default_text == rows_of(BASE.scenario)["business.cash"].value_text
    assert not row.stale


def test_a_range_alone_is_a_change_and_is_shown():
    scenario = replace(BASE.scenario, ranges={"demand.customers": (10.0, 500.0)})
    row = rows_of(scenario)["demand.customers"]
    assert row.status == Status.CHANGED
    assert "10" in row.value_text
    assert "500" in row.value_text


def test_a_figure_of_the_machine_chosen_belongs_to_its_row_until_it_is_edited():
    machine = next(m for m in catalog.machines() if m.key.startswith("aws-p5"))
    path = "services.rows.1.price_per_gpu_hour"
    scenario, _ = fill.filled(BASE.scenario, "services.rows.1.machine", machine.key)
    rows = rows_of(scenario)
    assert rows[path].status == Status.CATALOG
    assert rows[path].source == machine.price_source
    assert rows["services.rows.1.memory_gb"].source == machine.hardware_source
    assert rows["services.rows.1.machine"].status == Status.CHANGED
    edited = rows_of(paths.with_values(scenario, {path: machine.price_per_gpu_hour * 0.9}))
    assert edited[path].status == Status.CHANGED
    assert edited["services.rows.1.memory_gb"].status == Status.CATALOG


def test_what_a_file_of_the_example_sets_keeps_its_own_source():
    rows = rows_of(BASE.scenario)
    for path, source in BASE.sources.items():
        assert rows[path].source == source, path


def test_a_row_that_the_example_lacks_is_held_against_the_declared_default():
    rows = BASE.scenario.services.rows
    scenario = paths.with_values(BASE.scenario, {"services.rows": (*rows, replace(rows[0]))})
    assert rows_of(scenario)[f"services.rows.{len(rows)}.name"].status == Status.CHANGED


@pytest.mark.parametrize(("today", "stale"), [
    (date(2027, 4, 9), False),
    (date(2027, 4, 10), True),
])  # fmt: skip
def test_a_source_is_stale_after_twelve_months_to_the_day(today, stale):
    base = replace(BASE, sources={"business.cash": Source("A bank", "", "2026-04-10")})
    assert rows_of(BASE.scenario, base, today)["business.cash"].stale is stale


def test_filters_narrow_by_words_by_kind_and_by_age():
    rows = ledger(
        paths.with_values(BASE.scenario, {"business.cash": 5.0}),
        BASE.scenario, BASE.sources, date(2030, 1, 1),
    )  # fmt: skip
    changed = filtered(rows, statuses=[Status.CHANGED])
    assert [row.path for row in changed] == ["business.cash"]
    assert filtered(rows) == rows
    found = filtered(rows, text="CASH floor")
    assert [row.path for row in found] == ["business.cash_floor"]
    old = filtered(rows, stale_only=True)
    assert old
    assert all(row.stale for row in old)
    assert not filtered(rows, text="no such thing anywhere")


@pytest.mark.parametrize(("path", "value", "text"), [
    ("demand.customers_gained", 0.045, "4.5\u202f% a month"),
    ("business.opening_receivables", None, "unknown"),
    ("demand.hourly", (), "none"),
    ("services.rows.0.supply", "serverless", "Serverless"),
    ("business.start_month", "2026-12", "2026-12"),
])  # fmt: skip
def test_values_are_said_in_words(path, value, text):
    spec = paths.declaration(BASE.scenario, path)
    assert spec is not None
    assert said(spec, value) == text
