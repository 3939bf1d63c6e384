"""What the Overview says: six figures, what to do on Monday, and the decisions on one axis."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from calculators import presets
from calculators.answers import decision_board, overview, plan_words
from calculators.answers import monday as monday_module
from calculators.answers.headline import headline
from calculators.core import paths, words
from calculators.core.breakeven import Crossing
from calculators.core.decision import Decision, Scale, Turn, Verdict
from calculators.evaluation import Evaluation, evaluate
from calculators.scenario import Scenario

BUSY: dict[str, Any] = {
    "demand.queries_per_month": 3e7,
    "demand.customers_gained": 0.03,
    "team.monthly_amount": 150_000.0,
}
ODD: dict[str, dict[str, Any]] = {
    "the default": {},
    "busy": BUSY,
    "no queries": {"demand.queries_per_month": 0.0, "demand.customers": 0.0},
    "nothing earned": {"business.revenue_per_customer": 0.0},
    "KV cache unknown": {"services.rows.0.kv_bytes_per_token": None},
    "huge cash": {"business.cash": 1e12},
    "no cash": {"business.cash": 0.0},
    "shrinking": {**BUSY, "demand.customers_gained": 0.0, "demand.customers_lost": 0.1},
}


@cache
def odd(name: str) -> Evaluation:
    return evaluate(paths.with_values(Scenario(), ODD[name]))


def turn(value: float, direction: int = 1, month: float = np.inf) -> Turn:
    crossing = Crossing(value=value, kind="meets", direction=1 if direction > 0 else -1)
    return Turn(condition="cost", crossing=crossing, month=month)


def decision(*turns: Turn, today: float = 1e6, planned: float = 1e6, **fields: Any) -> Decision:
    scale = Scale(
        label="Queries a month", unit="queries/month", today=today, planned=np.full(60, planned)
    )
    held = odd("busy").decisions[0]
    plain: dict[str, Any] = {"verdict": Verdict.NOT_YET, "unknown": "", "months_gained": 0.5}
    return replace(held, turns=turns, scale=scale, **{**plain, **fields})


def with_decisions(*decisions: Decision, name: str = "busy") -> Evaluation:
    e = replace(odd(name))
    e.__dict__["decisions"] = decisions
    return e


@pytest.mark.parametrize(
    ("said", "today", "crossing", "direction", "x"),
    [
        ("at the break-even", 1e6, 1e6, 1, 0.65),
        ("a tenth of it", 1e6, 1e7, 1, 0.325),
        ("ten times it", 1e6, 1e5, 1, 0.975),
        ("pays below: a tenth of it is right", 1e6, 1e7, -1, 0.975),
        ("pays below: ten times it is left", 1e6, 1e5, -1, 0.325),
        ("a thousandth is cut at the left end", 1e6, 1e9, 1, 0.0),
        ("a thousand times is cut at the right end", 1e6, 1e3, 1, 1.0),
        ("nothing today", 0.0, 1e6, 1, 0.0),
    ],
)
def test_today_over_the_break_even_on_one_axis(
    said: str, today: float, crossing: float, direction: int, x: float
) -> None:
    row = decision_board.row(odd("busy"), decision(turn(crossing, direction), today=today))
    assert row.x_dot == pytest.approx(x), said
    assert row.x_cross == 0.65
    assert row.pays_right == (x >= 0.65)


def test_tail_ends_where_the_plan_is_in_month_24() -> None:
    row = decision_board.row(odd("busy"), decision(turn(1e7), planned=1e7))
    assert (row.x_dot, row.x_tail_end) == pytest.approx((0.325, 0.65))
    assert row.today_text == "1\u202fM"
    assert row.crossing_text == "10\u202fM"


def test_the_crossing_nearest_to_today_is_drawn() -> None:
    row = decision_board.row(odd("busy"), decision(turn(1e9), turn(2e6), turn(1e3, -1)))
    assert row.crossing_text == "2\u202fM"


@pytest.mark.parametrize(
    ("gained", "words"),
    [(1.26, ("adds", "1.3\u202fmo")), (-0.4, ("costs", "0.4\u202fmo")), (0.0, ("", "no change"))],
)
def test_runway_words(gained: float, words: tuple[str, str]) -> None:
    row = decision_board.row(odd("busy"), decision(months_gained=gained))
    assert (row.runway_verb, row.runway_size) == words


def test_what_is_not_measured_is_unknown_and_has_no_marks() -> None:
    row = decision_board.row(
        odd("busy"), decision(verdict=Verdict.CANNOT_TELL, unknown="the throughput: not measured")
    )
    assert row.runway_size == "unknown"
    assert row.why == "unknown: the throughput"


def test_a_decision_without_crossing_says_so() -> None:
    row = decision_board.row(odd("busy"), decision(verdict=Verdict.NEVER))
    assert "no break-even" in row.why


def test_months_beyond_the_plan_are_said_to_be_over() -> None:
    now = float(odd("busy").runway.months)
    row = decision_board.row(odd("busy"), decision(months_gained=60 - now))
    assert row.runway_verb == "adds over"


def test_board_shows_what_pays_then_what_the_plan_turns_and_counts_the_rest() -> None:
    pays = decision(turn(1e5), verdict=Verdict.PAYS, key="pays")
    soon = decision(turn(2e6, month=9.0), key="soon")
    far = decision(turn(5e7), key="far", option="Far", simpler="stay", weeks=2.0)
    never = decision(verdict=Verdict.NEVER, key="never", option="Never", weeks=1.0)
    board = overview.decision_rows(with_decisions(far, soon, never, pays))
    assert [row.key for row in board.rows] == ["pays", "soon"]
    assert board.title == "One of 4 decisions pays today"
    assert "1 not yet, and not turned by this plan; 1 never" in board.rest
    assert board.more == "2 more on All decisions"


def test_board_shows_at_most_eight_rows() -> None:
    pays = [decision(turn(1e5), verdict=Verdict.PAYS, key=f"p{i}") for i in range(9)]
    soon = [decision(turn(2e6, month=9.0), key=f"s{i}") for i in range(9)]
    board = overview.decision_rows(with_decisions(*pays, *soon))
    assert len(board.rows) == 8
    assert board.more == "10 more on All decisions"


def test_monday_ranks_months_by_week_and_takes_one_option_for_each_input() -> None:
    one = {"services.rows.0.supply": "a"}
    big = decision(verdict=Verdict.PAYS, months_gained=2.0, weeks=4.0, changes=one, option="big")
    quick = decision(
        verdict=Verdict.PAYS, months_gained=1.0, weeks=1.0, changes=one, option="quick"
    )
    other = decision(
        verdict=Verdict.PAYS, months_gained=0.3, weeks=1.0, changes={"x.y": 1}, option="other"
    )
    loses = decision(
        verdict=Verdict.PAYS, months_gained=-1.0, weeks=1.0, changes={"x.z": 1}, option="loses"
    )
    e = with_decisions(big, other, loses, quick)
    items = [item for item in overview.monday(e) if item.sign == "gain"]
    assert [item.title for item in items] == ["quick", "other"]  # 1.0, then 0.3 a week
    assert (items[0].gain, items[0].unit) == ("+1", "mo")


def test_monday_has_the_date_at_which_the_work_is_done() -> None:
    # 9 weeks of 7 days are 2.07 months of 30.4 days: the third month of a plan from Dec 2026
    item = overview.monday(with_decisions(decision(verdict=Verdict.PAYS, weeks=9.0)))[0]
    assert item.work == "9\xa0weeks of work · by Feb\u00a02027"


def test_the_best_is_the_best_of_all_that_pay_not_of_what_monday_keeps() -> None:
    """Two change one input: Monday keeps 1 month for no work, the other adds 3 for a year of it."""
    shared = {"services.rows.0.supply": "own"}
    quick = decision(verdict=Verdict.PAYS, months_gained=1.0, weeks=0.0, changes=shared)
    large = decision(verdict=Verdict.PAYS, months_gained=3.0, weeks=50.0, changes=shared)
    e = with_decisions(quick, large)
    assert [item.gain for item in overview.monday(e) if item.sign == "gain"] == ["+1"]
    assert monday_module.best(e) == "adds 3\u202fmo"
    text = " ".join(part.text for part in overview.answer(e, None).sentence)
    assert "Two decisions already pay; the best adds 3\u202fmo." in text


def test_an_item_without_detail_begins_with_what_it_saves() -> None:
    item = overview.monday(with_decisions(decision(verdict=Verdict.PAYS, detail="")))[0]
    assert re.match(r"(Saves|Costs) \$", item.text), item.text


def test_the_heading_says_what_the_cards_show() -> None:
    e = odd("busy")
    assert np.isfinite(e.runway.months)
    assert overview.monday_ranked_by(e) == "Most months of runway per week of work"
    endless = evaluate(presets.PRESETS["recommender"].scenario)
    assert {item.unit for item in overview.monday(endless)} == {"a month"}
    assert overview.monday_ranked_by(endless) == "Most saved a month per week of work"
    assert overview.monday_ranked_by(odd("KV cache unknown")).startswith("Most months")


def test_monday_is_honest_when_nothing_pays() -> None:
    waits = decision(turn(4e6, month=14.0), option="Wait", simpler="stay as you are")
    (item,) = overview.monday(with_decisions(waits))
    assert item.sign == "none"
    assert item.title == "Nothing pays yet; next to turn: Wait"
    assert "Pays from 4\u202fM\xa0queries a month; the plan is there in Jan\u00a02028" in item.text
    assert item.work == "nothing to do · check in Jan\u00a02028"
    (item,) = overview.monday(with_decisions(decision(verdict=Verdict.NEVER)))
    assert item.title == "Nothing pays yet"


def test_a_runway_without_end_is_ranked_in_dollars_a_month() -> None:
    # 1,200 a month less 3,600 of work over the first year: 900 a month
    saves = decision(
        verdict=Verdict.PAYS, months_gained=0.0, upfront=3600.0, monthly_saving=np.full(60, 1200.0)
    )
    e = with_decisions(saves, name="huge cash")
    item = overview.monday(e)[0]
    assert (item.gain, item.unit) == ("+$900", "a month")
    assert decision_board.worth(e, saves) == ("saves", "$900 a month")


def test_what_saves_only_after_its_first_year_is_not_said_to_save_nothing() -> None:
    # 60·1,200 less 24,000 of work is saved in all; in the first year 1,200 − 24,000/12 = −800
    later = decision(
        verdict=Verdict.PAYS,
        months_gained=0.0,
        upfront=24_000.0,
        monthly_saving=np.full(60, 1200.0),
    )
    e = with_decisions(later, name="huge cash")
    text = " ".join(part.text for part in overview.answer(e, None).sentence)
    assert "One decision already pays, but none saves cash in the first year." in text
    assert overview.monday(e)[0].title.startswith("Nothing saves cash in the first year yet")


def test_the_sentence_counts_what_pays_and_names_the_most_months() -> None:
    paying = [
        decision(verdict=Verdict.PAYS, months_gained=gained, weeks=weeks, changes={str(weeks): 1})
        for gained, weeks in ((0.5, 1.0), (2.0, 8.0))
    ]
    text = " ".join(part.text for part in overview.answer(with_decisions(*paying), None).sentence)
    assert "Two decisions already pay; the best adds 2\u202fmo." in text


def test_first_turn_is_a_crossing_beyond_which_it_would_pay() -> None:
    stops = turn(3e6, -1, month=2.0)
    pays_again = turn(4e6, 1, month=5.0)
    assert decision(stops, pays_again).first_turn is pays_again
    below = turn(2e5, -1, month=7.0)  # a shrinking plan reaches it
    assert decision(below).first_turn is below


@pytest.mark.parametrize("name", ODD)
def test_no_plan_breaks_the_board(name: str) -> None:
    e = odd(name)
    board, items = overview.decision_rows(e), overview.monday(e)
    for text in [str(board), *map(str, items), monday_module.best(e) or ""]:
        assert not re.search(r"\b(nan|inf|None|infinity)\b", text), text
    assert 1 <= len(items) <= 3
    for row in board.rows:
        assert 0 <= row.x_dot <= 1
        assert 0 <= row.x_tail_end <= 1
        assert row.today_text
        if not row.why and row.verdict == "pays":
            assert row.pays_right, row


def test_six_figures() -> None:
    labels = [figure.label for figure in overview.answer(odd("busy"), None).figures]
    assert labels[0] == "Runway"
    assert len(labels) == 6


def test_what_decides_is_the_line_that_costs_most_each_month_not_what_is_bought_in_the_first() -> (
    None
):
    """Vehicles: a tenth of what is paid in month 1 buys machines that are used for years."""
    e = evaluate(presets.PRESETS["vehicles"].scenario)
    bought = {name: cost[0] for name, cost in e.costs.items()}
    used = {name: cost[0] for name, cost in e.accounting_costs.items()}
    assert bought["Hardware"] > 10 * used["Hardware"]
    share = bought["Team"] / (sum(bought.values()) - bought["Hardware"] + used["Hardware"])
    assert f"Team, {words.percent(share)} of all cost" in plan_words.deciding(e)


@pytest.mark.parametrize(("floor", "said"), [(0.0, "Cash out"), (1e5, "Cash at its floor")])
def test_the_end_of_the_runway_says_whether_cash_is_left(floor: float, said: str) -> None:
    e = evaluate(paths.with_values(Scenario(), {**BUSY, "business.cash_floor": floor}))
    assert np.isfinite(e.runway.months)
    assert headline(e).cash_out_label == said
    assert overview.answer(e, None).figures[1].label == said
    chart = overview.cash_chart(e, None, "light")
    assert chart is not None
    assert f"{said} " in str(chart.figure)
