"""All decisions as a list: filtered, ordered, in groups, each with its words and its marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from calculators.answers import decision_board, decision_words
from calculators.answers.decision_board import DecisionRow, Tick
from calculators.answers.decision_pages import place_of, topic_of
from calculators.answers.lever_table import other_rule
from calculators.core.decision import Decision, Verdict
from calculators.evaluation import Evaluation

CROSSED, WITHIN, LATER = "Crossed: pays today", "Not yet, but within this plan", "Not yet"
PERHAPS = "Not yet, perhaps within this plan"  # it rests on what is not measured
UNTOLD, NOWHERE = "Cannot tell until it is measured", "Never, at any value that is searched"
STAGES = (CROSSED, WITHIN, PERHAPS, LATER, UNTOLD, NOWHERE)
FOLDED = (LATER, NOWHERE)  # what this plan does not reach; unfolded where it is asked for
NOT_MEASURED, NO_BREAK_EVEN = "not measured", "no break-even"


class Order(StrEnum):
    """How the list is ordered."""

    VERDICT = "verdict"
    RUNWAY = "runway"
    TOPIC = "topic"
    WEEKS = "weeks"


ORDER_NAMES: Mapping[Order, str] = MappingProxyType(
    {
        Order.VERDICT: "Verdict",
        Order.RUNWAY: "Runway",
        Order.TOPIC: "Topic",
        Order.WEEKS: "Weeks of work",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One decision: its marks on the axis, and what the list says beside them."""

    row: DecisionRow
    topic: str
    address: str
    turning: str
    signal: str
    other_rule: str
    waits: bool  # it does not pay: the simpler way is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading; no heading where the order has no groups."""

    name: str
    rows: Sequence[ListedRow]
    open: bool  # unfolded at first


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the page shows of the decisions."""

    title: str
    subtitle: str
    ticks: Sequence[Tick]
    groups: Sequence[Group]


def listing(e: Evaluation, order: Order, verdicts: Sequence[Verdict]) -> Listing:
    """Return the decisions with one of these verdicts (none named: all of them), in order."""
    shown = [d for d in e.decisions if not verdicts or d.verdict in verdicts]
    return Listing(
        title="Where each decision stands against its own break-even",
        subtitle=(
            f"{len(shown)} of {len(e.decisions)}. Dot: today. Tail: month "
            f"{decision_board.TAIL_MONTH} of the plan. Right of the break-even it pays."
        ),
        ticks=decision_board.TICKS,
        groups=[
            Group(
                name=name,
                rows=[_listed(e, d) for d in held],
                open=name not in FOLDED or bool(verdicts),
            )
            for name, held in _grouped(e, shown, order)
        ],
    )


def stage(d: Decision) -> str:
    """Return how far a decision is from its break-even."""
    if d.turns_within:
        return WITHIN
    if d.may_turn_within:
        return PERHAPS
    found = {Verdict.PAYS: CROSSED, Verdict.NEVER: NOWHERE, Verdict.CANNOT_TELL: UNTOLD}
    return found.get(d.verdict, LATER)


def by_runway(e: Evaluation) -> Callable[[Decision], tuple[bool, float, float]]:
    """Return the key that puts most months of runway first, what is unknown last."""
    endless = decision_board.is_endless(e)

    def key(d: Decision) -> tuple[bool, float, float]:
        gained = decision_board.saving(e, d) if endless else d.months_gained
        return bool(d.unknown), -gained, -d.cash_at_end

    return key


def _grouped(
    e: Evaluation, shown: Sequence[Decision], order: Order
) -> list[tuple[str, list[Decision]]]:
    ordered = sorted(shown, key=by_runway(e))
    if order == Order.VERDICT:
        groups = [(name, [d for d in ordered if stage(d) == name]) for name in STAGES]
        return [(name, sorted(held, key=_when)) for name, held in groups if held]
    if order == Order.TOPIC:
        names = dict.fromkeys(topic_of(d).name for d in sorted(ordered, key=place_of))
        return [(name, [d for d in ordered if topic_of(d).name == name]) for name in names]
    if order == Order.WEEKS:
        ordered = sorted(ordered, key=lambda d: d.weeks)
    return [("", ordered)] if ordered else []


def _when(d: Decision) -> float:
    """Return the month of the turn, by which only those are ordered that the plan turns."""
    turn = d.first_turn if stage(d) == WITHIN else None
    return turn.month if turn else -np.inf


def _listed(e: Evaluation, d: Decision) -> ListedRow:
    topic, row = topic_of(d), decision_board.row(e, d)
    nothing = NOT_MEASURED if d.verdict == Verdict.CANNOT_TELL else NO_BREAK_EVEN
    return ListedRow(
        row=replace(row, why=nothing) if row.why else row,  # the words stand beside it
        topic=topic.name,
        address=topic.address,
        turning=decision_words.turning(e, d),
        signal=d.signal,
        other_rule=other_rule(e, d),
        waits=d.verdict != Verdict.PAYS and bool(d.simpler),
    )
