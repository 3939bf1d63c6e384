"""What to do on Monday: the decisions that gain most for a week of work, each with its date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from calculators.answers import decision_board, plan_words, window_words
from calculators.answers.verdict_words import until_then
from calculators.core import words
from calculators.core.decision import Decision, Turn, Verdict
from calculators.core.units import WEEKS_PER_MONTH
from calculators.evaluation import Evaluation

MOST_ITEMS = 3
LEAST_WEEKS = 0.2  # a day: even what asks for no work must be read, asked for and signed; assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class MondayItem:
    """One thing to do: what it gains, what it is, and how long it takes."""

    gain: str
    unit: str
    sign: Literal["gain", "cost", "none"]
    title: str
    text: str
    work: str


def monday(e: Evaluation) -> list[MondayItem]:
    """Return at most three things to do; when fewer pay, what turns next and when."""
    if not e.known:
        return [_nothing("Nothing can be ranked", e.problems[0], "first enter what is missing")]
    items = [_item(e, d) for d in ranked(e)[:MOST_ITEMS]]
    if len(items) < MOST_ITEMS:
        items += _next(e, alone=not items)
    return items


def most_of(e: Evaluation) -> str:
    """Return what the cards are ranked by, in the unit that they show."""
    endless = e.known and decision_board.is_endless(e)
    return f"Most {'saved a month' if endless else 'months of runway'} per week of work"


def best(e: Evaluation) -> str | None:
    """Return what the best single decision does to the runway, or None when none lengthens it."""
    first = max(_paying(e), key=lambda d: gained(e, d), default=None)
    return " ".join(decision_board.worth(e, first)) if first else None


def ranked(e: Evaluation) -> list[Decision]:
    """Return what pays and gains, most a week of work first, one for each input it changes."""
    taken: set[str] = set()
    kept = []
    for d in sorted(_paying(e), key=lambda d: (-_a_week(e, d), -gained(e, d))):
        if taken.isdisjoint(d.changes):
            kept.append(d)
            taken |= set(d.changes)
    return kept


def _paying(e: Evaluation) -> list[Decision]:
    return [d for d in e.decisions if d.verdict == Verdict.PAYS and gained(e, d) > 0]


def gained(e: Evaluation, d: Decision) -> float:
    """Return months of runway gained, or dollars a month when the money never runs out."""
    return decision_board.saving(e, d) if decision_board.is_endless(e) else d.months_gained


def _a_week(e: Evaluation, d: Decision) -> float:
    return gained(e, d) / max(d.weeks, LEAST_WEEKS)


def _item(e: Evaluation, d: Decision) -> MondayItem:
    size = decision_board.worth(e, d)[1]
    if decision_board.is_endless(e):
        gain, unit = size.removesuffix(" a month"), "a month"
    else:
        gain, unit = plan_words.split(size)
    done = plan_words.date(e, d.weeks / WEEKS_PER_MONTH)
    verb, size = words.signed_money(float(np.mean(d.monthly_saving[: decision_board.YEAR])))
    saves = f"{verb} {size} a month in the first year"
    said = words.capitalised(f"{d.detail}: {saves}" if d.detail else saves)
    turn = f" {_turn(d, d.next_turn)}." if d.next_turn else ""
    return MondayItem(
        gain=f"+{gain}" if gain[0].isdecimal() or gain[0] == "$" else gain,
        unit=unit,
        sign="gain",
        title=d.option,
        text=f"{said}.{turn} Measure: {d.signal}.",
        work=f"{decision_board.work(d)} · by {done}",
    )


def _turn(d: Decision, turn: Turn) -> str:
    pays = "Pays" if turn.bound.holds else "May pay"
    return f"{pays} {window_words.span(d, d.window_of(turn), turn.bound)}"


def _next(e: Evaluation, alone: bool) -> list[MondayItem]:
    held = ((d, d.first_turn) for d in e.decisions)
    waiting = [(d, turn) for d, turn in held if turn and d.verdict == Verdict.NOT_YET]
    if not waiting:
        unpaid = "No other option of this plan pays at any volume that is searched."
        return [_nothing(_none_yet(e), unpaid, "nothing to do")] if alone else []
    first, turn = min(waiting, key=_soonest)
    title = f"{_none_yet(e)}; next to turn" if alone else "Next to turn"
    text, check = "the plan does not get there", "check when plans change"
    if np.isfinite(turn.month):
        when = plan_words.date(e, turn.month - 1)
        text, check = f"the plan is there in {when}", f"check in {when}"
    text = f"{_turn(first, turn)}; {text}. {until_then(first)} Measure: {first.signal}."
    return [_nothing(f"{title}: {first.option}", text, f"nothing to do · {check}")]


def _soonest(waiting: tuple[Decision, Turn]) -> tuple[bool, float, float]:
    """Return the key that puts first what is known to turn, by month, then the nearest."""
    decision, turn = waiting
    return not turn.bound.holds, turn.month, decision.distance(turn)


def _none_yet(e: Evaluation) -> str:
    paying = any(d.verdict == Verdict.PAYS for d in e.decisions)
    return f"Nothing {gain_words(e)} yet" if paying else "Nothing pays yet"


def gain_words(e: Evaluation) -> str:
    """Return what a decision would have to do to stand here."""
    endless = decision_board.is_endless(e)
    return "saves cash in the first year" if endless else "lengthens the runway"


def _nothing(title: str, text: str, work: str) -> MondayItem:
    return MondayItem(gain="0", unit="", sign="none", title=title, text=text, work=work)
