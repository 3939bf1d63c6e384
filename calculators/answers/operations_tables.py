"""Tables of operations: the levers, what is paid for by month, and labels in figures."""

from __future__ import annotations

import numpy as np

from calculators.answers import lever_table
from calculators.answers.operations_charts import paid_parts
from calculators.answers.operations_facts import (
    LINE,
    PAGE,
    LabelFacts,
    by_part,
    computed,
    label_facts,
    next_label_worth,
)
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.inputs import Measured, Numeric
from calculators.core.units import QUERIES_OF_A_PRICE, first
from calculators.evaluation import Evaluation
from calculators.variable.operations_labels import relabelled_worth

MONTHS = (1, 12, 36)
NO_LABELS = "no label is bought"
NOT_MEASURED = "not measured"


def levers_table(e: Evaluation) -> Table:
    """Return the levers on labels and collection, each with its break-even on its own scale."""
    return lever_table.levers_table(
        e, PAGE, title_else="What would make labels and data cheaper", subject="Levers on labels"
    )


def cost_table(e: Evaluation) -> Table:
    """Return what is paid for by month, in total, per 1,000 queries, and what of it builds."""
    columns = [f"Month {month}" for month in MONTHS]
    at = [month - 1 for month in MONTHS]
    parts = {name: values for name, values in paid_parts(e).items() if np.any(values > 0)}
    total, queries = np.ravel(e.costs[LINE]), np.ravel(e.demand.raw_queries)
    rows = [[name, *(words.money(values[i]) for i in at)] for name, values in parts.items()]
    rows.append(["Total", *(words.money(total[i]) for i in at)])
    rows.append(["Per 1,000 queries", *(_each(total[i], queries[i]) for i in at)])
    moving = np.ravel(e.lines[PAGE].variable)
    rows.append(["Of it, grows with the queries", *(words.money(moving[i]) for i in at)])
    if computed(e):
        building = np.ravel(by_part(e).building)
        rows.append(["Of it, builds what is new", *(words.money(building[i]) for i in at)])
    return Table(
        title="What is paid for",
        subtitle="US dollars a month; engineer time only where it is bought",
        columns=["Part", *columns],
        rows=rows,
        numeric=columns,
    )


def _each(cost: float, queries: float) -> str:
    return words.money(cost / queries * QUERIES_OF_A_PRICE) if queries > 0 else "no queries"


def label_table(e: Evaluation) -> Table:
    """Return labels in figures: how many, what one costs, what the next is worth."""
    p, found = e.scenario.operations, label_facts(e)
    worth = next_label_worth(e, found)
    return Table(
        title="Labels",
        subtitle="Month 1; a label counts when its item turns out useful"
        if computed(e)
        else "By the inputs, which do nothing while one amount is entered",
        columns=["Figure", "Value"],
        rows=[
            ["Items labelled", words.number(found.items, "items/month")],
            ["Labels that count", words.number(found.useful, "labels/month")],
            ["Labelling by hand at the seconds entered", words.number(found.hours, "h/month")],
            ["Paid for each that counts, tool included", _price(found.items, found.paid)],
            ["Price of one more that counts", words.money(found.price, never="never")],
            ["Worth of one more that counts", _known(worth, found)],
            ["Labels worth buying", _worth_buying(found)],
            ["A relabelled item is worth", _relabelled(p.wrong_share, p.wrong_share_after)],
        ],
        numeric=["Value"],
    )


def _price(items: float, price: float) -> str:
    return words.money(price, never="never") if items > 0 else NO_LABELS


def _known(worth: float | None, found: LabelFacts) -> str:
    return _missing(found) if worth is None else words.money(worth)


def _worth_buying(found: LabelFacts) -> str:
    if found.worth_buying is None:
        return _missing(found)
    return words.number(found.worth_buying, "labels/month", never="no limit")


def _missing(found: LabelFacts) -> str:
    if not found.items > 0:
        return NO_LABELS
    return NOT_MEASURED if found.useful > 0 else "no useful item"


def _relabelled(wrong: Measured, after: Numeric) -> str:
    if wrong is None:
        return NOT_MEASURED
    return words.number(first(relabelled_worth(wrong, after)), "new items")
