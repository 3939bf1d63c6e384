"""Operations: what keeping the model good costs, and how many labels are worth buying."""

from __future__ import annotations

import numpy as np

from calculators.answers import plan_words
from calculators.answers.lever_table import NO_CHANGE_MONTHS, levers, strongest_lever
from calculators.answers.operations_charts import cost_chart, label_chart, lever_chart, paid_parts
from calculators.answers.operations_facts import (
    PAGE,
    LabelFacts,
    computed,
    cost,
    label_facts,
    months_by_the_other_rule,
    months_without,
)
from calculators.answers.operations_method import METHOD
from calculators.answers.operations_tables import cost_table, label_table, levers_table
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part
from calculators.core.business import EngineerTime
from calculators.core.decision import Verdict
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.units import HORIZON_MONTHS, QUERIES_OF_A_PRICE, first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "cost_chart", "cost_table", "label_chart", "label_table"]
__all__ += ["lever_chart", "levers_table"]

LABELS = ("Cost a month", "Per 1,000 queries", "Per label that counts", "Labels worth buying")
NONE_BOUGHT = "none"


def answer(e: Evaluation) -> Answer:
    """Return what operations cost, what they take from the runway, and what decides it."""
    found = label_facts(e)
    queries = first(e.demand.raw_queries)
    each = f", {_each(e)} per 1,000 queries" if queries > 0 else ", with no queries"
    decided = f"{_decides(e, found)} {_measure_next(e, found)}"
    return Answer(
        sentence=[
            Part(f"Keeping the model good costs {words.money(cost(e))} a month", "strong"),
            Part(f"{each}{_label_words(e, found)}. {_runway_words(e)}"),
            Part(f" {_lever_words(e)} {decided}", "soft"),
        ],
        figures=_figures(e, found),
        notes=_notes(e, found),
        method=METHOD,
    )


def _each(e: Evaluation) -> str:
    queries = first(e.demand.raw_queries)
    return words.money(cost(e) / queries * QUERIES_OF_A_PRICE) if queries > 0 else "none"


def _label_words(e: Evaluation, found: LabelFacts) -> str:
    if not computed(e) or not found.items > 0:
        return ""
    if not np.isfinite(found.paid):
        return ", and no label that counts comes of it"
    return f", {words.money(found.paid)} per label that counts"


def _runway_words(e: Evaluation) -> str:
    if not e.known:
        return f"What it does to the runway is unknown: {e.problems[0]}"
    months = months_without(e)
    if not np.isfinite(first(e.runway.months)):
        return f"The money lasts beyond {words.months(HORIZON_MONTHS)} with it."
    if months < NO_CHANGE_MONTHS:
        return "It hardly changes the runway."
    beyond = first(e.runway.months) + months >= HORIZON_MONTHS
    longer = f"over {words.months(months)}" if beyond else words.months(months)
    return f"It takes {longer} of the runway."


def _lever_words(e: Evaluation) -> str:
    if not computed(e):
        return "One amount is entered; its levers are unknown."
    return strongest_lever(e, PAGE, "on labels") if e.known else ""


def _decides(e: Evaluation, found: LabelFacts) -> str:
    parts = {name: first(values) for name, values in paid_parts(e).items()}
    if not sum(parts.values()) > 0:
        return "What decides it: nothing is paid for yet."
    largest = max(parts, key=lambda name: parts[name])
    said = f"{largest.lower()}, {words.money(parts[largest])} a month"
    if computed(e) and largest == "Labels":
        per_item = words.number(first(e.scenario.operations.labels_per_item), "labels")
        said = f"{words.number(found.items, 'items')} a month with {per_item} each"
    return f"What decides it: {said}."


def _measure_next(e: Evaluation, found: LabelFacts) -> str:
    if not computed(e):
        return "Measure next: how many labels are bought a month, and at what price."
    if not found.items > 0:
        return "Measure next: the error on a set of items of your own."
    if not found.useful > 0:
        return "Measure next: why no item turns out useful."
    if e.scenario.operations.error_points is None:
        return "Measure next: the error on an evaluation set, for it says what a label is worth."
    unknown = [d for d in levers(e, PAGE) if d.unknown] if e.known else []
    relabel = [d for d in unknown if d.key.endswith("relabelling")]
    paying = [d for d in levers(e, PAGE) if d.verdict == Verdict.PAYS] if e.known else []
    chosen = (relabel or paying or unknown)[:1]
    said = chosen[0].signal if chosen else "items that turn out useful, of a hundred"
    return f"Measure next: {said}."


def _figures(e: Evaluation, found: LabelFacts) -> list[Figure]:
    total = sum(first(values) for values in e.costs.values())
    share = cost(e) / total if 0 < total < np.inf else 0.0
    month = cost(e)
    note = f"{words.percent(share)} of all costs" if share > 0 else "as paid"
    queries = first(e.demand.raw_queries)
    return [
        Figure(label=LABELS[0], value=words.money(month), note=note),
        Figure(
            label=LABELS[1],
            value=_each(e),
            note=f"{words.number(queries, 'queries/month')}" if queries > 0 else "no queries",
        ),
        _paid_figure(e, found),
        _worth_figure(e, found),
    ]


def _paid_figure(e: Evaluation, found: LabelFacts) -> Figure:
    if not computed(e):
        return Figure(label=LABELS[2], value=words.UNKNOWN, note="one amount is entered")
    if not found.items > 0:
        return Figure(label=LABELS[2], value=NONE_BOUGHT, note="no label is bought")
    if not np.isfinite(found.paid):
        return Figure(label=LABELS[2], value="never", note="no item turns out useful")
    count = words.number(found.useful)
    return Figure(label=LABELS[2], value=words.money(found.paid), note=f"{count} count a month")


def _worth_figure(e: Evaluation, found: LabelFacts) -> Figure:
    label, best = LABELS[3], found.worth_buying
    if not computed(e):
        return Figure(label=label, value=words.UNKNOWN, note="one amount is entered")
    if best is None:
        missing = "the error is not measured" if found.items > 0 else "no label is bought"
        if found.items > 0 and not found.useful > 0:
            missing = "no item turns out useful"
        return Figure(label=label, value=words.UNKNOWN, note=missing)
    value, _, unit = words.number(best, never="no limit").partition(NARROW_SPACE)
    return Figure(
        label=label, value=value, unit=unit, note=f"a month; {words.number(found.steady)} today"
    )


def _notes(e: Evaluation, found: LabelFacts) -> list[str]:
    p = e.scenario.operations
    if not computed(e):
        return [plan_words.one_amount(p.monthly_amount)]
    said = [_useless(found), _beyond_floor(found), _time(e)]
    return [note for note in said if note]


def _useless(found: LabelFacts) -> str:
    if found.items > 0 and not found.useful > 0:
        return (
            "No item turns out useful: labels are paid for and none of them counts. Enter a share "
            "above 0, or label nothing."
        )
    return ""


def _beyond_floor(found: LabelFacts) -> str:
    if found.removable is not None and found.removable <= 0:
        return "The error today is no more than what no label removes: labels gain nothing."
    return ""


def _time(e: Evaluation) -> str:
    """Both figures of engineer time: if it is bought, and in cash alone."""
    weeks = first(e.lines[PAGE].weeks)
    if not weeks > 0 or not e.known:
        return ""
    worth = e.scenario.worth
    each = words.money(weeks * first(worth.engineer_week_cost))
    bought = worth.engineer_time == EngineerTime.BOUGHT
    verb, size = words.signed_months(months_by_the_other_rule(e))
    other = "in cash alone" if bought else "if it were bought"
    small = size == words.months(0) or "under" in size
    change = "the runway would be the same" if small else f"that {verb} {size} of runway"
    said = words.number(weeks, "engineer-weeks")
    now = f"counted as {each} a month" if bought else "already paid, no cash"
    return f"Upkeep takes {said} a month, {now}; {other}, {change}."
