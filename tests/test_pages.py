"""Every page draws with every plan; what is wrong with an input or a link is said in words."""

from __future__ import annotations

import html
import io
import math
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from calculators import catalog, links, presets
from calculators.answers import compute, decision_board
from calculators.answers.assumptions import changed_numbers
from calculators.answers.headline import headline
from calculators.core import codec, paths
from calculators.core.inputs import Choice, Input, InputError, Series
from calculators.evaluation import evaluate
from calculators.scenario import MODEL_VERSION, Scenario
from tests.said import plotted
from ui import first_plan, state
from ui.elements.panel import HAND, Change

VERSION = str(MODEL_VERSION)
APP = str(Path(__file__).resolve().parents[1] / "app.py")
PAGES = ("overview", "decisions", "runway",
         "compute", "operations", "bandwidth", "training", "hardware", "team",
         "cloud-or-own", "spot", "api", "server-or-cluster",
         "model-size", "build-or-buy", "commitments", "accuracy", "retraining", "fine-tuning",
         "near-duplicates", "vector-database",
         "prices", "start", "assumptions")  # fmt: skip
OF_THE_PLAN = ("overview", "decisions", "runway",
               "compute", "operations", "bandwidth", "training", "hardware",
               "team", "cloud-or-own", "spot", "api", "server-or-cluster", "model-size",
               "build-or-buy", "commitments",
               "accuracy", "retraining", "fine-tuning", "near-duplicates",
               "vector-database")  # fmt: skip
TRIED_ONE_IN = 18  # inputs at their bounds; each page takes others
NOT_WORDS = re.compile(r"\b(nan|NaN|inf|None(?! of))\b|<lambda>|Traceback")
FIRST = presets.PRESETS[presets.DEFAULT_PRESET]


def opened(page="overview", query=None):
    """Open a page as the first request to a server that has served nothing."""
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in (query or {}).items():
        app.query_params[key] = value
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    return app.run()


def here(app):
    return app.session_state[state.KEY]


def words(app):
    """Return the text of a page as people read it."""
    markup = " ".join(block.proto.body for block in app.get("html"))
    markup = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def alerts(app):
    """Return the messages on the page, one for each paragraph of its alert."""
    blocks = [b.proto.body for b in app.get("html") if 'role="alert"' in b.proto.body]
    assert len(blocks) <= 1
    found = re.findall(r"<p>(.*?)</p>", blocks[0], flags=re.DOTALL) if blocks else []
    return [html.unescape(text) for text in found]


def draws(app, scenario=None):
    """Draw the page (with another plan); it must have an answer in words and no exception."""
    if scenario is not None:
        here(app).scenario = scenario
    app.run()
    assert [e.value for e in app.exception] == []
    said = words(app)
    for message in alerts(app):
        said = said.replace(message, "")  # it repeats what was entered
    found = NOT_WORDS.search(said)
    assert found is None, said[max(found.start() - 80, 0) : found.end() + 40]
    assert 'class="be-sentence"' in " ".join(block.proto.body for block in app.get("html"))
    assert 'class="be-runway' in " ".join(block.proto.body for block in app.get("html"))


def act(app, function, *arguments):
    """Call a function of the session as a callback of this tab would."""
    with patch.object(state, "session", lambda: here(app)):
        return function(*arguments)


def edit(app, path, value=None, action="set", **ends):
    act(app, state.changed, [Change(path, action, value, **ends)])
    draws(app)


def value_of(app, path):
    return paths.value_at(here(app).scenario, path)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", list(presets.PRESETS))
def test_every_page_opens_cold_with_every_example(page, key):
    app = opened(page, {"base": key, "v": VERSION})
    draws(app)
    assert alerts(app) == []
    line = headline(evaluate(presets.PRESETS[key].scenario))
    assert f"{line.runway_value} {line.runway_unit}" in " ".join(words(app).split())


def at_the_bounds(start):
    """Yield (path, value) for both bounds of numbers, each option, no value where none is known."""
    for path, spec, _ in paths.leaves(start):
        if isinstance(spec, Input):
            yield from ((path, value) for value in spec.bounds)
            if spec.optional:
                yield path, None
        elif isinstance(spec, Choice):
            yield from ((path, option) for option in spec.options)
        elif isinstance(spec, Series):
            yield path, (0.0,) * (spec.length - 1) + (spec.bounds[1],)


@pytest.mark.parametrize("page", OF_THE_PLAN)
@pytest.mark.parametrize("key", ["support", "film"])
def test_pages_draw_with_inputs_at_their_bounds(page, key):
    start = presets.PRESETS[key].scenario
    app = opened(page, {"base": key, "v": VERSION})
    offset = OF_THE_PLAN.index(page) * 3 + (key == "film")
    for path, value in list(at_the_bounds(start))[offset::TRIED_ONE_IN]:
        try:
            changed = paths.with_values(start, {path: value})
        except InputError:
            continue  # contradicts another input
        draws(app, changed)


def everywhere(start, end):
    """Return the plan with each number at one end of its bounds, save what contradicts."""
    scenario = start
    for path, spec, _ in paths.leaves(start):
        if isinstance(spec, Input):
            try:
                scenario = paths.with_values(scenario, {path: spec.bounds[end]})
            except InputError:
                continue
    return scenario


SITUATIONS = {
    "KV bytes unknown": {"services.rows.1.kv_bytes_per_token": None},
    "fits no machine": {"services.rows.1.parameters": 5000.0,
                        "services.rows.1.gpus_per_machine": 1.0},
    "no customers": {"demand.customers": 0.0},
    "no queries": {"demand.queries_per_month": 0.0},
    "no revenue": {"business.revenue_per_customer": 0.0, "business.other_revenue": 0.0},
    "no funding": {"business.funding": ()},
    "no money": {"business.cash": 0.0, "business.funding": ()},
    "all but 1 in 100 leave each month": {"demand.customers_lost": 0.99,
                                       "demand.customers_gained": 0.0},
    "a fortune": {"business.cash": 1e12},
    "last month's bill": {"services.last_bill": 12_345.0},
    "all load in one hour": {"demand.hourly": (0.0,) * 23 + (1.0,)},
    "as flat as can be": {"demand.peak_to_mean": 1.0},
}  # fmt: skip


def held(start, values):
    known = {path: value for path, value in values.items() if paths.declaration(start, path)}
    return paths.with_values(start, known)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_does_not_exist_is_said_in_words(page, situation):
    app = opened(page)
    draws(app, held(FIRST.scenario, SITUATIONS[situation]))


@pytest.mark.parametrize("page", OF_THE_PLAN)
@pytest.mark.parametrize("end", [0, 1], ids=["low", "high"])
def test_pages_draw_with_every_number_at_once_at_a_bound(page, end):
    draws(opened(page), everywhere(FIRST.scenario, end))


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_is_unknown_in_the_sidebar_not_zero(page):
    unknown = {"services.rows.1.kv_bytes_per_token": "unknown"}
    app = opened(page, {"base": "support", "v": VERSION, **unknown})
    draws(app)
    assert alerts(app) == []
    assert re.search(r"Runway\s+unknown\s", words(app))


@pytest.mark.parametrize("page", OF_THE_PLAN)
def test_a_model_that_fits_no_machine_is_said(page):
    app = opened(page)
    draws(app, held(FIRST.scenario, SITUATIONS["fits no machine"]))
    assert "does not fit" in words(app)


# ---- links that are wrong in one place; {kept} is right and must hold

KEPT = {"base": "support", "v": VERSION, "business.cash": "3210000", "plan.name": "Ours"}
WRONG = {
    "out of bounds": ("demand.cached_share", "1.4", ["140 %", "0 to 100 %"]),
    "text in a number": ("business.cash_floor", "much", ["'much'", "$0 to $1T"]),
    "NaN": ("demand.customers", "nan", ["'nan'", "0 to"]),
    "infinite": ("demand.customers", "inf", ["infinite", "0 to"]),
    "minus infinite": ("demand.customers", "-inf", ["minus infinite", "0 to"]),
    "1e400": ("demand.customers", "1e400", ["inf", "0 to"]),
    "negative customers": ("demand.customers", "-5", ["-5", "0 to"]),
    "all lost and more": ("demand.customers_lost", "1", ["100 %", "0 to 99 %"]),
    "peak below mean": ("demand.peak_to_mean", "0.5", ["0.5", "1 to"]),
    "no services": ("services.rows", "0", ["'0'", "1 to"]),
    "too many services": ("services.rows", "100000", ["'100000'", "1 to"]),
    "unknown option": ("services.rows.0.supply", "magic", ["'magic'", "on_demand"]),
    "no month": ("business.start_month", "2026-13", ["'2026-13'", "1900-01 to 2199-12"]),
    "a range upside down": ("demand.customers", "50~90~10", ["50", "90", "10"]),
    "half a range": ("demand.customers", "50~10", ["'50~10'", "value~low~high"]),
    "a day of three hours": ("demand.hourly", "1,2,3", ["3 numbers", "24"]),
    "no such input": ("demand.wishes", "1", ["'demand.wishes'"]),
    "no such row": ("services.rows.99.tokens_in", "1", ["'services.rows.99.tokens_in'"]),
    "a long name": ("business.currency", "x" * 200, ["200", "at most"]),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("page", ["compute", "assumptions"])
def test_one_message_for_a_bad_value_and_the_rest_of_the_link_holds(page, wrong):
    path, text, said = WRONG[wrong]
    app = opened(page, {**KEPT, path: text})
    draws(app)
    found = alerts(app)
    assert len(found) == 1, found
    assert all(part in found[0] for part in said), found[0]
    spec = paths.declaration(Scenario(), path)
    assert spec is None or found[0].startswith(spec.label)
    assert value_of(app, "business.cash") == 3_210_000
    assert value_of(app, "plan.name") == "Ours"
    if spec is not None:
        assert value_of(app, path) == paths.value_at(FIRST.scenario, path)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"base": "nobody", "v": VERSION}, "There is no example 'nobody'"),
        ({"base": "support", "v": "999"}, "model version '999'"),
        ({"base": "support", "v": "<b>"}, "model version '<b>'"),
        ({"base": "support", "business.cash": "5"}, "does not say its model version"),
        (
            {"base": "support", "v": VERSION, "plan.name": "x" * 60_000},
            "characters; at most 16,000",
        ),
    ],
)
@pytest.mark.parametrize("page", PAGES)
def test_a_link_from_elsewhere_is_said(page, query, said):
    app = opened(page, query)
    draws(app)
    assert len(alerts(app)) == 1
    assert said in alerts(app)[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_link_of_nonsense_is_cut_short(page):
    app = opened(page, {f"x{i}.y": "1" for i in range(500)} | {"v": VERSION})
    draws(app)
    assert 1 <= len(alerts(app)) <= 21


@pytest.mark.parametrize("page", PAGES)
def test_markup_and_formulas_in_the_name_stay_text(page):
    name = '<img src=x onerror=alert(1)>=1+1 "&amp;'
    app = opened(page, {"base": "support", "v": VERSION, "plan.name": name})
    draws(app)
    markup = " ".join(block.proto.body for block in app.get("html"))
    assert "<img" not in markup
    assert html.escape(name) in markup


@pytest.mark.parametrize("page", OF_THE_PLAN)
def test_markup_in_the_name_of_a_service_stays_text(page):
    name = "<script>alert(1)</script>"
    for row in range(len(FIRST.scenario.services.rows)):
        app = opened(page, {"base": "support", "v": VERSION, f"services.rows.{row}.name": name})
        draws(app)
        assert "<script" not in " ".join(block.proto.body for block in app.get("html"))
        assert not any("<script" in figure for figure in plotted(app))


def test_a_message_goes_with_the_next_edit_and_the_bad_value_is_not_in_the_address():
    app = opened("runway", {**KEPT, "demand.customers": "many"})
    assert len(alerts(app)) == 1
    edit(app, "business.cash", 5e6)
    assert alerts(app) == []
    assert "many" not in act(app, state.query)


# ---- the address that the page would write


@pytest.mark.parametrize("page", PAGES)
def test_the_address_of_a_page_opens_the_same_plan(page):
    app = opened(page, {**KEPT, "demand.customers": "77~50~90", "demand.hourly": "1," * 23 + "9"})
    again = links.open_link(act(app, state.query))
    assert again.messages == []
    assert codec.flat(again.scenario) == codec.flat(here(app).scenario)
    assert dict(again.scenario.ranges) == {"demand.customers": (50.0, 90.0)}


# ---- edits


def test_an_edit_moves_the_runway_and_undo_brings_it_back():
    app = opened("runway")
    before = words(app)
    edit(app, "business.cash", 9.87e6)
    assert value_of(app, "business.cash") == 9.87e6
    assert words(app) != before
    act(app, state.undo)
    draws(app)
    assert words(app) == before
    assert codec.flat(here(app).scenario) == codec.flat(FIRST.scenario)


def test_the_levers_of_compute_wait_while_a_slider_moves_and_follow_when_it_rests():
    app = opened("compute")
    before = words(app)
    act(app, state.changed, [Change("demand.queries_per_month", "set", 3e8)])
    app.session_state[HAND] = True
    draws(app)
    lever = re.compile(r"The strongest lever: .*?runway\.")
    assert lever.search(words(app))[0] == lever.search(before)[0]
    assert pale(app)
    draws(app)
    fresh = " ".join(part.text for part in compute.answer(evaluate(here(app).scenario), 1).sentence)
    assert lever.search(words(app))[0] == lever.search(fresh)[0] != lever.search(before)[0]
    assert not pale(app)


def test_an_example_stays_named_when_it_is_changed_so_that_nothing_below_moves():
    app = opened("overview")
    assert "This is an example" in words(app)
    edit(app, "business.cash", 9.87e6)
    assert "Changed from an example" in words(app)
    edit(app, "plan.name", "Ours")
    assert "an example" not in words(app)


def pale(app):
    """Return whether a page says that its decisions are those of the plan before."""
    return any("be-decided waits" in block.proto.body for block in app.get("html"))


def test_decisions_wait_while_a_slider_moves_and_follow_when_it_rests():
    app = opened("overview")
    before = decision_board.board(evaluate(FIRST.scenario)).title
    act(app, state.changed, [Change("demand.queries_per_month", "set", 3e8)])
    app.session_state[HAND] = True
    draws(app)
    after = decision_board.board(evaluate(here(app).scenario)).title
    assert after != before
    assert before in words(app)
    assert pale(app)
    assert headline(evaluate(here(app).scenario)).runway_value in words(app)
    draws(app)
    assert after in words(app)
    assert not pale(app)


def test_quick_presses_of_one_slider_are_one_step_of_undo():
    app = opened("runway")
    for cash in (2e6, 3e6, 4e6):
        act(app, state.changed, [Change("business.cash", "set", cash)])
    act(app, state.changed, [Change("demand.customers", "set", 5.0)])
    assert len(here(app).undo) == 2
    act(app, state.undo)
    assert value_of(app, "business.cash") == 4e6
    act(app, state.undo)
    assert value_of(app, "business.cash") == paths.value_at(FIRST.scenario, "business.cash")
    act(app, state.undo)  # nothing is left: nothing happens
    draws(app)


def test_reset_all_can_be_undone():
    app = opened("overview", {**KEPT})
    act(app, state.reset_all)
    draws(app)
    assert codec.flat(here(app).scenario) == codec.flat(FIRST.scenario)
    act(app, state.undo)
    assert value_of(app, "business.cash") == 3_210_000


def test_another_example_can_be_undone_with_its_name():
    app = opened("compute")
    act(app, state.choose_example, "film")
    draws(app)
    assert here(app).base == "film"
    assert app.sidebar.selectbox[0].value == "film"
    act(app, state.undo)
    draws(app)
    assert here(app).base == presets.DEFAULT_PRESET
    assert app.sidebar.selectbox[0].value == presets.DEFAULT_PRESET


def test_the_example_is_chosen_in_the_sidebar_and_chosen_back():
    app = opened("overview")
    for key in ("vehicles", "support", "vehicles", "film"):
        app.sidebar.selectbox[0].select(key).run()
        assert here(app).base == key
        assert act(app, state.query) == f"base={key}&v={VERSION}"
        draws(app)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("business.cash", -1.0),
        ("demand.cached_share", 1.5),
        ("demand.customers", math.inf),
        ("demand.customers", None),
        ("demand.hourly", [1.0, 2.0]),
        ("demand.hourly", [0.0] * 24),
        ("business.start_month", "soon"),
        ("services.rows.0.supply", "magic"),
        ("services.rows.0.active_parameters", 4000.0),
        ("services.rows.7.tokens_in", 5.0),
        ("services.rows", 3.0),
        ("nothing.at_all", 3.0),
        ("plan.name", "x" * 81),
        ("plan.name", "a\u0000b"),
    ],
)
def test_a_refused_edit_says_so_and_leaves_the_plan(path, value):
    app = opened("compute")
    before = codec.flat(here(app).scenario)
    edit(app, path, value)
    assert codec.flat(here(app).scenario) == before
    assert len(alerts(app)) == 1
    edit(app, "business.cash", 5e6)
    assert alerts(app) == []


def test_what_is_refused_does_not_take_its_neighbours_along():
    app = opened("compute")
    bad_and_good = [
        Change("business.cash", "set", -1.0),
        Change("demand.customers", "set", 12.0),
        Change("demand.cached_share", "set", 7.0),
    ]
    act(app, state.changed, bad_and_good)
    draws(app)
    assert value_of(app, "demand.customers") == 12
    assert len(alerts(app)) == 2


def test_a_range_is_taken_kept_in_the_link_and_ended():
    app = opened("runway")
    cash = value_of(app, "business.cash")
    edit(app, "business.cash", action="range", low=cash / 2, high=cash * 2)
    assert here(app).scenario.ranges == {"business.cash": (cash / 2, cash * 2)}
    assert "~" in act(app, state.query)
    edit(app, "business.cash", action="range")
    assert here(app).scenario.ranges == {}


@pytest.mark.parametrize(("low", "high"), [(2.0, 3.0), (-5.0, 1e9), (0.0, 1e300)])
def test_a_range_that_leaves_its_value_or_its_bounds_is_refused(low, high):
    app = opened("runway")
    edit(app, "business.cash", action="range", low=low, high=high)
    assert here(app).scenario.ranges == {}
    assert len(alerts(app)) == 1


def test_a_value_outside_its_range_ends_the_doubt_and_so_does_unknown():
    app = opened("compute")
    measured = "services.rows.1.measured_queries_per_second"
    for then in (500.0, None):
        edit(app, measured, 20.0)
        edit(app, measured, action="range", low=10.0, high=30.0)
        edit(app, measured, then)
        assert value_of(app, measured) == then
        assert here(app).scenario.ranges == {}


def test_resetting_one_input_gives_the_example_back():
    app = opened("runway")
    edit(app, "business.cash", 5e6)
    edit(app, "business.cash", action="range", low=4e6, high=6e6)
    edit(app, "business.cash", action="reset")
    assert codec.flat(here(app).scenario) == codec.flat(FIRST.scenario)


@pytest.mark.parametrize("key", list(presets.PRESETS))
@pytest.mark.parametrize(("field", "other"), [("model", "llama-3-3-70b"), ("machine", None)])
def test_resetting_a_model_or_machine_gives_its_numbers_back(key, field, other):
    app = opened("compute", {"base": key, "v": VERSION})
    before = codec.flat(here(app).scenario)
    path = f"services.rows.0.{field}"
    known = [m.key for m in (catalog.machines() if other is None else catalog.language_models())]
    chosen = next(k for k in reversed(known) if k != value_of(app, path))
    edit(app, path, chosen)
    assert codec.flat(here(app).scenario) != before
    edit(app, path, action="reset")
    after = codec.flat(here(app).scenario)
    fit = ("bandwidth_efficiency", "compute_efficiency", "step_overhead_ms")
    left = {p for p in before if after[p] != before[p] and not p.endswith(fit)}
    assert left == set()


# ---- tables


def count(app):
    return len(here(app).scenario.services.rows)


def press(app, button):
    edit(app, button, action="act")


def test_services_are_copied_added_and_removed():
    app = opened("compute")
    start = count(app)
    press(app, "services.rows#copy.0")
    assert count(app) == start + 1
    assert here(app).scenario.services.rows[0] == here(app).scenario.services.rows[1]
    press(app, "services.rows#add")
    assert count(app) == start + 2
    press(app, f"services.rows#remove.{count(app) - 1}")
    press(app, "services.rows#remove.1")
    assert count(app) == start
    assert codec.flat(here(app).scenario) == codec.flat(FIRST.scenario)


def test_the_last_service_stays_and_a_second_press_is_harmless():
    app = opened("compute")
    for _ in range(4):
        press(app, "services.rows#remove.0")
        press(app, "services.rows#remove.1")
    assert count(app) == 1
    assert "1 to" in alerts(app)[0] if alerts(app) else True


def test_no_more_services_than_the_table_holds():
    app = opened("compute")
    most = paths.declaration(Scenario(), "services.rows").most
    for _ in range(most + 3):
        act(app, state.changed, [Change("services.rows#add", "act")])
    draws(app)
    assert count(app) == most
    assert len(alerts(app)) == 1


@pytest.mark.parametrize("table", ["business.funding", "business.payments"])
def test_rows_of_money_come_and_go(table):
    app = opened("runway")
    held_before = len(value_of(app, table))
    press(app, f"{table}#add")
    assert len(value_of(app, table)) == held_before + 1
    again = links.open_link(act(app, state.query))
    assert again.messages == []
    assert codec.flat(again.scenario) == codec.flat(here(app).scenario)
    for _ in range(held_before + 2):
        press(app, f"{table}#remove.0")
    assert value_of(app, table) == ()


def test_removing_a_row_drops_ranges_that_would_move():
    app = opened("compute")
    path = "services.rows.1.price_per_gpu_hour"
    price = value_of(app, path)
    edit(app, path, action="range", low=price / 2, high=price * 2)
    press(app, "services.rows#remove.0")
    assert here(app).scenario.ranges == {}


def test_the_service_shown_stays_while_its_numbers_change():
    app = opened("compute")
    shown = act(app, state.service_shown)
    edit(app, f"services.rows.{shown}.price_per_gpu_hour", 0.0)
    assert act(app, state.service_shown) == shown
    edit(app, state.SERVICE, "99")
    assert act(app, state.service_shown) == count(app) - 1


# ---- a first plan, files, the theme


def test_eight_answers_become_the_plan():
    app = opened("start")
    answers = [Change("cash", "set", 250_000.0), Change("people", "set", 3.0)]
    act(app, first_plan.answered, answers)
    draws(app)
    assert here(app).base == presets.DEFAULT_PRESET
    assert len(value_of(app, "team.roles")) == len(FIRST.scenario.team.roles)
    next(b for b in app.button if b.key == "use").click().run()
    draws(app)
    assert value_of(app, "business.cash") == 250_000
    assert value_of(app, "team.roles.0.people") == 3
    act(app, state.undo)
    assert codec.flat(here(app).scenario) == codec.flat(FIRST.scenario)


@pytest.mark.parametrize(
    ("path", "value"),
    [("people", 2.5), ("people", -1.0), ("cash", None), ("model", "nothing"), ("start_month", "x")],
)
def test_an_answer_that_does_not_fit_is_said(path, value):
    app = opened("start")
    act(app, first_plan.answered, [Change(path, "set", value)])
    draws(app)
    assert len(alerts(app)) == 1


@pytest.mark.parametrize("path", ["queries_per_month", "cash", "revenue_per_month", "people"])
def test_a_first_plan_of_nothing_is_a_plan(path):
    app = opened("start")
    act(app, first_plan.answered, [Change(path, "set", 0.0)])
    draws(app)
    act(app, first_plan.use)
    draws(app)


def test_an_exported_plan_opens_again_and_a_broken_one_changes_nothing():
    app = opened("start", KEPT)
    before = codec.flat(here(app).scenario)
    text = codec.to_json(here(app).scenario, "support", 1).encode()
    act(app, state.reset_all)
    assert act(app, state.open_plan, io.BytesIO(text), len(text))
    assert codec.flat(here(app).scenario) == before
    for broken in (text[:-400], b"\xff\x00", b"[]", b"{}", b"=1+1"):
        assert not act(app, state.open_plan, io.BytesIO(broken), len(broken))
        draws(app)
        assert len(alerts(app)) == 1
        assert codec.flat(here(app).scenario) == before


def test_a_large_file_is_refused_before_it_is_read():
    class Unreadable(io.BytesIO):
        def read(self, size=-1):
            raise AssertionError("was read")

    app = opened("start")
    assert not act(app, state.open_plan, Unreadable(), 50_000_000)
    draws(app)
    assert "50,000,000 bytes" in alerts(app)[0]


@pytest.mark.parametrize("page", OF_THE_PLAN)
def test_charts_follow_the_theme(page):
    app = opened(page)
    light = plotted(app)
    app.session_state["_address.theme"] = "dark"
    draws(app)
    dark = plotted(app)
    assert len(light) == len(dark) > 0
    assert all(one != other for one, other in zip(light, dark, strict=True))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_itself_and_its_question(page):
    assert re.search(r"<h1>[^<]+<span>[^<]+[?.;a-z]</span></h1>", str(
        [block.proto.body for block in opened(page).get("html")]))  # fmt: skip


def test_the_ledger_is_filtered():
    app = opened("assumptions")
    everything = words(app)
    app.text_input(key="ledger-text").input("zzzz").run()
    draws(app)
    assert len(words(app)) < len(everything)
    app.text_input(key="ledger-text").input("<b>cash").run()
    draws(app)


def test_the_numbers_that_changed_are_listed_where_an_old_link_says():
    """A link of version 1 names the page; folded there stands each version, dollars as dollars."""
    app = opened(query={"base": presets.DEFAULT_PRESET, "v": "1"})
    assert any("the page Assumptions lists" in message for message in alerts(app))
    listed = changed_numbers()
    assert "**1.0.0**" in listed
    assert f"model version {VERSION}" in listed
    assert not re.search(r"(?<!\\)\$", listed)
    assert "Numbers that changed" in [fold.label for fold in opened("assumptions").expander]
