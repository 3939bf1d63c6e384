"""All decisions: order, groups, words, the list to send, one decision in full."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from calculators import presets
from calculators.answers import (
    all_decisions,
    decision_board,
    decision_detail,
    decision_list,
    decision_words,
    do_not_build,
)
from calculators.answers.decision_detail import OneDecision
from calculators.answers.decision_list import STAGES, Order
from calculators.answers.decision_pages import TOPICS
from calculators.core import paths, sampling
from calculators.core.breakeven import Crossing
from calculators.core.decision import Decision, Needs, Scale, Turn, Verdict
from calculators.decision_draws import DecisionDraws, decision_draws, weighed
from calculators.evaluation import Evaluation, evaluate
from ui.shell import PAGES

PLANS = ("support", "film", "recommender")


@cache
def plan(key: str = "support") -> Evaluation:
    return evaluate(presets.PRESETS[key].scenario)


def turn(condition: str, value: float, direction: int = 1, month: float = np.inf) -> Turn:
    crossing = Crossing(value=value, kind="meets", direction=1 if direction > 0 else -1)
    return Turn(condition=condition, crossing=crossing, month=month)


def decision(
    *turns: Turn, margins: dict[str, float], needs: Needs = Needs.ALL, **fields: Any
) -> Decision:
    scale = Scale(label="Vectors", unit="vectors", today=1e6, planned=np.full(60, 1e6))
    plain: dict[str, Any] = {
        "verdict": Verdict.NOT_YET, "unknown": "", "units": dict.fromkeys(margins, "GB"),
    }  # fmt: skip
    held = plan().decisions[0]
    return replace(
        held, turns=turns, margins_today=margins, needs=needs, scale=scale, **{**plain, **fields}
    )


# ---- where several conditions turn the verdict

TWO = {"provable": -1.0, "worth it": -1.0}
HALF = {"provable": -1.0, "worth it": 1.0}


@pytest.mark.parametrize(
    ("said", "turns", "margins", "needs", "at"),
    [
        ("all: the later of two", (2e6, 5e6), TWO, Needs.ALL, [5e6]),
        ("any: the earlier of two", (2e6, 5e6), TWO, Needs.ANY, [2e6]),
        ("all, one holds already: the other", (2e6,), HALF, Needs.ALL, [2e6]),
        ("any, one holds already: none", (2e6,), HALF, Needs.ANY, []),
    ],
)
def test_the_verdict_turns_where_the_conditions_together_do(
    said: str, turns: tuple[float, ...], margins: dict[str, float], needs: Needs, at: list[float]
) -> None:
    held = [turn(name, x) for name, x in zip(margins, turns, strict=False)]
    found = decision(*held, margins=margins, needs=needs)
    assert [t.crossing.value for t in found.verdict_turns] == at, said


def test_an_end_of_one_condition_ends_what_needs_all() -> None:
    """Holds from 2 M by one and up to 5 M by the other: pays between, turns at both."""
    margins = {"provable": -1.0, "worth it": 1.0}
    turns = (turn("provable", 2e6), turn("worth it", 5e6, -1))
    found = decision(*turns, margins=margins)
    assert [t.crossing.direction for t in found.verdict_turns] == [1, -1]


def test_every_plan_turns_only_where_the_signs_of_its_conditions_say() -> None:
    for key in PLANS:
        for d in plan(key).decisions:
            values = [t.crossing.value for t in d.verdict_turns]
            assert values == sorted(values)
            together = all if d.needs == Needs.ALL else any
            if not d.unknown:
                pays = together(m > 0 for m in d.margins_today.values())
                assert pays == (d.verdict == Verdict.PAYS)
            below = [t for t in d.verdict_turns if t.crossing.value <= d.scale.today]
            if below and d.scale.low < d.scale.today <= d.scale.high:
                assert (below[-1].crossing.direction > 0) == (d.verdict == Verdict.PAYS), d.key


# ---- words


def test_words_name_what_fails_and_what_comes_first() -> None:
    e = plan()
    waits = decision(turn("provable", 2e6, month=13.0), margins=HALF)
    assert decision_words.turning(e, waits) == (
        "Pays from 2\u202fM\xa0vectors, Dec\xa02027; provable fails today, worth it holds"
    )
    either = {"memory": -1.0, "latency": -1.0, "cost": -1.0}
    first = decision(turn("memory", 2e6), turn("cost", 4e6), margins=either, needs=Needs.ANY)
    assert decision_words.turning(e, first) == (
        "Pays from 2\u202fM\xa0vectors, beyond this plan; memory first, before latency or cost"
    )


def test_cannot_tell_says_which_measurement_is_missing() -> None:
    d = decision(margins={}, verdict=Verdict.CANNOT_TELL, unknown="its recall: not measured")
    assert decision_words.turning(plan(), d) == "Not measured: its recall"


def test_no_scale_says_today_twice() -> None:
    """Not "Months kept today today: 36", which a label that ends in today would make."""
    for key in ("support", "film", "vehicles"):
        for d in evaluate(presets.PRESETS[key].scenario).decisions:
            assert decision_words.today(d).count("today") == 1


def test_the_simpler_way_waits_only_for_what_may_pay() -> None:
    """Until then: not yet. Instead: never. Neither where it pays. What it assumes is no claim."""
    for d in plan().decisions:
        text = decision_detail.said(OneDecision(e=plan(), d=d, draws=None))
        waits = d.verdict in (Verdict.NOT_YET, Verdict.CANNOT_TELL)
        assert ("Until then: " in text) == waits
        assert ("Instead: " in text) == (d.verdict == Verdict.NEVER)
        assert "It assumes: " in text


def test_money_that_never_runs_out_is_said_in_dollars_and_not_as_runway() -> None:
    e = plan("recommender")
    for d in e.decisions:
        text = decision_detail.said(OneDecision(e=e, d=d, draws=None))
        assert ("Adopted now: runway unknown" in text) == bool(d.unknown)
        assert d.unknown or "Adopted now: runway" not in text


def test_a_place_on_the_scale_that_is_not_measured_is_unknown_and_not_zero() -> None:
    d = next(d for d in plan().decisions if d.key == "operations.relabelling")
    assert decision_words.today(d) == "Labels that are wrong today: unknown"
    assert decision_board.row(plan(), d).today_text == "unknown"


def test_margins_are_said_in_their_own_unit() -> None:
    d = decision(margins={"memory": -5.9, "restart": 3.0})
    assert decision_words.margin(d, "memory") == "short by 5.9\u202fGB"
    assert decision_words.margin(d, "restart") == "holds by 3\u202fGB"


# ---- the list


@pytest.mark.parametrize("order", Order)
def test_every_order_shows_each_decision_once(order: Order) -> None:
    listed = decision_list.listing(plan(), order, [])
    keys = [r.row.key for g in listed.groups for r in g.rows]
    assert sorted(keys) == sorted(d.key for d in plan().decisions)


def test_orders_are_what_they_say() -> None:
    e = plan()
    by_key = {d.key: d for d in e.decisions}

    def shown(order: Order) -> list[Decision]:
        groups = decision_list.listing(e, order, []).groups
        return [by_key[r.row.key] for g in groups for r in g.rows]

    weeks = [d.weeks for d in shown(Order.WEEKS)]
    assert weeks == sorted(weeks)
    months = [d.months_gained for d in shown(Order.RUNWAY) if not d.unknown]
    assert months == sorted(months, reverse=True)
    stages = [STAGES.index(decision_list.stage(d)) for d in shown(Order.VERDICT)]
    assert stages == sorted(stages)
    topics = [list(TOPICS).index(d.page) for d in shown(Order.TOPIC)]
    assert topics == sorted(topics)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_filter_shows_that_verdict_alone_and_unfolded(verdict: Verdict) -> None:
    groups = decision_list.listing(plan(), Order.VERDICT, [verdict]).groups
    assert {r.row.verdict for g in groups for r in g.rows} == {verdict}
    assert all(g.open for g in groups)


def test_every_topic_leads_to_a_page_that_is_in_the_menu() -> None:
    addresses = {address: name for _, _, name, address in PAGES}
    for key in PLANS:
        for d in plan(key).decisions:
            topic = TOPICS[d.page]
            if topic.address in addresses:
                assert addresses[topic.address] == topic.name


# ---- what not to build yet


@pytest.mark.parametrize("key", PLANS)
def test_the_list_names_each_option_its_simpler_way_its_signal_and_the_link(key: str) -> None:
    e = plan(key)
    text = do_not_build.text(e, "https://host.example/decisions?v=2")
    assert text.startswith(f"Do not build yet: {e.scenario.plan.name}\n")
    assert text.endswith("The plan: https://host.example/decisions?v=2")
    for d in e.decisions:
        waits = d.verdict in (Verdict.NOT_YET, Verdict.NEVER) and d.weeks > 0
        if waits:
            assert all(said in text for said in (d.option, d.simpler, d.signal))
        if d.verdict == Verdict.CANNOT_TELL:
            assert f"- {d.option}: {d.signal}" in text


def test_the_short_list_holds_practices_and_tools_alone() -> None:
    short = do_not_build.text(plan(), "", everything=False)
    assert "VECTOR DATABASE" in short
    assert "COMPUTE" not in short
    assert short.endswith(do_not_build.WITHOUT_LINK)


def test_a_plan_that_cannot_be_computed_says_why_and_lists_nothing() -> None:
    unknown = {"services.rows.1.kv_bytes_per_token": None}
    e = evaluate(paths.with_values(plan().scenario, unknown))
    assert do_not_build.text(e, "").splitlines()[1].startswith("Nothing can be judged: ")
    assert decision_list.listing(e, Order.VERDICT, []).groups == []
    assert len(all_decisions.answer(e).figures) == 4


@pytest.mark.parametrize("key", presets.PRESETS)
def test_the_answer_says_what_decides_and_what_to_measure(key: str) -> None:
    said = all_decisions.answer(plan(key))
    text = " ".join(part.text for part in said.sentence)
    assert "What decides it:" in text
    assert "Measure next:" in text
    assert all(len(f.value) <= 10 for f in said.figures)


# ---- one decision


def test_one_decision_weighed_alone_says_what_all_together_say() -> None:
    e = plan()
    for d in e.decisions[::6]:
        found = weighed(e, d.key, d.page)
        assert found is not None
        assert found.judgement.verdict == d.verdict
        assert found.judgement.margins_today == pytest.approx(d.margins_today)


def test_one_decision_draws_words_and_tables_for_every_key() -> None:
    e = plan()
    for d in decision_detail.choosable(e).values():
        one = OneDecision(e=e, d=d, draws=None)
        assert d.question in decision_detail.said(one)
        assert (decision_detail.conditions_table(one) is None) == (not d.units)
        chart = decision_detail.chart(one, "light")
        assert chart is None or chart.title.startswith(d.option)


# ---- draws


@pytest.mark.parametrize("key", ["fine_tuning.adopted", "team.documentation"])
def test_a_draw_says_what_the_plan_of_that_draw_says(key: str) -> None:
    scenario, count = plan().scenario, 3
    d = next(d for d in plan().decisions if d.key == key)
    drawn = decision_draws(scenario, d, count=count, seed=5)
    plans = sampling.draws(scenario, count, 5)
    by_path = {path: paths.value_at(plans, path) for path, *_ in sampling.uncertain(scenario)}
    for i in range(count):
        values = {path: float(x[i]) for path, x in by_path.items()}
        e = evaluate(paths.with_values(scenario, values), exact=False)
        then = next(d for d in e.decisions if d.key == key)
        assert drawn.pays[i] == (then.verdict == Verdict.PAYS)
        ups = [t.crossing.value for t in then.verdict_turns if t.crossing.direction > 0]
        assert drawn.crossing[i] in (ups or [0.0, np.inf])


def test_draws_repeat_by_seed() -> None:
    d = next(d for d in plan().decisions if d.key == "vector_search.index.managed")
    one, two = (decision_draws(plan().scenario, d, count=12, seed=3) for _ in range(2))
    assert np.array_equal(one.crossing, two.crossing)
    assert np.array_equal(one.pays, two.pays)


def test_draws_in_words() -> None:
    d = decision(margins={"cost": -1.0})
    draws = DecisionDraws(
        pays=np.array([True, False, False, False]),
        crossing=np.array([1e6, 2e6, 4e6, np.inf]),
        asked=4,
    )
    said = decision_detail.drawn(OneDecision(e=plan(), d=d, draws=draws))
    assert said == (
        "It pays in 25\u202f% of 4 draws. Break-even: half of the draws below "
        "2\u202fM\xa0vectors; 8 of 10 from 1\u202fM\xa0vectors to beyond all that is searched."
    )
    none = DecisionDraws(pays=np.array([], dtype=bool), crossing=np.array([]), asked=4)
    assert "No draw" in decision_detail.drawn(OneDecision(e=plan(), d=d, draws=none))


def of_plan(key: str, named: str, **changes: float | None) -> tuple[Evaluation, Decision]:
    scenario = presets.PRESETS[key].scenario
    values = {path.replace("__", "."): value for path, value in changes.items()}
    e = evaluate(paths.with_values(scenario, values))
    return e, next(d for d in e.decisions if d.key == named)


def test_a_break_even_that_is_the_best_case_is_said_as_one_and_not_counted_as_reached() -> None:
    """Contracts, a point a cycle: (2.498 + 0.8416·√0.99)² / 0.01 = 1,113 at least, 11.7k at most.

    At 1,135 it cannot be told, so 1,113 is no number from which it pays.
    """
    e, d = of_plan("contracts", "retraining.scheduled")
    assert d.may_turn_within
    assert not d.turns_within
    assert decision_words.turning(e, d).startswith(
        "May pay from at least 1.12k\xa0queries, Sep\xa02027 at the earliest"
    )
    assert decision_list.stage(d) == decision_list.PERHAPS
    within = sum(d.turns_within for d in e.decisions)
    figures = {f.label: f.value for f in all_decisions.answer(e).figures}
    assert figures["Turn within this plan"] == str(within)
    assert "and perhaps one more" in all_decisions.answer(e).sentence[1].text
    listed = do_not_build.text(e, "")
    assert "May pay from at least 1.12k" in listed
    assert "1.11k" not in listed
    labelled = "retraining.labelled"
    for count, verdict in ((1135.0, Verdict.CANNOT_TELL), (11_800.0, Verdict.PAYS)):
        _, then = of_plan("contracts", d.key, **{labelled: count})
        assert then.verdict == verdict


def test_a_break_even_that_is_the_worst_case_is_said_as_one() -> None:
    """Contracts: 2 points by the most discordance, 2.8k labelled queries; fewer may do."""
    e, d = of_plan("contracts", "fine_tuning.adopted")
    assert "Pays from at most 2.8k\xa0queries, perhaps beyond" in decision_words.turning(e, d)
    e, d = of_plan("contracts", d.key, fine_tuning__labelled_per_month=200.0)
    assert d.turns_within
    assert "at the latest" in decision_words.turning(e, d)


def test_a_break_even_by_an_estimated_time_is_no_promise_until_it_is_measured() -> None:
    slow = {"vector_search__memory_gb": 1e4, "vector_search__load_budget_seconds": 1e5,
            "vector_search__rebuild_share": 1.0}  # fmt: skip
    e, d = of_plan("support", "vector_search.index.managed", **slow)
    assert d.first_turn is not None
    assert d.first_turn.condition == "latency"
    assert decision_words.turning(e, d).startswith("May pay from about ")
    assert not d.turns_within
    e, d = of_plan("support", d.key, **slow, vector_search__measured_ms=100.0,
                   vector_search__measured_vectors=d.scale.today)  # fmt: skip
    assert "about" not in decision_words.turning(e, d)


def test_the_number_of_labelled_queries_is_the_same_wherever_it_is_said() -> None:
    """1,112.94 is 1.12k and never 1.11k: with 1,110 nothing can be told from luck."""
    e, d = of_plan("contracts", "retraining.scheduled")
    row = decision_list._listed(e, d).row
    o = OneDecision(e=e, d=d, draws=None)
    table = decision_detail.conditions_table(o)
    assert table is not None
    said = [row.crossing_text, decision_words.turning(e, d), d.signal, *map(str, table.rows)]
    assert all("1.12k" in text for text in said if "1.1" in text)
    assert sum("1.12k" in text for text in said) == 4
