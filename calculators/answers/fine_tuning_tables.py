"""Tables of the page on embedding fine-tuning: conditions, labels, published sizes, the context."""

from __future__ import annotations

import numpy as np

from calculators.answers.context import context
from calculators.answers.fine_tuning_facts import OnTuning
from calculators.answers.fine_tuning_words import between, needed, when
from calculators.answers.label_words import label_price
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.inputs import Numeric
from calculators.core.power import independent_size, paired_size
from calculators.core.reached import at_least, queries_at_least, queries_at_most
from calculators.core.units import PERCENT, first
from calculators.practices import fine_tuning_proof as proof

SHARES = (0.025, 0.05, 0.1, 0.2)  # of discordant queries
GAINS = (0.5, 1.0, 2.0, 3.0, 5.0)  # points
TEXTBOOK_BASE, TEXTBOOK_DISCORDANCE, TEXTBOOK_LEVEL, TEXTBOOK_POWER = 0.8, 0.1, 0.05, 0.8
FEWEST_TOPICS, MINIMAL_TOPICS, MANY_TOPICS = 75.0, 250.0, 1000.0  # via Sakai 2016
FIFTY, SEEN_WITH_FIFTY = 50.0, 3.5  # topics, and points of MAP: Dinçer 2013


def conditions_table(o: OnTuning) -> Table:
    """Return both conditions: today's margin, where and when each turns."""
    return Table(
        title="Both must hold",
        subtitle="A gain that is not seen cannot be kept, and one that is seen may not be worth it",
        columns=("Condition", "Today", "Turns at", "In this plan"),
        rows=[_proof_row(o), _worth_row(o)],
    )


def _proof_row(o: OnTuning) -> list[str]:
    gap = [o.labelled - n for n in o.needed]
    if o.graded and not o.spread_known:
        return ["Provable", words.UNKNOWN, words.UNKNOWN, "measure the spread first"]
    if not np.isfinite(o.needed[-1]):
        return ["Provable", "no number of queries proves it", "nowhere", "never"]
    if o.provable:
        said = f"holds, {words.number(queries_at_most(min(gap)), 'queries')} to spare"
    elif o.unprovable:
        said = f"lacks {needed([-g for g in gap], 'queries')}"
    else:
        said = words.UNKNOWN
    at = needed(o.needed, "labelled queries")
    reached = "today" if o.provable else when(o)
    return ["Provable", said, at, words.UNKNOWN if o.missing else reached]


def _worth_row(o: OnTuning) -> list[str]:
    margin = o.months_to_earn * (o.value - o.monthly_cost)
    within = f"within {words.months(o.months_to_earn)}"
    said = f"holds by {words.money(margin)} {within}" if margin > 0 else \
           f"lacks {words.money(-margin)} {within}"  # fmt: skip
    at = at_least(o.point_value_that_pays)
    if not np.isfinite(at):
        return ["Worth it", said, "nowhere", "never"]
    turns = f"{words.money(at, 'month')} for a point"
    return ["Worth it", said, turns, "today" if o.worth_it else "when a point is worth so much"]


def labels_table(o: OnTuning) -> Table:
    """Return the labelled queries that each gain needs, and what the missing ones cost."""
    return Table(
        title="What each gain asks for",
        subtitle="Labelled queries that prove it as wanted, today's accuracy, looks and sources; "
        + ("the measured spread" if o.graded else "by discordant queries")
        + f"; a label at {label_price(o.e, o.e.scenario.fine_tuning)}",
        columns=("Gain", *_heads(o), "Missing", "Cost of the missing"),
        rows=[_gain_row(o, gain) for gain in sorted({*GAINS, first(o.p.gain_points)} - {0.0})],
        numeric=(*_heads(o), "Missing", "Cost of the missing"),
    )


def _heads(o: OnTuning) -> tuple[str, ...]:
    if o.graded or not o.p.paired:
        return ("Labelled queries",)
    shares = tuple(f"{words.percent(share)} differ" for share in SHARES)
    return (*shares, "Here, at the most")


def _gain_row(o: OnTuning, points: float) -> list[str]:
    p = proof.with_gain(o.p, points)
    if p is None:
        return [words.number(points, "points"), *("none" for _ in _heads(o)), "", ""]
    here = first(proof.queries_needed(p))
    by_share = [
        first(proof.queries_needed(p, share)) if share * PERCENT >= points else np.inf
        for share in (SHARES if len(_heads(o)) > 1 else ())
    ]
    known = np.isfinite(here)
    missing = max(here - o.labelled, 0.0) if known else np.inf
    cost = missing * first(p.price_of_a_label) if known else np.inf
    return [
        words.number(points, "points"),
        *(words.number(queries_at_least(n), never="not possible") for n in by_share),
        words.number(queries_at_least(here), never=words.UNKNOWN),
        words.number(queries_at_least(missing), never=words.UNKNOWN),
        words.money(cost, never=words.UNKNOWN),
    ]


def published_table() -> Table:
    """Return what two to three points need by the textbook, pairs beside different queries."""
    level, power = TEXTBOOK_LEVEL, TEXTBOOK_POWER

    def said(size: Numeric) -> str:
        return words.number(queries_at_least(first(size)))

    rows = [
        [
            words.number(points, "points"),
            said(paired_size(points / PERCENT, TEXTBOOK_DISCORDANCE, level, power)),
            said(independent_size(TEXTBOOK_BASE, points / PERCENT, level, power)),
        ]
        for points in (1.0, 2.0, 3.0)
    ]
    return Table(
        title="The same queries for both models: a third of the labels",
        subtitle="80 % right today, 5 % significance, 80 % power: the same queries with 10 % "
        "discordant (Connor 1987), or different queries for each (Fleiss 1981)",
        columns=("Gain", "The same", "Different, each"),
        rows=rows,
        numeric=("The same", "Different, each"),
    )


def context_table(o: OnTuning) -> Table:
    """Return where the practice comes from beside this plan."""
    have = words.number(o.labelled, "queries")
    return context(
        "Test collections of search research, and this plan",
        rows=[
            ["Of no real value below", words.number(FEWEST_TOPICS, "topics"), have],
            ["The least for most purposes", words.number(MINIMAL_TOPICS, "topics"), have],
            ["For some purposes more than", words.number(MANY_TOPICS, "topics"), have],
            [f"Seen with {words.number(FIFTY, 'topics')}",
             f"{words.number(SEEN_WITH_FIFTY, 'points')} of MAP",
             between([g * PERCENT for g in o.smallest_gains], "points", never="none")
             + f" with {have}"],
            ["Kinds of queries in the labels", "all that are asked",
             f"{words.percent(o.coverage)} of {words.number(o.kinds, 'kinds')}"],
            ["Base models", "assumed: one, kept for years",
             words.value_with_unit(o.p.changes_per_year, "changes/year")],
        ],
    )  # fmt: skip
