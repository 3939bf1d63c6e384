"""The overview: how long the money lasts, and what should change."""

from __future__ import annotations

import numpy as np

from calculators import runway_facts
from calculators.answers import monday as _monday
from calculators.answers import plan_words, runway
from calculators.answers.decision_board import Board, board
from calculators.answers.monday import MondayItem
from calculators.answers.runway_charts import cash_chart, cost_chart
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part
from calculators.core.decision import Verdict
from calculators.core.units import HORIZON_MONTHS, first
from calculators.draw_summary import DrawSummary
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "cash_chart", "cost_chart", "decision_rows", "monday"]
__all__ += ["monday_ranked_by"]

LABELS = (
    *("Runway", "Cash out", "Net burn"),
    *(runway.LABELS[3], "Breaks even", "Cash still needed"),
)
METHOD = (
    runway.METHOD
    + r"""
**Decisions.** Each option is held against what the plan does today, every other choice as it is. It
*pays* when the saving over the months in which work must pay back exceeds the work and the value of
the points lost, at today's volume held steady. *Not yet*: it pays at another volume. *Never*: at
none from a hundredth to a hundred times today's. *Cannot tell*: what decides it is unknown. On the
axis stands $\log_{10}$ of today's volume over the nearest break-even (turned round where less is
better). Months gained are runway with the change less runway without, both cut at 60. Of options
that change the same input Monday names the one that gains most for a week of work: months, or
dollars a month where the money lasts beyond the plan; gains of several options do not add up.
"""
)


def answer(e: Evaluation, draws: DrawSummary | None, decided: Evaluation | None = None) -> Answer:
    """Return how long the money lasts, what pays, what decides it and what to measure next.

    ``decided``: the plan whose decisions are known, where those of this one are yet to come.
    """
    if not e.known:
        return plan_words.unknown_answer(e, LABELS, METHOD)
    return Answer(
        sentence=[
            Part(plan_words.lasting(e), "strong"),
            Part(plan_words.burning(e)),
            Part(_paying(decided or e), "soft" if decided in (None, e) else "waits"),
            Part(plan_words.deciding(e), "soft"),
            Part(plan_words.measure_next(e), "soft"),
        ],
        figures=[
            runway.runway_figure(e, draws),
            _cash_out_figure(e),
            runway.burn_figure(e),
            runway.margin_figure(e),
            _break_even_figure(e),
            _needed_figure(e),
        ],
        notes=[] if draws is None else [plan_words.drawn(e, draws)],
        method=METHOD,
    )


def _paying(e: Evaluation) -> str:
    paying = [d for d in e.decisions if d.verdict == Verdict.PAYS]
    if not paying:
        return "No decision pays yet."
    count, best = len(paying), _monday.best(e)
    one = count == 1
    said = f"{plan_words.counted(count)} {'decision' if one else 'decisions'} already "
    said += "pays" if one else "pay"
    if best is None:
        return f"{said}, but none {_monday.gain_words(e)}."
    return f"{said}; {'it' if one else 'the best'} {best}."


def monday(e: Evaluation) -> list[MondayItem]:
    """Return the decisions that gain most for a week of work, at most three."""
    return _monday.monday(e)


def monday_ranked_by(e: Evaluation) -> str:
    """Return what they are ranked by: months of runway, or dollars when it never ends."""
    return _monday.most_of(e)


def decision_rows(e: Evaluation) -> Board:
    """Return the decisions on one axis: what pays now, what turns within the plan, the rest."""
    return board(e)


def _cash_out_figure(e: Evaluation) -> Figure:
    months, label = first(e.runway.months), plan_words.cash_out(e)
    if np.isfinite(months):
        opening = words.money(first(e.scenario.business.cash))
        return Figure(label=label, value=plan_words.date(e, months), note=f"from {opening} today")
    if first(e.runway.alive):
        return Figure(label=label, value="never", note=plan_words.rising(e))
    beyond = plan_words.last_month(e)
    return Figure(label=label, value="beyond", unit=beyond, note="still burning then")


def _break_even_figure(e: Evaluation) -> Figure:
    """Month of break-even and the plan's own volume then; never: where its volume ends."""
    month = first(runway_facts.break_even_month(e.cash))
    volume = np.ravel(e.demand.raw_queries)[int(min(month, HORIZON_MONTHS)) - 1]
    if not np.isfinite(month):
        ends = f"ends at {words.number(volume, 'queries')}" if volume > 0 else "no queries"
        note = ends if np.any(e.cash.revenue > 0) else ""
        return Figure(label=LABELS[4], value="never", unit=f"by {_year(e)}", note=note)
    note = f"at {words.number(volume, 'queries/month')}" if volume > 0 else "no queries"
    if len(note) > runway.LONGEST_NOTE:
        note = f"at {words.number(volume, 'queries')}/month"
    value = "now" if month == 1 else plan_words.date(e, month - 1)
    return Figure(label=LABELS[4], value=value, note=note)


def _year(e: Evaluation) -> str:
    return plan_words.last_month(e)[-4:]


def _needed_figure(e: Evaluation) -> Figure:
    needed = first(runway_facts.cash_still_needed(e))
    turns = np.isfinite(first(runway_facts.break_even_month(e.cash)))
    deepest = int(np.argmin(e.cash.cash))
    if not needed > 0:
        note = "the cash is enough" if turns else f"for {HORIZON_MONTHS} months"
    elif turns:
        note = "until it breaks even"
    else:
        rises = deepest == HORIZON_MONTHS - 1
        note = f"by {plan_words.date(e, deepest)}{', and rising' if rises else ''}"
    return Figure(label=LABELS[5], value=words.money(needed), note=note)
