"""Links and files: what goes in comes out, what cannot be read is said, and nothing raises."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calculators import links, presets
from calculators.core import codec, paths
from calculators.core.inputs import Choice, Input, InputError, Month, Rows, Series, Text, specs
from calculators.evaluation import evaluate
from calculators.scenario import MODEL_VERSION, Scenario

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "links.md"
LONGEST_OF_60_CHANGES = 2_500
OLD_RESULTS = [
    pytest.param(query, then, id=f"{file.stem}-{i}")
    for file in sorted((Path(__file__).parent / "versions").glob("*.json"))
    for i, (query, then) in enumerate(json.loads(file.read_text()).items())
]
BASE = presets.DEFAULT_PRESET
VERSION = str(MODEL_VERSION)
NASTY = "a&b=c#d~e%f+g ünïcode 漢字 🚀 <b>=1+1</b>?;,'\""


def start() -> Scenario:
    return presets.PRESETS[BASE].scenario


def twelve_digits(value: float) -> float:
    return float(f"{value:.12g}")


def value_of(spec):
    """Any value that a declaration takes, to the digits that a link keeps."""
    if isinstance(spec, Input):
        low, high = spec.bounds
        if spec.whole:
            number = st.integers(int(low), int(high)).map(float)
        else:
            number = st.floats(low, high).map(twelve_digits).filter(lambda x: low <= x <= high)
        return st.none() | number if spec.optional else number
    if isinstance(spec, Choice):
        return st.sampled_from(list(spec.options))
    if isinstance(spec, Month):
        return st.just("2031-07")
    if isinstance(spec, Series):
        one = st.floats(0.5, 1e6).map(twelve_digits)
        return st.just(()) | st.tuples(*[one] * spec.length)
    letters = st.characters(codec="utf-8").filter(str.isprintable) | st.sampled_from("&=#~%+ ;?")
    return st.text(letters, max_size=min(spec.longest, 12))


@st.composite
def plans(draw) -> Scenario:
    """Any plan within bounds: other values, other numbers of rows, some of them uncertain."""
    plan, ranges = start(), {}
    for path, spec, rows in paths.tables(plan):
        count = draw(st.integers(spec.least, max(spec.least, min(spec.most, 3))))
        plan = paths.with_values(plan, {path: (*rows, *[spec.row()] * count)[:count]})
    leaves = list(paths.leaves(plan))
    for index in draw(st.sets(st.integers(0, len(leaves) - 1), max_size=25)):
        path, spec, _ = leaves[index]
        value = draw(value_of(spec))
        try:
            plan = paths.with_values(plan, {path: value})
        except InputError:
            continue  # contradicts another input of the plan
        if isinstance(spec, Input) and value is not None and draw(st.booleans()):
            low = draw(st.floats(spec.bounds[0], value).map(twelve_digits))
            high = draw(st.floats(value, spec.bounds[1]).map(twelve_digits))
            if spec.problem(low) is None and spec.problem(high) is None and low <= value <= high:
                ranges[path] = (low, high)
    return replace(plan, ranges=ranges)


def same_plan(one: Scenario, other: Scenario) -> bool:
    return codec.flat(one) == codec.flat(other)


@given(plans(), st.sampled_from(list(presets.PRESETS)))
@settings(max_examples=60)
def test_a_link_opens_the_plan_that_it_was_made_of(plan, key):
    opened = links.open_link("https://example.org/runway?" + links.link_query(plan, key))
    size = len(links.link_query(plan, key))
    if size <= codec.LONGEST_LINK:
        assert opened.messages == []
        assert opened.base == key
        assert same_plan(opened.scenario, plan)
        assert opened.scenario.ranges == plan.ranges


@given(plans())
@settings(max_examples=30)
def test_a_file_opens_the_plan_that_it_was_made_of(plan):
    content = codec.to_json(plan, BASE, MODEL_VERSION).encode()
    opened = links.open_file(io.BytesIO(content), len(content))
    assert opened.messages == []
    assert same_plan(opened.scenario, plan)


def test_text_with_every_sign_survives_the_link():
    plan = paths.with_values(start(), {"plan.name": NASTY})
    query = links.link_query(plan, BASE)
    assert links.open_link(query).scenario.plan.name == NASTY
    assert links.open_link(links.as_mapping(query)).scenario.plan.name == NASTY


def test_a_link_is_readable():
    plan = paths.with_values(start(), {"demand.queries_per_month": 4.2e6, "plan.name": "A b"})
    plan = replace(plan, ranges={"demand.queries_per_month": (1e6, 1e7)})
    said = "plan.name=A+b&demand.queries_per_month=4200000~1000000~10000000"
    assert links.link_query(plan, BASE) == f"base={BASE}&v={MODEL_VERSION}&{said}"


@given(st.text(max_size=200) | st.dictionaries(st.text(max_size=40), st.text(max_size=60)))
@example("demand.queries_per_month=%")
@example("%ff%fe=&&&==&base=&v=")
@example({"services.rows": "99999999999999999999", "services.rows.0.name": "\ud800"})
@example({"services.rows.00001.name": "x", "services.rows.٠.name": "x", "services": "1"})
@example({"ranges": "1", "demand": "", "demand.": "", ".": "", "plan.name.0": "x"})
def test_nothing_that_is_opened_raises(link):
    opened = links.open_link(link)
    assert isinstance(opened.scenario, Scenario)
    evaluate(opened.scenario)


@given(st.binary(max_size=300) | st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
).map(lambda values: json.dumps({"format": codec.FORMAT, "values": values}).encode()))  # fmt: skip
def test_no_file_raises(content):
    assert isinstance(links.open_file(io.BytesIO(content), len(content)).scenario, Scenario)


BAD = [  # what is entered, what the one message names
    ("demand.queries_per_month=-1", "Queries a month: -1 is not in 0 to 10T queries a month"),
    ("demand.queries_per_month=abc", "Queries a month: 'abc' is not a number in 0 to"),
    ("demand.queries_per_month=nan", "Queries a month: 'nan' is not a number"),
    ("demand.queries_per_month=inf", "Queries a month: infinite is not in 0 to"),
    ("demand.queries_per_month=-inf", "Queries a month: minus infinite is not in 0 to"),
    ("demand.queries_per_month=1e400", "Queries a month: infinite is not in 0 to"),
    ("demand.queries_per_month=1_000", "Queries a month: '1_000' is not a number"),
    ("demand.queries_per_month=", "Queries a month: '' is not a number"),
    ("demand.queries_per_month=5~1", "Queries a month: '5~1' is not value~low~high"),
    ("demand.queries_per_month=5~6~7", "Queries a month: 5 is not in its own range, 6 to 7"),
    ("demand.queries_per_month=5~-1~7", "Queries a month: -1 is not in 0 to"),
    ("demand.usage_growth=-1", "Usage growth per customer: -100 % is not in -90 to 100 % a month"),
    ("demand.peak_to_mean=0.5", "Peak against mean: 0.5 is not in 1 to 24 ×"),
    ("demand.hourly=1,2,3", "Load by hour: 3 numbers; paste 24, or none"),
    ("demand.hourly=" + ",".join("0" * 24), "Load by hour: all 24 numbers are zero"),
    ("services.rows=0", "Services: '0' is not in 1 to 12 rows"),
    ("services.rows=1e9", "Services: '1e9' is not in 1 to 12 rows"),
    ("services.rows.0.supply=magic", "'magic' is not one of on_demand"),
    ("services.rows.9.name=x", "There is no input 'services.rows.9.name'"),
    ("services.rows.00.name=x", "There is no input 'services.rows.00.name'"),
    ("services.rows.0.layers=1.5", "Layers: 1.5 is not a whole number in 1 to 1k layers"),
    ("services.rows.0.active_parameters=99999", "Active parameters: 99999"),
    ("business.start_month=2026-13", "Start month: '2026-13' is not a month"),
    ("plan.name=" + "x" * 81, "Name of the plan: 81 characters; at most 80"),
    ("plan.name=a%00b", "Name of the plan: holds control characters"),
    ("demand.magic=1", "There is no input 'demand.magic'"),
    ("__class__.x=1", "There is no input '__class__.x'"),
    ("just some words", "There is no input 'just some words'"),
]


@pytest.mark.parametrize(("entry", "message"), BAD)
def test_a_bad_value_gives_one_message_and_nothing_else_is_lost(entry, message):
    head = f"?base={BASE}&v={MODEL_VERSION}"
    opened = links.open_link(f"{head}&business.cash=123456&{entry}&demand.kinds=7")
    assert len(opened.messages) == 1
    assert re.search(message, opened.messages[0])
    assert opened.refused == opened.messages
    kept = paths.with_values(start(), {"business.cash": 123456.0, "demand.kinds": 7.0})
    assert same_plan(opened.scenario, kept)


@pytest.mark.parametrize("entry", [
    "demand.queries_per_month=0", "demand.customers=0", "business.revenue_per_customer=0",
    "demand.usage_growth=-0.9", "services.rows.1.kv_bytes_per_token=unknown",
    "services.rows.1.parameters=100000",
])  # fmt: skip
def test_the_ends_of_the_bounds_are_computed_and_never_nan(entry):
    opened = links.open_link(f"base={BASE}&v={MODEL_VERSION}&{entry}")
    assert opened.messages == []
    result = evaluate(opened.scenario)
    assert not result.known or result.runway.months == result.runway.months  # NaN is not itself


def test_two_inputs_that_hold_only_together_are_taken_in_either_order():
    row = "services.rows.0."
    for first, second in (("parameters", "active_parameters"), ("active_parameters", "parameters")):
        query = {"base": BASE, "v": VERSION, row + first: "5000", row + second: "5000"}
        opened = links.open_link(query)
        assert opened.messages == []
        assert opened.scenario.services.rows[0].active_parameters == 5000


def test_a_range_is_dropped_with_the_value_that_it_belongs_to():
    entry = "services.rows.0.active_parameters=99999~99998~100000"
    opened = links.open_link(f"base={BASE}&v={VERSION}&{entry}")
    assert len(opened.messages) == 1
    assert opened.scenario.ranges == start().ranges


def test_an_unknown_example_says_so_and_takes_the_default_one():
    opened = links.open_link(f"base=nothing&v={VERSION}&business.cash=5")
    assert opened.base == BASE
    assert opened.messages == opened.refused
    assert len(opened.messages) == 1
    assert "'nothing'" in opened.messages[0]
    assert opened.scenario.business.cash == 5


@pytest.mark.parametrize("version", ["", "&v=99", "&v=0", "&v=abc", "&v=-1", "&v=" + "9" * 40])
def test_a_version_that_is_missing_or_not_known_says_so(version):
    opened = links.open_link(f"base={BASE}{version}&business.cash=5")
    assert len(opened.messages) == 1
    assert "version" in opened.messages[0]
    assert opened.refused == []
    assert opened.scenario.business.cash == 5


@pytest.mark.parametrize("link", ["", "?", "https://example.org/", {}, "base=" + BASE])
def test_a_link_that_says_nothing_opens_the_default_example_in_silence(link):
    opened = links.open_link(link)
    assert (opened.base, opened.messages) == (BASE, [])
    assert same_plan(opened.scenario, start())


def test_a_link_of_60000_characters_is_refused_as_a_whole():
    for link in ("plan.name=" + "x" * 60_000, {"plan.name": "x" * 60_000}):
        opened = links.open_link(link)
        assert not opened.readable
        assert len(opened.messages) == 1
        assert "at most 16,000 are read" in opened.messages[0]
        assert same_plan(opened.scenario, start())


def test_a_thousand_unknown_inputs_are_counted_not_listed():
    opened = links.open_link(f"v={VERSION}&" + "&".join(f"x{i}=1" for i in range(1000)))
    assert len(opened.messages) == links.MOST_MESSAGES + 1
    assert opened.messages[-1] == f"{1000 - links.MOST_MESSAGES:,} more entries could not be read."


@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_a_link_with_60_changes_is_short(key):
    """Numbers of three figures, as a slider gives them, in the order of declaration."""
    base = plan = presets.PRESETS[key].scenario
    for path, spec, value in paths.leaves(base):
        if len(codec.encode(plan, base)) == 60 or not isinstance(spec, Input):
            continue
        low, high = spec.typical
        other = float(round(high)) if spec.whole else float(f"{low + 0.377 * (high - low):.3g}")
        if value not in (None, other):
            try:
                plan = paths.with_values(plan, {path: other})
            except InputError:
                continue
    query = links.link_query(plan, key)
    assert len(codec.encode(plan, base)) == 60
    assert len(query) <= LONGEST_OF_60_CHANGES, len(query)


def opened_file(body: object) -> links.Opened:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return links.open_file(io.BytesIO(content), len(content))


def test_a_file_of_another_version_opens_and_says_so():
    body = json.loads(codec.to_json(start(), BASE, 99))
    opened = opened_file(body)
    assert same_plan(opened.scenario, start())
    assert len(opened.messages) == 1
    assert "model version 99" in opened.messages[0]
    assert "the page Assumptions lists" in opened.messages[0]


@pytest.mark.parametrize(("content", "message"), [
    (codec.to_json(Scenario(), BASE, 1).encode()[:-200], "not complete JSON"),
    (b"", "not complete JSON"),
    (b"\xff\xfe\x00", "not complete JSON"),
    (b"[" * 100_000, "not complete JSON"),
    (b"[1]", "not a plan exported from here"),
    (b'{"format": "other"}', "not a plan exported from here"),
    (b'{"format": "breakeven-plan", "values": []}', "holds no values"),
])  # fmt: skip
def test_a_file_that_is_no_plan_is_refused(content, message):
    opened = opened_file(content)
    assert not opened.readable
    assert len(opened.messages) == 1
    assert message in opened.messages[0]


def test_a_large_file_is_refused_before_it_is_read():
    class Unread(io.BytesIO):
        def read(self, *_):
            raise AssertionError("was read")

    opened = links.open_file(Unread(), 50_000_000)
    assert opened.messages == ["The file has 50,000,000 bytes; at most 1,000,000 are read"]
    assert not opened.readable


def test_a_file_that_hides_its_size_is_not_read_to_its_end():
    stream = io.BytesIO(b"x" * 3_000_000)
    assert not links.open_file(stream, 0).readable
    assert stream.tell() == codec.LARGEST_FILE + 1


def test_a_bad_value_in_a_file_leaves_the_rest():
    body = json.loads(codec.to_json(start(), BASE, MODEL_VERSION))
    body["values"] |= {"business.cash": 77, "demand.customers": None, "plan.name": ["x"] * 50}
    opened = opened_file(body)
    assert opened.scenario.business.cash == 77
    assert len(opened.messages) == 2  # customers, and the name that is too long


def test_the_present_version_is_released_as_the_examples_stand():
    file = links.VERSIONS / f"{MODEL_VERSION}.json"
    assert file.read_text(encoding="utf-8") == links.release(), (
        "defaults differ from those released: raise MODEL_VERSION, or before the first release run "
        "python -m calculators.links --release"
    )


def test_every_released_version_has_a_link_in_the_document():
    listed = re.findall(r"^- Version (\d+): `\?(.+)`$", DOCUMENT.read_text(), re.M)
    assert {int(version) for version, _ in listed} == set(range(1, MODEL_VERSION + 1))
    for version, query in listed:
        opened = links.open_link("https://example.org/?" + query)
        assert opened.refused == []
        assert bool(opened.messages) == (int(version) != MODEL_VERSION)
        given_ = links.as_mapping(query)
        written = codec.flat(opened.scenario)
        for path, text in given_.items():
            spec = paths.declaration(opened.scenario, path)
            if path in codec.RESERVED:
                continue
            if isinstance(spec, Input):
                assert written[path].split("~") == [f"{float(x):.12g}" for x in text.split("~")]
            else:
                assert written[path] == text


@pytest.mark.parametrize(("query", "then"), OLD_RESULTS)
def test_a_link_of_an_older_version_opens_with_its_runway_to_the_cent(query, then):
    """What that version showed, written down when it was the present one."""
    opened = links.open_link(query)
    assert opened.refused == []
    e = evaluate(opened.scenario)
    months = float(e.runway.months)
    assert months == pytest.approx(float(then["runway_months"]), rel=1e-12)
    assert [round(float(e.cash.cash[i]), 2) for i in (0, 11, 23, 35, 59)] == then["cash"]


def test_an_older_link_keeps_its_own_defaults_and_names_those_that_changed(monkeypatch):
    """As if this version had had less cash and another number of kinds."""
    then = codec.flat(start()) | {"business.cash": "111", "demand.kinds": "3"}
    monkeypatch.setattr(links, "MODEL_VERSION", MODEL_VERSION + 1)
    monkeypatch.setattr(links, "released", lambda v: {BASE: then} if v == MODEL_VERSION else {})
    opened = links.open_link(f"base={BASE}&v={VERSION}&demand.kinds=8")
    assert opened.scenario.business.cash == 111
    assert opened.scenario.demand.kinds == 8
    assert len(opened.changed_defaults) == 1
    assert opened.changed_defaults[0].startswith("Cash today: 111 USD; the default today is ")
    assert len(opened.messages) == 1
    again = links.open_link(links.link_query(opened.scenario, opened.base))
    assert same_plan(again.scenario, opened.scenario)


def test_an_amount_that_is_computed_today_has_no_unit():
    """The amount of version 1 is entered; today none is, and the page computes it."""
    said = links.open_link(f"base={BASE}&v=1").changed_defaults
    now = [text for text in said if text.startswith("Team, as one amount: ")]
    assert now == ["Team, as one amount: 86300 USD/month; the default today is unknown"]


@pytest.mark.parametrize("path", links.RETIRED)
@pytest.mark.parametrize("version", range(1, MODEL_VERSION + 1))
def test_a_retired_input_is_passed_over_in_silence(version, path):
    opened = links.open_link(f"base={BASE}&v={version}&{path}=9&business.cash=5")
    assert opened.refused == []
    assert opened.scenario.business.cash == 5
    alone = links.open_link(f"base={BASE}&v={version}&business.cash=5")
    assert same_plan(opened.scenario, alone.scenario)
    assert opened.changed_defaults == alone.changed_defaults
    assert paths.declaration(opened.scenario, path) is None


@pytest.mark.parametrize("key", list(links.released(1)))
def test_a_file_of_version_1_opens_with_its_team(key):
    """It spells out every input, the head count among them; the amount keeps its cents."""
    values = links.released(1)[key]
    opened = opened_file({"format": codec.FORMAT, "version": 1, "base": key, "values": values})
    assert opened.refused == []
    amount = float(values["team.monthly_amount"])
    assert evaluate(opened.scenario).costs["Team"].tolist() == [amount] * 60


def test_release_is_the_only_argument_of_its_command(capsys):
    assert links.main(["--wrong"]) == 2
    assert "usage" in capsys.readouterr().err


def test_every_kind_of_declaration_is_covered_by_the_random_plans():
    kinds = {type(spec) for _, spec, _ in paths.leaves(Scenario())}
    tables = {
        type(spec) for g in paths.groups(Scenario()).values() for spec in specs(type(g)).values()
    }
    assert kinds | tables == {Input, Choice, Text, Month, Series, Rows}


def test_nothing_below_nothing_is_nothing_in_the_address_too():
    found = links.open_link({"base": "support", "v": str(MODEL_VERSION), "business.interest": "-0"})
    assert found.messages == []
    assert "-0" not in links.link_query(found.scenario, found.base)
