"""Columns of a table in a link: what goes in comes out, and what cannot be read is said."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import links, presets
from calculators.core import codec, columns, paths
from calculators.core.columns import joined, split
from calculators.fixed.hardware_inputs import Asset
from calculators.scenario import MODEL_VERSION

BASE = presets.PRESETS["support"].scenario
HEAD = f"base=support&v={MODEL_VERSION}"
MOST = paths.declaration(BASE, "hardware.assets").most
SIGNS = st.text(alphabet="ab,:\\~ &=+%é漢1", max_size=8)


def with_assets(rows):
    return paths.with_values(BASE, {"hardware.assets": tuple(rows)})


def opened(query):
    return links.open_link(f"{HEAD}&{query}")


@pytest.mark.parametrize(("cells", "text"), [
    (["1200", "1200", "1200", "800", "1200"], "1200:3,800,:1"),
    (["committed", "planned", "planned", "committed"], "committed,planned:2,:1"),
    (["committed", "committed", "planned", *["committed"] * 3], "committed:2,planned,:1:3"),
    (["5", "5", "7", "5"], "5,5,7,5"),  # nothing shorter
    (["a,b", "c:d", "e\\f"], "a\\,b,c\\:d,e\\\\f"),
    (["", "", "x", ""], ",,x,"),
    ([""], ""),
])  # fmt: skip
def test_a_column_is_readable(cells, text):
    assert joined(cells) == text
    assert split(text, len(cells)) == cells


@given(st.lists(SIGNS | st.sampled_from(["long value", "other value", "12"]), min_size=1))
def test_any_column_comes_back(cells):
    assert split(joined(cells), len(cells)) == cells


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        cells = split(text, 50)
    except ValueError:
        return
    assert len(cells) <= 50


@pytest.mark.parametrize(("text", "said"), [
    ("1,2,3,4", "at most 3 rows"),
    ("1:99999", "at most 3 rows"),
    ("1:999999999999", "is not a number of rows"),
    ("1:0", "':0' is not a number of rows"),
    ("1:x", "':x' is not a number of rows"),
    ("1:", "is not a number of rows"),
    ("5,:2", "':2' repeats a value that is not there"),
    (":1", "':1' repeats a value that is not there"),
    (":", "repeats a value that is not there"),
    ("1:2:3", "a colon too many"),
])  # fmt: skip
def test_what_is_no_column_is_said(text, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        split(text, 3)


NAMES = st.text(st.characters(codec="utf-8").filter(str.isprintable), max_size=12)


@st.composite
def assets(draw):
    number = st.floats(0, 1e9).map(lambda x: float(f"{x:.12g}")) | st.sampled_from([0.0, 1600.0])
    share = st.floats(0, 0.5).map(lambda x: float(f"{x:.12g}"))
    row = st.builds(
        Asset, name=NAMES | st.just("Laptop"), units=st.integers(0, 50).map(float),
        unit_price=number, purchase_month=st.integers(-240, 60).map(float), resale_share=share,
        serving_share=share, building_share=share,
    )  # fmt: skip
    return draw(st.lists(row, max_size=12))


@given(assets())
@settings(max_examples=60)
def test_any_table_survives_the_link(rows):
    plan = with_assets(rows)
    found = links.open_link(links.link_query(plan, "support"))
    assert found.messages == []
    assert codec.flat(found.scenario) == codec.flat(plan)


def test_uncertain_cells_survive_in_a_column():
    plan = with_assets([Asset(unit_price=1000.0 + i) for i in range(9)])
    ranges = {"hardware.assets.2.unit_price": (900.0, 1100.0)}
    plan = replace(plan, ranges=ranges)
    query = links.link_query(plan, "support")
    assert "hardware.assets.each.unit_price=1e3,1001,1002~900~1100,1003," in query
    found = links.open_link(query)
    assert found.messages == []
    assert dict(found.scenario.ranges) == ranges


def test_few_changes_stay_cell_by_cell():
    plan = with_assets([Asset(unit_price=1000.0 + i) for i in range(3)])
    assert "each" not in links.link_query(plan, "support")


def test_a_column_is_written_only_when_it_is_shorter():
    rows = [Asset(name=f"A{i:02}") for i in range(120)]
    before = with_assets(rows)
    changed = {f"hardware.assets.{i}.name": "Laptop" for i in (3, 50, 70, 90)}
    query = codec.encode(paths.with_values(before, changed), before)
    assert query == changed


def test_a_cell_that_stands_alone_wins_over_its_column():
    query = "hardware.assets=3&hardware.assets.1.units=9&hardware.assets.each.units=1,2,3"
    found = opened(query)
    assert found.messages == []
    assert [row.units for row in found.scenario.hardware.assets] == [1, 9, 3]


NONE = [None] * 3
BAD = [
    ("each.units=1,-2,3", "Assets, row 2: Units: -2 is not a whole number in 0 to", [1, None, 3]),
    ("each.units=1,x,3", "Assets, row 2: Units: 'x' is not a number", [1, None, 3]),
    ("each.units=1,,3", "Assets, row 2: Units: '' is not a number", [1, None, 3]),
    ("each.units=4,5,6,7", "Assets, Units: 4 values for 3 rows; the rest was left out", [4, 5, 6]),
    ("each.units=4:9999", f"Assets, Units: it takes at most {MOST} rows", NONE),
    ("each.units=4,:7", "Assets, Units: ':7' repeats a value that is not there", NONE),
    ("each.magic=1,2,3", "There is no input 'hardware.assets.each.magic'", NONE),
    ("each=1,2,3", "There is no input 'hardware.assets.each'", NONE),
    ("*.units=1,2,3", "There is no input 'hardware.assets.*.units'", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "message", "units"), BAD)
def test_each_bad_entry_gives_one_message_and_the_rest_holds(entry, message, units):
    found = opened(f"hardware.assets=3&hardware.assets.{entry}&business.cash=123456")
    assert len(found.messages) == 1
    assert message in found.messages[0]
    for i, (row, expected) in enumerate(zip(found.scenario.hardware.assets, units, strict=True)):
        kept = codec.default_at(BASE, f"hardware.assets.{i}.units")
        assert row.units == (kept if expected is None else expected)
    assert found.scenario.business.cash == 123456


def test_a_column_without_rows_is_one_message():
    found = opened("business.payments=0&business.payments.each.amount=1,2,3")
    assert found.messages == [
        "One-off payments, Amount: 3 values for 0 rows; the rest was left out"
    ]


def test_a_hostile_column_is_read_in_a_moment():
    rows = f"hardware.assets={MOST}"
    both = (
        f"hardware.assets.each.{field}=.9:{MOST}" for field in ("serving_share", "building_share")
    )
    started = time.perf_counter()
    found = opened("&".join([rows, *both]))
    assert len(found.messages) == links.MOST_MESSAGES + 1
    assert time.perf_counter() - started < 3


def long_plan(rows):
    """Rows that differ in every field, as an inventory does: three figures, a name each."""
    return with_assets([
        Asset(
            name=f"Asset number {i}", units=float(1 + i * 7 % 997),
            unit_price=float(f"{100 + (i * 7919) % 89_000:.3g}"),
            purchase_month=float(i * 31 % 97 - 60), life_months=float(12 + i * 17 % 101),
            resale_share=i * 37 % 61 / 100, maintenance_rate=i * 53 % 299 / 1000,
            breakage_rate=i * 71 % 401 / 1000, serving_share=i * 29 % 47 / 100,
            building_share=i * 43 % 53 / 100,
        )
        for i in range(rows)
    ])  # fmt: skip


def test_200_rows_of_ten_different_fields_fit_a_link():
    plan = long_plan(200)
    query = links.link_query(plan, "support")
    assert len(query) < 12_000, len(query)
    assert codec.flat(links.open_link(query).scenario) == codec.flat(plan)


def test_200_rows_of_a_usual_inventory_take_about_half_a_link():
    kinds = ["MacBook Pro 14", "Monitor 27", "GPU server", "Camera", "Label station"]
    prices, lives = [2400.0, 350.0, 240_000.0, 180.0, 4500.0], [36.0, 60.0, 48.0, 24.0, 36.0]
    plan = with_assets([
        Asset(
            name=f"{kinds[i * 7 % 5]} {i}", units=float(1 + i * 13 % 29),
            unit_price=prices[i * 7 % 5], life_months=lives[i * 7 % 5],
            purchase_month=float(i * 31 % 61 - 24), resale_share=i * 3 % 4 / 10,
            maintenance_rate=(0.0, 0.02, 0.05)[i * 5 % 3], breakage_rate=(0.0, 0.1)[i % 2],
            serving_share=(0.0, 0.25, 0.5)[i * 11 % 3], building_share=(0.0, 0.5)[i * 3 % 2],
        )
        for i in range(200)
    ])  # fmt: skip
    assert len(links.link_query(plan, "support")) < 9_000


def test_a_plan_that_fits_no_link_is_left_out_of_the_address_and_says_so():
    query = links.link_query(long_plan(400), "support")
    assert links.is_too_long(query)
    address = links.address_query(query)
    assert address == f"{HEAD}&left_out={len(query)}"
    found = links.open_link(address)
    assert found.messages == [links.LEFT_OUT_SAID]
    assert codec.flat(found.scenario) == codec.flat(BASE)
    assert f"{len(query):,} characters" in links.too_long_to_share(query)
    short = links.link_query(long_plan(20), "support")
    assert links.address_query(short) == short


@pytest.mark.parametrize(("spelled", "number"), [("12e4", 120_000.0), (".5", 0.5), ("-6", -6.0)])
def test_a_number_in_a_column_is_as_short_as_can_be(spelled, number):
    rows = [Asset(purchase_month=-6.0, unit_price=120_000.0, resale_share=0.5)] * 6
    text = links.link_query(with_assets(rows), "support")
    assert f"={spelled}:6" in text
    assert float(spelled) == number


def test_an_older_link_names_no_default_that_a_column_sets(monkeypatch):
    then = codec.flat(BASE) | {"hardware.assets": "2", "hardware.assets.0.units": "3"}
    then |= {"hardware.assets.1.units": "4"}
    now = MODEL_VERSION
    monkeypatch.setattr(links, "MODEL_VERSION", now + 1)
    monkeypatch.setattr(links, "released", lambda v: {"support": then} if v == now else {})
    found = links.open_link(f"base=support&v={now}&hardware.assets.each.units=5,6")
    assert [row.units for row in found.scenario.hardware.assets] == [5, 6]
    assert [said for said in found.changed_defaults if said.startswith("Units")] == []


def test_readable_signs_stand_in_the_address_as_they_are():
    assert set(columns.READABLE) == set("~.,:")
