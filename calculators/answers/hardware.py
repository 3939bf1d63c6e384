"""Hardware: what the things we own cost, what they take from the runway, and when to replace."""

from __future__ import annotations

import numpy as np

from calculators.answers.hardware_charts import age_chart, lens_chart
from calculators.answers.hardware_method import METHOD
from calculators.answers.hardware_owned import Owned
from calculators.answers.hardware_tables import (
    assets_table,
    lease_table,
    levers_table,
    month_table,
    use_bar,
)
from calculators.answers.hardware_words import (
    cash_ahead,
    decides,
    lever_words,
    measure_next,
    next_purchase,
    notes,
    runway_words,
)
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "age_chart", "answer", "assets_table", "lease_table", "lens_chart"]
__all__ += ["levers_table", "month_table", "owned", "use_bar"]

LABELS = ("A month, spread", "Next purchase", "Book value today", "Equal yearly cost")

NOTHING = (
    Part("Hardware costs nothing", "strong"),
    Part(": nothing is owned and nothing is bought; the runway does not change."),
    Part(
        "What decides it: an empty table. Measure next: what stands in the office and in the "
        "field; enter it below.",
        "soft",
    ),
)


def owned(e: Evaluation) -> Owned:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return Owned(e=e)


def answer(o: Owned) -> Answer:
    """Return what hardware costs, what it takes from the runway, and the strongest lever."""
    if not o.rows and not o.entered:
        return Answer(sentence=NOTHING, figures=_figures(o), notes=_notes(o), method=METHOD)
    cost = o.accounting[0]
    head = f"Hardware costs {words.money(cost)} a month" if cost > 0 else "Hardware costs nothing"
    return Answer(
        sentence=[
            Part(head + ("" if cost > 0 else " in month 1"), "strong"),
            Part(f"{_how(o)} {runway_words(o)}"),
            Part(" ".join(x for x in (lever_words(o), decides(o), measure_next(o)) if x), "soft"),
        ],
        figures=_figures(o),
        notes=_notes(o),
        method=METHOD,
    )


def _notes(o: Owned) -> list[str]:
    return [*notes(o), *(o.e.problems if not o.e.known else ())]


def _how(o: Owned) -> str:
    if o.entered:
        return ", as the one amount that is entered."
    ahead = cash_ahead(o)
    paid = f"{words.money(abs(ahead))} {'leaves' if ahead >= 0 else 'comes in'} within a year."
    if not o.accounting[0] > 0:
        return f"; {paid}"
    serving = words.money(o.serving)
    served = f", {serving} of it for serving" if o.serving > 0 else ""
    return f" spread over its use{served}; {paid}"


def _figures(o: Owned) -> list[Figure]:
    month, price = next_purchase(o) if not o.entered else (np.inf, 0.0)
    ahead = cash_ahead(o)
    paid = f"{words.money(ahead)} paid within a year"
    if o.entered:
        rest = [Figure(label=label, value=words.UNKNOWN, note="one amount") for label in LABELS[1:]]
        return [Figure(label=LABELS[0], value=words.money(o.accounting[0]), note=paid), *rest]
    new = float(np.sum(o.fleet.value * (o.age_today > 0))) if o.rows else 0.0
    book = float(np.sum(o.book_today)) if o.rows else 0.0
    yearly = float(np.sum(o.yearly)) if o.rows else 0.0
    return [
        Figure(label=LABELS[0], value=words.money(o.accounting[0]), note=paid),
        Figure(
            label=LABELS[1],
            value=words.money(price) if price > 0 else "none",
            note=f"in {month_name(o.e, month)}" if price > 0 else "within this plan",
        ),
        Figure(label=LABELS[2], value=words.money(book), note=f"{words.money(new)} when new"),
        Figure(
            label=LABELS[3],
            value=words.money(yearly),
            unit="a year",
            note=f"money at {words.percent(o.p.discount_rate)}",
        ),
    ]
