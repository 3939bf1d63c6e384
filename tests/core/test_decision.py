from __future__ import annotations

import numpy as np
import pytest

from calculators.core.decision import Condition, Needs, Scale, Verdict, judged, reached_in


def scale(today=100.0, planned=(100.0, 200.0, 400.0), limit=np.inf):
    return Scale(
        label="Queries", unit="1/month", today=today, planned=np.array(planned), limit=limit
    )


def condition(margin, name="cost", breakpoints=()):
    return Condition(name=name, unit="USD", margin=margin, breakpoints=breakpoints)


def said(*conditions, today=100.0, unknown="", **fields):
    found = judged(conditions, scale(today, **fields), unknown)
    return found.verdict, found.margins_today


def turns(conditions, on):
    return judged(conditions, on).turns


VERDICTS = [
    pytest.param(lambda v: v - 50, Verdict.PAYS, id="100 > 50"),
    pytest.param(lambda v: v - 300, Verdict.NOT_YET, id="300 is reached in month 3"),
    pytest.param(lambda v: v - 9000, Verdict.NOT_YET, id="9,000 is within 100 times today"),
    pytest.param(lambda v: v - 20_000, Verdict.NEVER, id="20,000 is beyond what is searched"),
    pytest.param(lambda v: 50 - v, Verdict.NOT_YET, id="only below 50"),
    pytest.param(lambda v: 0 * v, Verdict.NEVER, id="zero does not hold"),
    pytest.param(lambda v: 0 * v - np.inf, Verdict.NEVER, id="endlessly dear"),
    pytest.param(
        lambda v: np.where((v > 300) & (v < 300.1), 1.0, -1.0),
        Verdict.NEVER,
        id="a gap narrower than the grid is not seen without its edges",
    ),
]


@pytest.mark.parametrize(("margin", "expected"), VERDICTS)
def test_verdict_by_hand(margin, expected):
    found, today = said(condition(margin))
    assert found == expected
    assert today["cost"] == margin(np.array([100.0]))[0]


def between(*windows):
    """Return a margin that is 1 from each start to its end and −1 elsewhere."""
    return lambda v: np.where(np.any([(v >= a) & (v < b) for a, b in windows], axis=0), 1.0, -1.0)


EDGES = [  # 100 today, so that up to 10,000 is searched
    pytest.param([(0, 300), (9e3, 12e3)], np.inf, [(-np.inf, 300)], False, id="seen at the edge"),
    pytest.param([(9e3, 12e3)], np.inf, [(9e3, np.inf)], True, id="the only one stays"),
    pytest.param([(0, 50), (1e3, 12e3)], np.inf, [(-np.inf, 50), (1e3, np.inf)], True, id="wide"),
    pytest.param([(0, 300), (9e3, 1e9)], np.inf, [(-np.inf, 300), (9e3, np.inf)], False, id="on"),
    pytest.param([(0, 300), (9e3, 12e3)], 1e4, [(-np.inf, 300), (9e3, np.inf)], False, id="limit"),
    pytest.param([(0, 50), (90, 12e3)], np.inf, [(-np.inf, 50), (90, np.inf)], True, id="today in"),
]


@pytest.mark.parametrize(("pays", "limit", "expected", "unseen"), EDGES)
def test_the_edge_of_the_search_is_no_end_of_a_window(pays, limit, expected, unseen):
    found = judged([condition(between(*pays))], scale(limit=limit))
    ends = np.array([(w.start, w.end) for w in found.windows])
    assert ends == pytest.approx(np.array(expected, dtype=float), rel=1e-6)
    assert found.ends_unseen == unseen


def test_the_edges_of_a_gap_make_it_seen():
    gap = condition(
        lambda v: np.where((v > 300) & (v < 300.1), 1.0, -1.0), breakpoints=(300, 300.1)
    )
    assert said(gap)[0] == Verdict.NOT_YET
    up, down = turns([gap], scale())
    assert (up.crossing.value, down.crossing.value) == pytest.approx((300, 300.1))
    assert (up.crossing.direction, down.crossing.direction) == (1, -1)


def test_all_conditions_are_needed():
    cheap, fits = condition(lambda v: v - 50), condition(lambda v: 80 - v, "memory")
    assert said(cheap)[0] == Verdict.PAYS
    assert said(cheap, fits)[0] == Verdict.NOT_YET  # between 50 and 80
    assert said(cheap, condition(lambda v: 40 - v, "memory"))[0] == Verdict.NEVER


def test_one_condition_is_enough_where_any_is_asked_for():
    room, cost = condition(lambda v: v - 300, "room"), condition(lambda v: 50 - v)
    both = judged([room, cost], scale(), needs=Needs.ANY)
    assert (both.verdict, both.margins_today) == (Verdict.NOT_YET, {"room": -200.0, "cost": -50.0})
    for today in (40.0, 301.0):  # below 50 it is cheaper, above 300 there is no room
        assert judged([room, cost], scale(today), needs=Needs.ANY).verdict == Verdict.PAYS
        assert judged([room, cost], scale(today)).verdict == Verdict.NEVER


def test_what_is_unknown_cannot_be_told():
    assert said(condition(lambda v: v), unknown="the price") == (Verdict.CANNOT_TELL, {})


def test_turns_are_in_order_with_the_month_in_which_the_plan_passes_them():
    found = turns([condition(lambda v: v - 300), condition(lambda v: v - 150, "memory")], scale())
    assert [turn.condition for turn in found] == ["memory", "cost"]
    assert [turn.month for turn in found] == [2, 3]
    assert [turn.crossing.value for turn in found] == pytest.approx([150, 300])


MONTHS = [
    pytest.param(150.0, (100.0, 200.0, 400.0), 2.0, id="rising past 150"),
    pytest.param(150.0, (400.0, 200.0, 100.0), 3.0, id="falling past 150"),
    pytest.param(500.0, (100.0, 200.0, 400.0), np.inf, id="never reached"),
    pytest.param(50.0, (100.0, 200.0, 400.0), np.inf, id="passed before the plan began"),
    pytest.param(400.0, (100.0, 200.0, 400.0), 3.0, id="reached exactly"),
]


@pytest.mark.parametrize(("value", "planned", "month"), MONTHS)
def test_reached_in_by_hand(value, planned, month):
    assert reached_in(scale(planned=planned), value) == month


def test_the_scale_reaches_a_hundred_times_both_ways_within_its_limit():
    assert (scale().low, scale().high) == (1.0, 10_000.0)
    assert scale(limit=500.0).high == 500
    assert scale(today=1e6, planned=(1e6, 5e8)).high == 5e8
    assert (scale(0.0, (0.0,)).low, scale(0.0, (0.0,)).high) == (1.0, 100.0)


def test_nothing_turns_where_the_limit_lies_below_what_is_searched():
    assert len(turns([condition(lambda v: v - 2)], scale(limit=0.5))) == 0


def test_the_value_in_a_month_is_the_planned_one_or_stays():
    assert scale().in_month(2) == 200
    assert scale(planned=(150.0,)).in_month(24) == 150
