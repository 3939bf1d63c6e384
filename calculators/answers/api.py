"""API or self-hosted: which costs less at this volume, where it turns, and what it rests on."""

from __future__ import annotations

import numpy as np

from calculators.answers.api_case import Case
from calculators.answers.api_charts import month_chart, price_chart, token_chart
from calculators.answers.api_method import METHOD
from calculators.answers.api_tables import levers_table, models_table, sides_table, turns_table
from calculators.answers.api_words import (
    decides,
    measure_next,
    money_words,
    notes,
    price_sentence,
    runway_words,
    turn_sentence,
    verdict_words,
)
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Style
from calculators.core.cost_line import Lens
from calculators.core.unit_words import NARROW_SPACE
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "case", "levers_table", "models_table", "month_chart", "price_chart"]
__all__ += ["sides_table", "token_chart", "turns_table"]

UNPRICED = (
    "What decides it: the price of a call. Measure next: what an API asks for one, and how well "
    "it answers."
)
LABELS = ("Self-hosted, all in", "API, all in", "Turns at", "Errors allowed")


def case(e: Evaluation, row: int, lens: Lens = Lens.CASH) -> Case:
    """Return what the page says of a service of a plan."""
    return Case(e=e, row=min(row, len(e.services) - 1), lens=lens)


def answer(c: Case) -> Answer:
    """Return the verdict, both bills, what moving does to the runway, and where it turns."""
    if c.unknown or c.decision is None:
        reason = c.unknown or "Moving changes nothing."
        soft = "What decides it: what is named above. Measure next: the same."
        if c.asks_for_price:
            reason = f"{reason} {price_sentence(c)}"
            soft = UNPRICED
        return Answer(
            sentence=[
                Part("Cannot tell.", "cannot_tell"),
                Part(reason),
                Part(soft, "soft"),
            ],
            figures=_unknown_figures(c),
            notes=() if c.e.known else c.e.problems[1:],
            method=METHOD,
        )
    style: Style = c.decision.verdict.value
    return Answer(
        sentence=[
            Part(verdict_words(c), style),
            Part(f": {money_words(c)} {runway_words(c)} {turn_sentence(c)}"),
            Part(f"{decides(c)} {measure_next(c)}", "soft"),
        ],
        figures=_figures(c),
        notes=notes(c),
        method=METHOD,
    )


def _unknown_figures(c: Case) -> list[Figure]:
    unknown = [Figure(label=label, value=words.UNKNOWN) for label in LABELS]
    if not c.asks_for_price:
        return unknown
    own = f"{words.money(c.per_lot(c.own_all_in))}/{c.sold.per}"
    unknown[0] = Figure(label=LABELS[0], value=words.money(c.own_all_in), unit="a month", note=own)
    if c.price_today > 0:
        price, note = words.money(c.price_today), f"for {c.sold.a_lot}"
        unknown[2] = Figure(label=LABELS[2], value=price, note=note)
    return unknown


def _figures(c: Case) -> list[Figure]:
    own, api = (f"{words.money(c.per_lot(x))}/{c.sold.per}" for x in (c.own_all_in, c.api_all_in))
    return [
        Figure(label=LABELS[0], value=words.money(c.own_all_in), unit="a month", note=own),
        Figure(label=LABELS[1], value=words.money(c.api_all_in), unit="a month", note=api),
        _turn(c),
        _errors(c),
    ]


def _turn(c: Case) -> Figure:
    today = f"today {words.number(c.units)}"
    if not c.turns:
        return Figure(label=LABELS[2], value="never", note=f"in reach; {today}")
    turn = min(c.turns, key=lambda t: abs(np.log(t.units / c.units)))
    when = month_name(c.e, turn.month) if np.isfinite(turn.month) else today
    value = words.number(turn.units)
    return Figure(label=LABELS[2], value=value, unit=f"{c.sold.many}/mo", note=when)


def _errors(c: Case) -> Figure:
    allowed = c.errors_allowed
    if not np.isfinite(allowed):
        return Figure(label=LABELS[3], value="any", note="a wrong answer costs nothing")
    value, _, unit = words.percent(abs(allowed)).partition(NARROW_SPACE)
    who = "the API" if allowed >= 0 else "own serving"
    return Figure(label=LABELS[3], value=value, unit=unit, note=f"more of them at {who}")
