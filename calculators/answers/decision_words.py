"""Where a decision turns, in words: which condition fails, which comes first, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators.answers import decision_board, window_words
from calculators.core import words
from calculators.core.decision import Bound, Decision, Needs, Turn, Verdict
from calculators.core.reached import queries_at_least, queries_at_most
from calculators.evaluation import Evaluation


def turning(e: Evaluation, d: Decision) -> str:
    """Return in one line what decides a decision and where that turns."""
    if d.verdict == Verdict.CANNOT_TELL:
        return f"Not measured: {d.unknown.removesuffix(': not measured')}"
    if d.verdict == Verdict.PAYS:
        return paying(e, d)
    turn = d.first_turn
    if turn is None:
        return f"{words.capitalised(decision_board.anywhere(d))}{_failing(d)}"
    pays = "Pays" if turn.bound.holds else "May pay"
    return f"{pays} {reached(e, d, turn)}{_failing(d)}"


def paying(e: Evaluation, d: Decision) -> str:
    """Return how far what pays today stays paying."""
    turn = d.next_turn
    if turn is None:
        return words.capitalised(decision_board.anywhere(d))
    return f"Pays {window_words.where(e, d, turn)}"


def reached(e: Evaluation, d: Decision, turn: Turn) -> str:
    """Return where a decision would pay, and in which month the plan is there."""
    perhaps = "perhaps " if turn.bound == Bound.AT_MOST else ""
    return window_words.where(e, d, turn, f", {perhaps}beyond this plan")


def value(d: Decision, at: float) -> str:
    """Return a value of a decision's scale in words."""
    return words.value_with_unit(at, d.scale.unit)


def today(d: Decision) -> str:
    """Return where a decision stands on its scale: ``Vectors today: 18 M``."""
    label, unit = d.scale.label, d.scale.unit.partition("/")[0]
    named = unit.lower() in label.lower()
    if decision_board.is_unplaced(d):
        return f"{label} today: {words.unknown()}"
    said = words.number(d.scale.today) if named and unit != "share" else value(d, d.scale.today)
    return f"{label} today: {said}"


def _failing(d: Decision) -> str:
    """Return which of several conditions fail; of one alone there is nothing to name."""
    if len(d.units) <= 1:
        return ""
    if d.needs == Needs.ANY:
        first = d.first_turn
        others = [name for name in d.units if first is None or name != first.condition]
        names = listed(others, "or")
        return f"; {first.condition} first, before {names}" if first else f": not {names}"
    failing = [name for name, margin in d.margins_today.items() if not margin > 0]
    held = [name for name in d.units if name not in failing]
    also = f", {listed(held)} {'hold' if len(held) > 1 else 'holds'}" if held else ""
    return f"; {listed(failing)} {'fail' if len(failing) > 1 else 'fails'} today{also}"


def listed(names: Sequence[str], link: str = "and") -> str:
    """Return names as a list in a sentence."""
    *before, last = names
    return f"{', '.join(before)} {link} {last}" if before else last


def margin(d: Decision, name: str) -> str:
    """Return today's margin of a condition in words: ``holds by 3.2 GB``, ``short by $1.2k``."""
    size, unit = d.margins_today[name], d.units[name]
    if d.scale.must_suffice and unit == d.scale.unit and np.isfinite(size):
        size = queries_at_most(size) if size > 0 else -queries_at_least(-size)
    said = words.value_with_unit(abs(size), unit, never="more than can be counted")
    return f"holds by {said}" if size > 0 else f"short by {said}" if size < 0 else "just not held"
