"""Near-duplicates: whether removing them is worth its upkeep."""

from __future__ import annotations

from calculators.answers.near_duplicates_charts import curve_chart, sample_chart, value_chart
from calculators.answers.near_duplicates_facts import OnDuplicates
from calculators.answers.near_duplicates_method import METHOD
from calculators.answers.near_duplicates_tables import (
    conditions_table,
    context_table,
    levers_table,
    ways_table,
)
from calculators.answers.near_duplicates_words import notes, sentence
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "conditions_table", "context_table", "curve_chart", "levers_table"]
__all__ += ["on_duplicates", "sample_chart", "value_chart", "ways_table"]

SMALLEST_SAID = 1e-5  # a share below it is none that anybody could count


def on_duplicates(e: Evaluation) -> OnDuplicates:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnDuplicates(e=e)


def answer(o: OnDuplicates) -> Answer:
    """Return whether removal pays, what it brings and asks for, and where it turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def _figures(o: OnDuplicates) -> list[Figure]:
    e, turn = o.evidence, o.turn.share
    read = "no failures read yet"
    if e.known:
        low, high = e.interval
        held = words.interval(low, high, "share")
        read = f"{words.number(e.traced)} of {words.number(e.read)} read; {held}"
    wrongly = words.number(first(o.removal.removed_wrongly))
    return [
        Figure(label="Due to near-duplicates",
               value=words.percent(e.share) if e.known else words.UNKNOWN, note=read),
        Figure(label="Break-even share", value=_break_even(turn),
               note=f"of {words.number(e.failures, 'failures')} a month"),
        Figure(label="Of them caught", value=words.percent(first(o.removal.caught)),
               note=f"exact hashing alone {words.percent(first(o.p.exact_share))}"),
        Figure(label="Removed wrongly", value=wrongly, unit="texts a month",
               note=f"{words.money(o.wrongly)} of value a month"),
    ]  # fmt: skip


def _break_even(share: float) -> str:
    if share > 1:
        return "over 100 %"
    return words.percent(share) if share >= SMALLEST_SAID else "next to none"
