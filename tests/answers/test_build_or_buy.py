"""What the page on tools says: verdicts in words, figures, charts that agree with the decisions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calculators import presets
from calculators.answers import build_or_buy as page
from calculators.answers import model_size
from calculators.answers.build_or_buy_words import focus
from calculators.choices import build_vs_buy_mix as mix
from calculators.choices.build_vs_buy_inputs import Level, Tools
from calculators.core import paths
from calculators.core.inputs import YesNo
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from tests.said import drawn, holes, texts

CASES = {
    "bare": {},
    "nothing to manage": {"tools.models": 0.0, "tools.people": 0.0},
    "far too many": {"tools.models": 1e6, "tools.models_added": 1e4},
    "time is free": {"worth.engineer_week_cost": 0.0},
    "nobody knows": {"tools.rows": tuple(replace(row, script_time=None) for row in Tools().rows)},
    "built": {"tools.rows": tuple(replace(row, level=Level.BUILT) for row in Tools().rows)},
    "no tool": {"tools.rows": ()},
    "ten models": {"tools.models": 10.0, "tools.models_added": 1.0},
    "used in full": {"tools.kept_months": 1.0, "tools.platform_used_share": 0.0},
    "no plan": {"plan.name": "", "demand.customers": 0.0, "demand.queries_per_month": 0.0},
}


def held(changes=None, key="support"):
    scenario = presets.PRESETS[key].scenario
    return page.on_tools(evaluate(paths.with_values(scenario, changes or {})))


def everything(o):
    charts = drawn((page.mix_chart,), o)
    for i in range(len(o.rows)):
        charts += drawn((page.level_chart, page.build_chart), o, i)
    return texts(page.answer(o), page.tables(o).values(), charts)


def said(o):
    return " ".join(part.text for part in page.answer(o).sentence)


@pytest.fixture(scope="module", params=presets.PLANS)
def example(request):
    return held(key=request.param)


@pytest.mark.parametrize("key", ["support", "recommender"])
@pytest.mark.parametrize("case", CASES)
def test_it_is_said_in_words_whatever_is_entered(case, key):
    assert holes(everything(held(CASES[case], key))) == []


def test_every_example_is_said_in_words(example):
    assert holes(everything(example)) == []


def test_scripts_are_enough_for_two_models():
    words = said(held())
    assert words.startswith("Not yet : scripts are enough for 2")
    assert "which this plan does not reach" in words


def test_ten_models_pay_for_bought_tools():
    o = held(key="recommender")
    assert said(o).startswith("Pays : 3 of 5 tools pay at another level with 10")
    assert [d.option for d in o.paying][0] == focus(o).option


def test_what_is_not_measured_is_asked_for():
    rows = tuple(replace(row, script_time=None) for row in Tools().rows)
    o = held({"tools.rows": rows})
    assert said(o).startswith("Cannot tell : nobody knows what the scripts take")
    assert page.answer(o).figures[0].value == "unknown"
    assert any("never called cheapest" in note for note in page.answer(o).notes)


def test_scripts_for_more_models_than_people_have_time_for_are_said():
    notes = page.answer(held(key="contracts")).notes
    assert any("ask for more time than" in note for note in notes)
    assert not any("ask for more time" in note for note in page.answer(held()).notes)


def test_without_tools_the_page_still_speaks():
    o = held({"tools.rows": ()})
    assert "no tool to weigh" in said(o)
    assert list(page.tables(o)) == ["context"]
    assert page.level_chart(o, 0, "light") is page.build_chart(o, 0, "light") is None


def test_every_figure_and_chart_of_the_examples_is_said(example):
    for figure in page.answer(example).figures:
        assert len(figure.value) <= 10
    for i in range(len(example.rows)):
        for chart in (page.level_chart(example, i, "light"), page.build_chart(example, i, "dark")):
            assert "break-even" in chart.reading or "changes" in chart.reading or (
                "pays back" in chart.reading
            )  # fmt: skip
    assert len(page.tables(example)) == 9


def test_the_marks_of_a_level_chart_stand_where_two_lines_meet(example):
    for row in example.rows:
        for change in example.changes(row)[1:]:
            sides = example.at(change.at * np.array([1 - 1e-9, 1 + 1e-9]))
            costs = mix.by_level(example.p, row, sides, example.worth)
            best, second = np.sort(costs, axis=0)[:2]
            assert best == pytest.approx(second, rel=1e-6)


def test_the_platform_breaks_even_where_both_cost_the_same(example):
    for turn in example.platform_turns:
        if turn.kind == "meets":
            size = example.at(np.array([turn.value]))
            joined = mix.best_of_each(example.p, example.rows, size, example.worth)
            platform = mix.platform_cost(example.p, size, example.worth)
            assert joined == pytest.approx(platform)


def test_what_the_plan_has_is_said_of_and_the_runway_moves():
    before, after = (held({"tools.rows.4.level": level}) for level in (Level.SCRIPT, Level.BUILT))
    assert after.e.runway.months < before.e.runway.months
    assert after.e.costs["Practices and tools"][0] > 0
    assert before.e.costs["Practices and tools"].sum() == 0


def test_the_checklist_says_what_a_no_adds():
    """Set-up of five managed tools, 3 + 1.5 + 0.5 + 2 + 1 = 8 weeks, half more where none knows."""
    rows = page.tables(held())["checklist"].rows
    assert rows[0] == ["Has somebody run it before?", "no", "4 weeks of set-up", "counted"]
    known = page.tables(held({"tools.familiar": YesNo.YES}))["checklist"].rows
    assert known[0][1:] == ["yes", "4 weeks of set-up", "spared"]


def test_what_is_in_use_is_weighed_without_its_set_up():
    """Support with monitoring bought: 3.38k as it is, and no mix is dearer than that."""
    o = held({"tools.rows.4.level": Level.MANAGED})
    now, least = page.answer(o).figures[:2]
    assert (now.value, least.value) == ("$3.38k", "$3.38k")
    assert page.tables(o)["strip"].rows[4][1:3] == ["managed", "managed"]
    assert "what you have is enough" in said(o)


@pytest.mark.parametrize("level", Level)
def test_keeping_and_building_agree_with_what_is_in_use(level):
    o = held({"tools.rows.4.level": level})
    row, chart = page.tables(o)["build"].rows[4], page.build_chart(o, 4, "light")
    built = level == Level.BUILT
    assert row[0] == ("Monitoring, buying" if built else "Monitoring")
    assert chart.title.startswith(f"Monitoring: {'buying' if built else 'building'} ")
    assert mix.tools_in_use(o.p) == (level != Level.SCRIPT)
    parts = {name: (one, best) for name, one, best in page.tables(o)["platform"].rows}
    kept = mix.cheapest(o.p, o.rows[4], o.size, o.worth)[0] == level
    assert (parts["Set-up and leaving"][1] == "$0") == kept


def test_a_thousand_models_still_say_from_how_many_it_pays():
    """Registry 5.57 and monitoring 4.16, below a hundredth of the models of today.

    Where each is cheapest over 36 months, 4.87 and 2.78, is another question, and both say so.
    """
    o = held({"tools.models": 1000.0})
    rows = page.tables(o)["conditions"].rows
    assert [rows[i][4] for i in (2, 4)] == ["5.57\xa0models", "4.16\xa0models"]
    assert "within 12\u202fmo" in page.tables(o)["conditions"].subtitle
    assert "over 36\u202fmo" in page.tables(o)["strip"].subtitle
    changes = page.tables(o)["changes"].rows
    assert [changes[i][2] for i in (2, 4)] == ["scripts, managed from 4.87",
                                              "scripts, managed from 2.78"]  # fmt: skip


def test_what_turns_nowhere_says_where_that_was_searched():
    rows = page.tables(held({"tools.rows.4.level": Level.MANAGED}))["conditions"].rows
    assert rows[4][4] == "does not pay anywhere from 1 to 200"


def test_where_the_mix_changes_is_given_for_people_and_queries_too():
    """Recommender: a registry by the person pays to 7.79 people, monitoring by query to 22 M."""
    table = page.tables(held(key="recommender"))["changes"]
    assert table.columns[2:] == ("By models", "By people", "By queries a month")
    assert table.rows[2][3] == "managed, open source from 7.79"
    assert table.rows[4][4] == "managed, scripts from 22\u202fM"
    assert table.rows[0][3] == "does not change"


def test_the_bare_plan_and_its_extremes_draw():
    for changes in (
        {},
        {"tools.models": 0.0, "tools.people": 0.0},
        {"tools.models": 1e6, "tools.models_added": 1e4},
        {"worth.engineer_week_cost": 0.0},
        {"tools.kept_months": 1.0, "tools.platform_used_share": 0.0},
    ):
        o = page.on_tools(evaluate(paths.with_values(Scenario(), changes)))
        assert "nan" not in said(o).lower()
        for i in range(len(o.rows)):
            assert page.level_chart(o, i, "light").title
            assert page.build_chart(o, i, "light").title
        assert page.mix_chart(o, "light").title
        assert page.tables(o)


def test_models_and_people_that_other_pages_count_otherwise_are_named():
    """Support: an embedder beside the one model of the ladder; five engineers use the tools."""
    e = evaluate(presets.PRESETS["support"].scenario)
    notes = page.answer(page.on_tools(e)).notes
    assert any("Size and shape counts 1\xa0model" in n and "2\xa0models here" in n for n in notes)
    assert not any("Team pays" in note for note in notes)
    there = model_size.answer(model_size.on_models(e)).notes
    assert any("Build or buy counts 2\xa0models in production; 1 here" in note for note in there)
    more = evaluate(paths.with_values(e.scenario, {"tools.people": 9.0, "tools.models": 1.0}))
    (note,) = page.answer(page.on_tools(more)).notes
    assert note.startswith("Team pays 5\xa0engineers; 9\xa0people use the tools here")
    same = model_size.answer(model_size.on_models(more)).notes
    assert not any("Build or buy" in note for note in same)
