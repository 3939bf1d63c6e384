"""Tables of the page on a point of accuracy: each point, each size of company, the context."""

from __future__ import annotations

import numpy as np

from calculators.answers.accuracy_facts import OnAPoint
from calculators.answers.context import context
from calculators.answers.label_words import label_price
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.breakeven import payback_months
from calculators.core.units import first
from calculators.practices import accuracy_value as value

EACH_POINT = np.arange(1.0, 7.0)
SIZES = (0.1, 1.0, 10.0, 100.0, 1000.0)  # of the volume of today
ESSAY_PEOPLE, ESSAY_LABELS = 4.0, 230e6  # a mail feature; "Sane choices for small ML teams"


def points_table(o: OnAPoint) -> Table:
    """Return what each further point takes and whether it pays for itself."""
    return Table(
        title="Each further point",
        subtitle=f"Value of a point over {words.months(o.months_to_earn)} against its own work; "
        "upkeep stands beside it",
        columns=("Point", "Work", "Labels", "Costs", "Is worth", "For itself"),
        rows=[_point_row(o, float(n)) for n in EACH_POINT],
        numeric=("Work", "Labels", "Costs", "Is worth"),
    )


def _point_row(o: OnAPoint, n: float) -> list[str]:
    last = first(value.effort(n, o.p.harder) - value.effort(n - 1.0, o.p.harder))
    cost = o.price_of(n) - o.price_of(n - 1.0)
    worth = o.point_value * o.months_to_earn
    said = "pays" if worth > cost else "not yet"
    return [
        words.number(n),
        words.number(last * first(o.p.point_weeks), "weeks"),
        words.number(last * first(o.p.point_labels), "labels"),
        words.money(cost),
        words.UNKNOWN if o.missing else words.money(worth),
        "cannot tell" if o.missing else said,
    ]


def size_table(o: OnAPoint) -> Table:
    """Return the same points at smaller and larger companies."""
    return Table(
        title="The same work at another size",
        subtitle="Value of the points aimed at, a month; paid back after upkeep, by the same work",
        columns=("Size", "Customers", "Queries a month", "Value", "Paid back in"),
        rows=[_size_row(o, size) for size in SIZES],
        numeric=("Customers", "Queries a month", "Value", "Paid back in"),
    )


def _size_row(o: OnAPoint, size: float) -> list[str]:
    queries = np.array([o.queries * size])
    left = first(o.gain_at(queries))
    customers = first(o.e.demand.customers) * size
    paid = first(payback_months(o.price, left))
    known = not o.missing
    return [
        "today" if size == 1 else f"{size:,.10g} times",
        words.number(customers),
        words.number(first(queries)),
        words.money(first(o.value_at(queries))) if known else words.UNKNOWN,
        words.months(paid) if known else words.UNKNOWN,
    ]


def context_table(o: OnAPoint) -> Table:
    """Return what justifies the work where it comes from, beside this plan."""
    return context(
        "A mail feature of a large company, as told in Sane choices for small machine "
        "learning teams",
        rows=[
            ["People on one feature", words.number(ESSAY_PEOPLE, "people"),
             words.number(o.p.engineers, "people")],
            ["Labelled examples", words.number(ESSAY_LABELS, "messages"),
             words.number(o.labels, "labels")],
            ["Price of a label", "not published", label_price(o.e, o.e.scenario.accuracy)],
            ["Their labels at your price", words.money(ESSAY_LABELS * first(o.p.price_of_a_label)),
             words.money(first(value.label_bill(o.p, o.p.aimed_points)))],
            ["Answers a month that somebody acts on", "not published",
             words.number(o.acted_on, "answers")],
        ],
    )  # fmt: skip
