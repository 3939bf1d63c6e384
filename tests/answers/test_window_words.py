"""Where a decision pays, in words, when it turns more than once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from calculators import presets
from calculators.answers import decision_board, decision_words, lever_table
from calculators.core import paths
from calculators.core.breakeven import Crossing
from calculators.core.decision import Decision, Scale, Turn, Verdict
from calculators.evaluation import Evaluation, evaluate
from calculators.variable.service_model import Copies


@cache
def plan() -> Evaluation:
    return evaluate(presets.PRESETS["support"].scenario)


def cluster(**changed: float) -> tuple[Evaluation, Decision]:
    """Support, asked whether it needs a cluster: time from 621 to 652 GB, memory from 1,333 GB."""
    inputs = {f"data_jobs.{name}": value for name, value in changed.items()}
    e = evaluate(paths.with_values(plan().scenario, inputs))
    return e, e.decisions_on("data_jobs")[0]


def decision(
    *turns: tuple[float, int], today: float, unit: str = "GB", pays: bool = False, **fields: Any
) -> Decision:
    """Return a decision that turns at these values, in a plan that adds 10 a month."""
    planned = today + 10.0 * np.arange(60)
    found = [
        Turn(
            condition="cost",
            crossing=Crossing(value=x, kind="meets", direction=1 if way > 0 else -1),
            month=float(np.argmax(planned >= x) + 1) if today < x <= planned[-1] else np.inf,
        )
        for x, way in turns
    ]
    margins = {"cost": 1.0 if pays else -1.0}
    return replace(
        plan().decisions[0], turns=found, margins_today=margins, units={"cost": "USD"}, unknown="",
        scale=Scale(label="Data", unit=unit, today=today, planned=planned),
        verdict=Verdict.PAYS if pays else Verdict.NOT_YET, **fields,
    )  # fmt: skip


GAP = ((621.0, 1), (652.0, -1), (1333.0, 1))


@pytest.mark.parametrize(
    ("said", "turns", "today", "pays"),
    [
        ("from 621 to 652 GB and from 1.33 TB, beyond this plan", GAP, 5.0, False),
        ("from 621 to 652 GB, Jan 2027, and from 1.33 TB", GAP, 615.0, False),
        ("from 621 to 652 GB, until Mar 2027, and from 1.33 TB", GAP, 625.0, True),
        ("from 1.33 TB, Jan 2027, and from 621 to 652 GB", GAP, 1325.0, False),
        ("from 1.33 TB and from 621 to 652 GB", GAP, 1400.0, True),
        ("up to 3 GB, until Jan 2027, and from 900 GB", ((3.0, -1), (900.0, 1)), 2.0, True),
        ("from 700 to 800 GB and with gaps from 900 GB, beyond this plan",
         ((700.0, 1), (800.0, -1), (900.0, 1), (950.0, -1), (970.0, 1)), 50.0, False),
        ("from 90 GB to 1.2 TB", ((90.0, 1), (1200.0, -1)), 100.0, True),
        ("up to 20 GB, until Jan 2027", ((20.0, -1),), 10.0, True),
    ],
)  # fmt: skip
def test_windows_are_said_as_windows(said, turns, today, pays):
    """The plan begins in Dec 2026 and adds 10 GB a month: 625 GB are 655 in Mar 2027."""
    found = decision(*turns, today=today, pays=pays)
    text = decision_words.turning(plan(), found).replace("\u202f", " ").replace("\xa0", " ")
    assert text == f"Pays {said}"


def test_a_noun_that_both_ends_have_is_said_once():
    found = decision(
        (4.61e9, 1), (4.67e9, -1), (4.97e9, 1), today=1e9, unit="queries/month", pays=False
    )
    text = decision_words.turning(plan(), found).replace("\u202f", " ").replace("\xa0", " ")
    assert text == "Pays from 4.61 to 4.67 B queries a month and from 4.97 B, beyond this plan"
    narrow = decision((4.671e9, 1), (4.672e9, -1), today=1e9, unit="queries/month", pays=False)
    assert "Pays at about 4.67\u202fB\xa0queries a month," in decision_words.turning(plan(), narrow)


def test_a_plan_that_leaps_over_a_window_does_not_reach_it():
    """30 GB + 100 a month, growing: 550 GB in May 2027 and 661 in Jun, past the end at 652."""
    e, d = cluster(data_added=100.0)
    planned = d.scale.planned
    assert not np.any((planned > 621.12) & (planned < 652.39))
    assert d.first_turn is not None
    assert d.first_turn.condition == "memory"
    assert d.first_turn.month == np.argmax(planned > 1333.34) + 1
    said = decision_words.turning(e, d)
    assert said.startswith("Pays from 1.33\u202fTB, Dec\xa02027, and from 621 to 652\u202fGB;")


@pytest.mark.parametrize(("gb", "verdict"), [(640, "pays"), (660, "not_yet"), (1400, "pays")])
def test_the_verdict_is_that_of_the_window_that_is_said(gb, verdict):
    """Today's 30 GB take 3 h, so d GB take d/10 hours; 23.2 minutes of them on the largest."""
    e, d = cluster(data_gb=float(gb), job_hours=gb / 10)
    assert d.verdict == verdict
    assert any(w.holds(np.array([gb]))[0] for w in d.windows) == (verdict == "pays")
    said = decision_words.turning(e, d)
    assert "from 621 to 652\u202fGB" in said
    assert "from 1.33\u202fTB" in said
    assert "621 to 652" in lever_table.turn_words(e, d)


def test_the_board_draws_the_crossing_that_its_words_name():
    """415 M queries lie between 259 to 347 M and what pays from 529 M, where the plan grows to."""
    e = evaluate(presets.PRESETS["vehicles"].scenario)
    d = next(d for d in e.decisions if d.key == "services.rows.1.supply.committed")
    assert decision_words.turning(e, d).startswith("Pays from 529\u202fM")
    row = decision_board.row(e, d)
    assert row.crossing_text == "529\u202fM"
    assert row.x_dot < row.x_tail_end
    assert lever_table.turn_words(e, d).startswith("from 529\u202fM")


@pytest.mark.parametrize("key", ["film", "vehicles"])
def test_every_window_of_every_plan_holds_today_where_it_pays(key):
    for d in evaluate(presets.PRESETS[key].scenario).decisions:
        if d.windows and d.scale.low < d.scale.today < d.scale.high:
            inside = any(w.holds(np.array([d.scale.today]))[0] for w in d.windows)
            assert inside == (d.verdict == Verdict.PAYS), d.key


def test_a_window_seen_at_the_edge_of_the_search_alone_is_not_said():
    """Ten models on serverless: +$392 at 1.25 B queries, −$408 at 1.3 B; searched to 1.2 B."""
    ten = {"services.rows.0.copies_follow": Copies.FIXED, "services.rows.0.copies": 10.0}
    e = evaluate(paths.with_values(presets.PRESETS["contracts"].scenario, ten))
    d = e.decision("compute", "services.rows.0.supply.serverless")
    assert d is not None
    assert d.scale.high == pytest.approx(1.2e9)
    assert lever_table.turn_words(e, d) == "up to 410\u202fM\xa0queries a month"


def test_a_window_that_ends_beyond_the_search_says_how_far_was_searched():
    """Comparing by meaning pays for contracts from 23.7k failures, and no more at 392k."""
    e = evaluate(presets.PRESETS["contracts"].scenario)
    d = e.decision("near_duplicates", "near_duplicates.method.semantic")
    assert d is not None
    said = "from 23.7k\xa0failures a month, as far as was searched"
    assert lever_table.turn_words(e, d) == said
