"""Build, buy or open source: terms by hand, the line against the decision, mix, payback."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import presets
from calculators.choices import build_vs_buy as page
from calculators.choices import build_vs_buy_mix as mix
from calculators.choices.build_vs_buy_inputs import Level, PricedBy, Tool, Tools
from calculators.choices.build_vs_buy_terms import Size, running, terms, whole
from calculators.core import paths
from calculators.core.breakeven import discounted_payback_months, payback_months
from calculators.core.business import Worth
from calculators.core.decision import Condition, Verdict, judged
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError, YesNo
from calculators.evaluation import evaluate
from calculators.scenario import Scenario

WORTH = Worth(engineer_week_cost=4000.0, payback_months=12.0)
PLAN = demand_plan(Demand(queries_per_month=2e6, customers_gained=0.1, customers_lost=0.0))
TOOL = Tool(
    script_time=0.1, script_model_time=0.05,
    open_setup_weeks=4.0, open_time=0.3, open_model_time=0.02, open_amount=150.0,
    open_exit_weeks=2.0,
    managed_setup_weeks=1.0, managed_time=0.05, managed_model_time=0.01, managed_amount=100.0,
    managed_price=20.0, managed_exit_weeks=3.0,
    built_setup_weeks=16.0, built_time=0.5, built_model_time=0.005, built_amount=80.0,
    built_exit_weeks=5.0,
)  # fmt: skip
P = Tools(rows=(TOOL,), models=10.0, people=5.0, familiar=YesNo.YES, kept_months=40.0)
TEN = Size(people=5.0, models=10.0, thousands=2000.0)
NOTHING = {name: 0.0 for name, spec, _ in (
    (path.rpartition(".")[2], spec, value)
    for path, spec, value in paths.leaves(Scenario(tools=Tools(rows=(TOOL,))))
    if path.startswith("tools.rows.0.")) if hasattr(spec, "bounds")}  # fmt: skip


def at(level: Level, tool: Tool = TOOL, p: Tools = P) -> Tools:
    return replace(p, rows=(replace(tool, level=level),))


# --- by hand ------------------------------------------------------------------------------------


def test_bvb_1_build_for_60_000_against_4_000_a_month():
    """60,000 / (4,000 − 1,000) = 20 months; at 10 % a year 21.87."""
    assert payback_months(60_000.0, 3_000.0) == pytest.approx(20.0, abs=0.01)
    assert discounted_payback_months(60_000.0, 3_000.0, 0.10) == pytest.approx(21.87, abs=0.01)
    built = replace(
        TOOL, built_setup_weeks=15.0, built_time=0.25, built_model_time=0.0, built_amount=0.0,
        managed_setup_weeks=0.0, managed_time=0.0, managed_model_time=0.0,
        managed_amount=4000.0, managed_price=0.0,
    )  # fmt: skip
    found = mix.build_or_buy(P, built, TEN, WORTH, 0.10)
    assert (found.more_at_once, found.saving) == (60_000.0, 3_000.0)
    assert found.months == pytest.approx(20.0, abs=0.01)
    assert found.discounted_months == pytest.approx(21.87, abs=0.01)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        pytest.param(Level.SCRIPT, 2400.0, id="scripts: (0.1 + 10 x 0.05) x 4,000"),
        pytest.param(Level.OPEN_SOURCE, 2150.0, id="open: 150 + (0.3 + 10 x 0.02) x 4,000"),
        pytest.param(Level.MANAGED, 900.0, id="managed: 100 + 10 x 20 + (0.05 + 0.1) x 4,000"),
        pytest.param(Level.BUILT, 2280.0, id="built: 80 + (0.5 + 10 x 0.005) x 4,000"),
    ],
)
def test_a_month_of_each_level(level, expected):
    assert running(terms(P, TOOL, level), TEN, WORTH) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        pytest.param(PricedBy.PERSON, 800.0, id="100 + 5 people x 20 + 600"),
        pytest.param(PricedBy.MODEL, 900.0, id="100 + 10 models x 20 + 600"),
        pytest.param(PricedBy.QUERIES, 40_700.0, id="100 + 2,000 thousand queries x 20 + 600"),
    ],
)
def test_a_licence_is_counted_by_its_unit(unit, expected):
    priced = replace(TOOL, managed_unit=unit)
    assert running(terms(P, priced, Level.MANAGED), TEN, WORTH) == pytest.approx(expected)


def test_set_up_and_leaving_are_spread_over_the_months_that_it_is_kept():
    """Built: 2,280 + (16 + 5) x 4,000 / 40 = 4,380 a month."""
    assert whole(P, TOOL, Level.BUILT, TEN, WORTH) == pytest.approx(4380.0)


def test_what_is_in_use_needs_no_set_up_and_the_others_its_leaving():
    """Managed is there: 900; scripts 2,400 + 3 x 4,000 / 40; built 2,280 + (3 + 16 + 5) x 100."""
    there = replace(TOOL, level=Level.MANAGED)
    costs = mix.by_level(P, there, TEN, WORTH)
    assert costs == pytest.approx([2700.0, 2150.0 + 900.0, 900.0, 4680.0])
    before = mix.by_level(P, TOOL, TEN, WORTH)  # on scripts: set-up and leaving of each
    assert before == pytest.approx([2400.0, 2750.0, 1300.0, 4380.0])


def test_leaving_what_is_in_use_counts_against_building_and_against_a_platform():
    """Built 16 + 3 weeks of leaving the managed one: 76,000; the platform 3 weeks more, 300."""
    p = at(Level.MANAGED)
    assert mix.build_or_buy(p, p.rows[0], TEN, WORTH, 0.0).more_at_once == pytest.approx(76_000.0)
    more = mix.platform_cost(p, TEN, WORTH) - mix.platform_cost(P, TEN, WORTH)
    assert more == pytest.approx(300.0)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({"familiar": YesNo.NO}, (6.0, 0.3, 2.0), id="set-up 4 x 1.5"),
        pytest.param({"fits_size": YesNo.NO}, (4.0, 0.6, 2.0), id="upkeep 0.3 x 2"),
        pytest.param({"leaves_easily": YesNo.NO}, (4.0, 0.3, 4.0), id="leaving 2 x 2"),
    ],
)
def test_each_no_of_the_checklist_makes_tools_of_others_dearer(answers, expected):
    p = replace(P, **answers)
    found = terms(p, TOOL, Level.OPEN_SOURCE)
    assert (found.setup_weeks, found.weeks, found.exit_weeks) == expected
    assert terms(p, TOOL, Level.BUILT) == terms(P, TOOL, Level.BUILT)
    assert terms(p, TOOL, Level.SCRIPT) == terms(P, TOOL, Level.SCRIPT)


def test_scripts_are_in_no_line():
    line = page.cost_line(P, PLAN, WORTH)
    assert not any(np.any(getattr(line, name)) for name in ("cash", "accounting", "weeks"))


def test_the_line_of_a_managed_tool_by_month():
    """Month 1: 100 + 200 = 300; month 13, 12 models more: 540. Less upkeep than the scripts: 0."""
    line = page.cost_line(replace(at(Level.MANAGED), models_added=1.0), PLAN, WORTH)
    assert line.cash[[0, 12]] == pytest.approx([300.0, 540.0])
    assert not line.weeks.any()
    assert not line.cloud.any()
    assert not line.variable.any()


def test_the_line_holds_the_upkeep_beyond_that_of_the_scripts():
    """Built for 1 model: 0.505 − 0.15 = 0.355 weeks; for 10 models 0.55 is less than 0.6."""
    built = replace(at(Level.BUILT), models=1.0, models_added=0.75)
    assert page.cost_line(built, PLAN, WORTH).weeks[[0, 12]] == pytest.approx([0.355, 0.0])


def test_a_licence_by_queries_moves_with_the_volume():
    """2,000 thousand x 0.5 = 1,000 in month 1, 1,100 in month 2."""
    by_queries = replace(TOOL, managed_unit=PricedBy.QUERIES, managed_price=0.5)
    line = page.cost_line(at(Level.MANAGED, by_queries), PLAN, WORTH)
    assert line.variable[:2] == pytest.approx([1000.0, 1100.0])
    assert line.cash[:2] == pytest.approx([1100.0, 1200.0])


def test_credits_pay_hosting_and_licences_only_if_they_are_on_the_bill_of_the_cloud():
    on_bill = replace(P, on_cloud_bill=YesNo.YES)
    assert page.cost_line(at(Level.MANAGED, p=on_bill), PLAN, WORTH).cloud[0] == 300.0
    assert page.cost_line(at(Level.OPEN_SOURCE), PLAN, WORTH).cloud[0] == 150.0
    assert page.cost_line(at(Level.MANAGED), PLAN, WORTH).cloud[0] == 0.0


# --- adoptions ----------------------------------------------------------------------------------


def offered(p: Tools, plan=PLAN, worth=WORTH):
    return list(page.adoptions(p, plan, worth))


def test_the_level_offered_leaves_most_within_the_payback_months():
    """12 x (2,400 − 900) − 1 x 4,000 = 14,000 managed; open 12 x 250 − 16,000 < 0."""
    (one,) = offered(P)
    assert one.changes == {"tools.rows.0.level": Level.MANAGED}
    assert one.weeks == 1.0
    assert one.saving(np.array([10.0])) == pytest.approx([1500.0])


def test_leaving_a_tool_takes_its_exit_and_the_set_up_of_the_next():
    """From managed to open source: 3 weeks out and 4 in."""
    dear = replace(TOOL, managed_price=500.0, script_model_time=1.0)
    (one,) = offered(at(Level.MANAGED, dear))
    assert one.changes == {"tools.rows.0.level": Level.OPEN_SOURCE}
    assert one.weeks == 7.0


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("models", [1.0, 30.0, 3000.0])
def test_the_saving_is_that_of_the_lines_time_freed_and_value(level, models):
    p = replace(at(level), models=models)
    (one,) = offered(p)
    then = paths.with_values(Scenario(tools=p), one.changes).tools
    before, after = (page.cost_line(x, PLAN, WORTH) for x in (p, then))
    weeks = before.weeks[0] - after.weeks[0] + np.ravel(one.weeks_saved)[0]
    by_plan = before.cash[0] - after.cash[0] + weeks * 4000.0 + one.value_gained
    assert one.saving(np.array([models]))[0] == pytest.approx(by_plan)


def test_the_time_that_is_freed_is_no_cash():
    """Scripts 0.6 weeks, managed 0.15: 0.45 freed a month; runway falls by bills and work."""
    (one,) = offered(P)
    assert one.weeks_saved[0] == pytest.approx(0.45)
    (found,) = evaluate(Scenario(tools=P)).decisions_on("tools")
    assert found.weeks_freed[0] == pytest.approx(0.45)
    assert found.monthly_saving[0] == pytest.approx(-300.0)


@pytest.mark.parametrize(
    ("models", "turn"),
    [
        pytest.param(10.0, 5 / 3, id="managed: 12 x (100 + 140 v) = 4,000"),
        pytest.param(1e5, 84_160 / 2160, id="built: 12 x (180 v - 1,680) = 64,000"),
    ],
)
def test_where_it_turns_is_found_however_many_models_there_are(models, turn):
    plan = Scenario(tools=replace(P, models=models), worth=WORTH)
    (found,) = evaluate(plan).decisions_on("tools")
    assert [one.crossing.value for one in found.turns] == pytest.approx([turn])


def test_hours_that_nobody_knows_make_no_verdict():
    unmeasured = replace(P, rows=(replace(TOOL, script_time=None),))
    (one,) = offered(unmeasured)
    assert "count the hours" in one.unknown
    (found,) = evaluate(Scenario(tools=unmeasured)).decisions_on("tools")
    assert found.verdict == Verdict.CANNOT_TELL
    (back,) = offered(at(Level.BUILT, replace(TOOL, script_time=None)))
    assert back.changes["tools.rows.0.level"] != Level.SCRIPT


def test_verdicts_over_the_examples_and_a_hundred_times_their_size():
    found = set()
    for key in presets.PLANS:
        for times in (1.0, 100.0):
            s = presets.PRESETS[key].scenario
            s = paths.with_values(s, {
                "tools.models": s.tools.models * times, "tools.people": s.tools.people * times,
                "demand.queries_per_month": s.demand.queries_per_month * times})  # fmt: skip
            found |= {d.verdict for d in evaluate(s).decisions_on("tools")}
    assert found == {Verdict.PAYS, Verdict.NOT_YET}


# --- the mix ------------------------------------------------------------------------------------

amounts = st.floats(0.0, 1e4)
weeks = st.floats(0.0, 10.0)
tools = st.builds(
    Tool, level=st.sampled_from(Level), script_time=weeks, script_model_time=weeks,
    open_setup_weeks=weeks, open_time=weeks,
    open_model_time=weeks, open_amount=amounts, open_exit_weeks=weeks, managed_setup_weeks=weeks,
    managed_time=weeks, managed_model_time=weeks, managed_amount=amounts, managed_price=amounts,
    managed_unit=st.sampled_from(PricedBy), managed_exit_weeks=weeks, built_setup_weeks=weeks,
    built_time=weeks, built_model_time=weeks, built_amount=amounts, built_exit_weeks=weeks,
)  # fmt: skip
MODELS = np.geomspace(0.1, 1e4, 50)
SIZES = Size(people=5.0, models=MODELS, thousands=2000.0)


@given(st.lists(tools, min_size=1, max_size=4))
def test_the_cheapest_mix_is_never_dearer_than_any_level_for_all(rows):
    least = mix.cheapest_mix(P, rows, SIZES, WORTH)
    for level in Level:
        assert np.all(least <= mix.all_at(P, rows, level, SIZES, WORTH) * (1 + 1e-12))


@given(tools, st.sampled_from(["open_time", "managed_time", "built_time", "script_time",
                               "open_model_time", "managed_model_time"]), weeks)  # fmt: skip
def test_more_upkeep_never_makes_a_level_cheaper(tool, field, more):
    dearer = replace(tool, **{field: getattr(tool, field) + more})
    before, after = (mix.by_level(P, t, SIZES, WORTH) for t in (tool, dearer))
    assert np.all(after >= before)


def changes(tool, low, high, of="models"):
    return mix.changes(mix.ends_by_part(P, tool, TEN, WORTH)[of], low, high)


@given(tools)
def test_between_two_changes_the_level_named_is_cheapest(tool):
    found = changes(tool, 0.1, 1e4)
    for one, following in zip(found, [*found[1:], None], strict=True):
        end = following.at if following else 1e4
        middle = Size(people=5.0, models=np.array([(one.at + end) / 2]), thousands=2000.0)
        costs = mix.by_level(P, tool, middle, WORTH)[:, 0]
        assert costs[mix.LEVELS.index(one.level)] == pytest.approx(costs.min(), rel=1e-9)


@given(tools)
def test_the_verdict_flips_at_its_crossing(tool):
    (one,) = offered(replace(P, rows=(tool,)))

    def margin(models):
        return 12 * one.saving(models) - one.weeks * 4000.0

    found = judged([Condition(name="cost", unit="USD", margin=margin)], one.scale)
    assert (found.verdict == Verdict.PAYS) == (margin(np.array([10.0]))[0] > 0)
    for turn in found.turns:
        sides = margin(turn.crossing.value * np.array([1 - 1e-6, 1 + 1e-6]))
        assert (sides[0] > 0) != (sides[1] > 0)


def test_no_licence_and_no_weeks_are_free():
    free = replace(TOOL, **NOTHING)
    assert not mix.by_level(P, free, SIZES, WORTH).any()
    assert page.cost_line(at(Level.MANAGED, free), PLAN, WORTH).cash.sum() == 0


def test_where_the_cheapest_level_changes_by_hand():
    """Scripts 400 + 200 v, managed 100 + 200 + 400 + 60 v, with 4 x 4,000 / 40: at 300 / 140."""
    found = changes(TOOL, 0.5, 1000.0)
    assert [one.level for one in found] == [Level.SCRIPT, Level.MANAGED, Level.BUILT]
    assert found[1].at == pytest.approx(300 / 140)


@pytest.mark.parametrize(
    ("unit", "of"), [(PricedBy.PERSON, "people"), (PricedBy.QUERIES, "thousands")]
)
def test_where_it_changes_with_people_and_with_queries_by_hand(unit, of):
    """Managed 100 + 600 of upkeep + 400 of set-up and leaving + 20 x; scripts 2,400: at 65."""
    priced = replace(TOOL, managed_unit=unit)
    found = changes(priced, 1.0, 1000.0, of)
    assert [(one.level, one.at) for one in found] == [
        (Level.MANAGED, 1.0), (Level.SCRIPT, pytest.approx(65.0))]  # fmt: skip
    other = "thousands" if of == "people" else "people"
    assert len(changes(priced, 1.0, 1000.0, other)) == 1


@given(st.lists(tools, min_size=1, max_size=4))
def test_the_cheapest_mix_is_never_dearer_than_what_is_in_use(rows):
    now = sum(running(terms(P, row, row.level), SIZES, WORTH) for row in rows)
    assert np.all(mix.cheapest_mix(P, rows, SIZES, WORTH) <= now * (1 + 1e-12))


def test_joining_counts_each_tool_beyond_the_first():
    """Three tools: 2 x (0.05 + 1/40) x 4,000 = 600 a month; one tool: nothing."""
    assert mix.joining(P, 3.0, WORTH) == pytest.approx(600.0)
    assert mix.joining(P, 1.0, WORTH) == mix.joining(P, 0.0, WORTH) == 0.0


def test_of_tools_that_are_joined_already_only_the_upkeep_is_left():
    """Three tools, two of them there: 2 x 0.05 x 4,000 + 1 x 1 / 40 x 4,000 = 500 a month."""
    assert mix.joining(P, 3.0, WORTH, 2.0) == pytest.approx(500.0)


def test_a_platform_by_hand():
    """3,000 + 5 x 100 + (0.3 + 10 x 0.04) x 4,000 + (6 + 10) x 4,000 / 40 = 7,900 a month."""
    p = replace(P, platform_amount=3000.0, platform_model_time=0.04)
    assert mix.platform_cost(p, TEN, WORTH) == pytest.approx(7900.0)


def test_scripts_that_nobody_measured_are_never_called_cheapest():
    unknown = replace(TOOL, script_time=None)
    assert mix.cheapest(P, unknown, TEN, WORTH) == [Level.MANAGED]
    small = Size(people=1.0, models=0.0, thousands=0.0)
    assert mix.cheapest(P, TOOL, small, WORTH) == [Level.SCRIPT]
    assert mix.cheapest(P, unknown, small, WORTH) != [Level.SCRIPT]


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("tools.models", -1.0, "Models in production: -1 is not in 0 to 1M models"),
        ("tools.kept_months", 0.0, "A tool is kept for: 0 is not in 1 to 120 months"),
        ("tools.rows.0.managed_price", np.nan, "Managed: price of a unit: not a number"),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_words(path, value, said):
    with pytest.raises(InputError) as refused:
        paths.with_values(Scenario(), {path: value})
    assert said in str(refused.value)


def test_no_tools_at_all_offer_nothing():
    assert offered(replace(P, rows=())) == []
    assert mix.cheapest_mix(P, (), SIZES, WORTH).sum() == 0
