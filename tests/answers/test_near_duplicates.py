"""The page on near-duplicates: words without holes, the verdict by its evidence, text as text."""

from __future__ import annotations

import numpy as np
import pytest

from calculators import cli, presets
from calculators.answers import decision_board
from calculators.answers import near_duplicates as page
from calculators.answers import near_duplicates_trial as trial_words
from calculators.core.breakeven import crossings
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.practices.near_duplicates_inputs import Method
from calculators.practices.near_duplicates_trial import examined
from tests.said import drawn, holes, texts

G = "near_duplicates."
UNREAD = {G + "failures_sampled": None, G + "failures_traced": None}
CASES = {
    "as it is": {},
    "nobody has read any": UNREAD,
    "read and not counted": {G + "failures_traced": None},
    "counted and not read": {G + "failures_sampled": None},
    "none of them": {G + "failures_traced": 0.0},
    "all of them": {G + "failures_traced": 150.0},
    "one failure read": {G + "failures_sampled": 1.0, G + "failures_traced": 1.0},
    "nothing fails": {G + "failure_share": 0.0},
    "nobody asks": {"demand.queries_per_month": 0.0},
    "a failure costs nothing": {G + "cost_per_failure": 0.0},
    "a failure costs a fortune": {G + "cost_per_failure": 1e7},
    "no work at all": {G + name: 0.0 for name in ("upkeep_time", "calibration_weeks",
                                                  "exact_weeks", "lookalike_share")},
    "every text looks alike": {G + "lookalike_share": 1.0, G + "lookalike_similarity": 1.0},
    "all copies are exact": {G + "exact_share": 1.0},
    "nothing is found": {G + "pair_similarity": 0.0, G + "exact_share": 0.0},
    "hashes left over": {G + "hashes": 130.0},
    "two of each": {G + "hashes": 2.0, G + "bands": 2.0},
    "exact": {G + "method": Method.EXACT},
    "near": {G + "method": Method.NEAR},
    "semantic": {G + "method": Method.SEMANTIC},
    "near and unread": UNREAD | {G + "method": Method.NEAR},
    "at the break-even": {G + "failures_sampled": 1e6, G + "failures_traced": 240519.0},
    "no cash": {"business.cash": 0.0},
}  # fmt: skip


def plan(values, key="support"):
    return evaluate(with_values(presets.PRESETS[key].scenario, values))


def said(o):
    return " ".join(part.text for part in page.answer(o).sentence)


def everything(e):
    o = page.on_duplicates(e)
    tables = (page.conditions_table, page.ways_table, page.levers_table, page.context_table)
    charts = drawn((page.value_chart, page.sample_chart, page.curve_chart), o)
    return texts(page.answer(o), [make(o) for make in tables], charts)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("key", ["support", "vehicles"])
def test_everything_is_said_in_words(case, key):
    values = CASES[case]
    if key == "vehicles" and case in ("all of them", "at the break-even"):
        values = {G + "failures_sampled": 40.0, G + "failures_traced": 40.0}
    assert holes(everything(plan(values, key))) == []


@pytest.mark.parametrize(
    ("values", "verdict", "words"),
    [
        (UNREAD, "Cannot tell", "Measure next: read 20 failures"),
        ({}, "Not yet", "It pays from"),
        ({G + "failures_traced": 75.0}, "Pays", "What decides it: the share of failures"),
        ({G + "cost_per_failure": 0.0}, "Never", "No number of failures would turn that"),
        (CASES["every text looks alike"], "Not yet", "texts a month that only look alike"),
        ({G + "method": Method.NEAR}, "Not yet", "removing near-duplicates brings"),
        ({G + "method": Method.NEAR, G + "failures_traced": 75.0}, "Pays", "asks for $908"),
    ],
)
def test_the_verdict_follows_the_evidence(values, verdict, words):
    o = page.on_duplicates(plan(values))
    assert page.answer(o).sentence[0].text == verdict
    assert words in said(o)


def test_while_failures_are_unread_the_runway_is_not_that_of_the_work_alone():
    """0.25 weeks a month at 3,630 USD are upkeep whatever is traced; unread, no figure holds it."""
    assert "0.9\xa0mo of runway" in said(page.on_duplicates(plan({}))).replace("\u202f", "\xa0")
    assert "runway" not in said(page.on_duplicates(plan(UNREAD)))


@pytest.mark.parametrize("method", [Method.NONE, Method.EXACT, Method.NEAR, Method.SEMANTIC])
def test_the_break_even_drawn_is_where_the_line_leaves_zero_and_exact_copies_behind(method):
    o = page.on_duplicates(plan({G + "method": method}))

    def beyond(shares):
        left, exact = o.left(o.method, shares), o.left(Method.EXACT, shares)
        return np.minimum(left, left - exact)

    if o.chosen:  # the other way is to go back to exact copies

        def beyond(shares):
            return o.left(o.method, shares) - o.left(Method.EXACT, shares)

    found = crossings(beyond, 0.0, 1.0, log=False)
    assert [x.value for x in found] == pytest.approx([o.turn.share], rel=1e-6)


def test_a_share_that_is_the_break_even_leaves_nothing_to_read_on_for():
    """The break-even share falls as a failure costs more: share × cost stays."""
    values = {G + "failures_sampled": 50.0, G + "failures_traced": 10.0}
    turn = page.on_duplicates(plan(values)).turn.share
    cost = presets.PRESETS["support"].scenario.near_duplicates.cost_per_failure * turn / 0.2
    o = page.on_duplicates(plan(values | {G + "cost_per_failure": cost}))
    assert o.turn.share == pytest.approx(0.2)
    assert o.either
    assert "leaves it open" in said(o)
    assert page.sample_chart(o, "light") is not None


def test_the_pairs_are_the_first_near_ones_then_copies_and_cut():
    texts = ["a b c d e f g", "A b c  d e f g", "a b c d e f g h", "<b>x</b>\x07" + "yy " * 300]
    *_, found = examined(texts, 64, 32)
    rows = trial_words.pairs(found, texts)
    assert rows[0] == ("a b c d e f g", "a b c d e f g h", "83.3\u202f%")
    assert rows[1][2] == "100\u202f%"
    assert trial_words.finding(found)[0] == "1 exact copy and 1 near-duplicate among 4 texts"


def test_long_texts_are_shown_from_where_they_differ_and_as_they_are():
    same = "<b>" + "x " * 300
    texts = [f"{same} one\x07two", f"{same} one three"]
    *_, found = examined(texts, 64, 32)
    ((stays, goes, _),) = trial_words.pairs(found, texts)
    assert stays.startswith("… ")
    assert stays.endswith(" one two")
    assert goes.endswith(" one three")
    same = "<b>" + "x " * 20
    *_, found = examined([same, same], 64, 32)
    assert trial_words.pairs(found, [same, same])[0][0] == same.strip()


def test_a_file_without_duplicates_and_one_of_copies_say_so():
    *_, none = examined(["one two three", "four five six"], 64, 8)
    assert trial_words.finding(none)[0] == "No duplicates found"
    *_, same = examined(["one two three"] * 9, 64, 8)
    assert trial_words.finding(same)[0] == "All texts are the same"
    assert trial_words.progress(same) == (1.0, "9 of 9 texts compared")


def test_a_fiftieth_of_a_month_is_said_alike_wherever_it_stands(capsys):
    e = plan({})
    exact = next(d for d in e.decisions if d.key == "near_duplicates.method.exact")
    assert -0.05 < exact.months_gained < 0
    row = next(r for r in page.levers_table(page.on_duplicates(e)).rows if "exact" in r[0])
    assert row[1] == " ".join(decision_board.worth(e, exact)) == "costs under 0.1\u202fmo"
    cli.main(["evaluate", "support"])
    line = next(x for x in capsys.readouterr().out.splitlines() if "Remove exact copies" in x)
    assert line.endswith("costs under 0.1\u202fmo")


def test_the_simpler_way_stands_beside_what_does_not_pay():
    show_one = "showing only one of several answers that look alike. Measure"
    assert f"Until then: exact hashing, and {show_one}" in said(page.on_duplicates(plan({})))
    hashed = page.on_duplicates(plan({G + "method": Method.EXACT}))
    assert f"Until then: {show_one}" in said(hashed)
    chosen = page.on_duplicates(plan({G + "method": Method.NEAR}))
    assert "Until then" not in said(chosen)
