"""Tables of the page on near-duplicates: conditions, ways, the context."""

from __future__ import annotations

import numpy as np

from calculators.answers.context import context
from calculators.answers.decision_words import margin
from calculators.answers.lever_table import levers_table as _levers
from calculators.answers.near_duplicates_facts import PAGE, OnDuplicates
from calculators.answers.near_duplicates_words import WAYS
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.decision import Decision, reached_in
from calculators.core.units import first
from calculators.practices import near_duplicates as practice
from calculators.practices.near_duplicates_evidence import turn
from calculators.practices.near_duplicates_inputs import Method
from calculators.practices.near_duplicates_value import ORDER, removal, weeks_of

WEB_TEXTS = 1e9  # from here on a corpus is like the web: nobody chose its pages


def conditions_table(o: OnDuplicates) -> Table | None:
    """Return each condition: today's margin, where it turns and in which month."""
    d = o.decision
    if d is None or o.chosen:
        return None
    found = practice.steps(o.p, o.method, o.worth)
    rows = [_condition(o, d, name, first(turn(o.evidence, [s], o.worth).share))
            for name, s in found.items()]  # fmt: skip
    return Table(
        title="All of these must hold",
        subtitle=f"Margin over {words.months(o.worth.payback_months)}, the work paid; turns at "
        "failures a month due to near-duplicates",
        columns=("Condition", "Today", "Turns at", "Of all failures", "In"),
        rows=[*rows, _evidence_row(o)],
        numeric=("Turns at", "Of all failures"),
    )


def _condition(o: OnDuplicates, d: Decision, name: str, share: float) -> list[str]:
    said = "Pays for work and upkeep" if name == practice.COST else f"Pays {name}"
    today = margin(d, name) if name in d.margins_today else words.UNKNOWN
    if not np.isfinite(share):
        return [said, today, "nowhere", "none", "never"]
    at = share * o.evidence.failures
    month = reached_in(d.scale, at)
    when = "today" if d.scale.today >= at else month_name(o.e, month)
    shown = words.percent(share) if share <= 1 else "more than all"
    return [said, today, words.number(at), shown, words.UNKNOWN if o.missing else when]


def _evidence_row(o: OnDuplicates) -> list[str]:
    e = o.evidence
    if not e.known:
        return ["What was read tells", "nothing was read", "", "", ""]
    low, high = e.interval
    held = words.interval(low, high, "share")
    tells = "no: " if e.spans(o.turn.share) else "yes: "
    return ["What was read tells", f"{tells}{held}", "", "", ""]


def ways_table(o: OnDuplicates) -> Table:
    """Return what each way of removing duplicates brings and asks for, a month."""
    return Table(
        title="Each way by itself",
        subtitle="A month of today; work once, from nothing; value is no cash",
        columns=("Way", "Catches", "Removes wrongly", "Value", "Upkeep", "Bills", "Work"),
        rows=[_way(o, method) for method in ORDER],
        numeric=("Catches", "Removes wrongly", "Value", "Upkeep", "Bills"),
    )


def _way(o: OnDuplicates, method: Method) -> list[str]:
    r, week = removal(o.p, method), o.worth.engineer_week_cost
    weeks = 0.0 if method == Method.NONE else weeks_of(o.p, Method.NONE, method)
    value = o.value(method)
    known = o.evidence.known or method == Method.NONE
    said = words.money(value) if value >= 0 else f"{words.money(-value)} lost"
    return [
        WAYS[method] + (" · in this plan" if method == o.p.method else ""),
        words.percent(first(r.caught)),
        words.number(first(r.removed_wrongly), "texts"),
        said if known else words.UNKNOWN,
        words.money(first(r.upkeep * week)),
        words.money(first(r.cash)),
        words.number(first(weeks), "weeks"),
    ]


def context_table(o: OnDuplicates) -> Table:
    """Return what justifies it where it comes from, beside this plan."""
    texts, alike = first(o.p.documents), words.percent(first(o.p.lookalike_share))
    lost = words.money(first(o.p.cost_per_wrong_removal))
    read = o.evidence.read or 0.0
    return context(
        "Training a language model from nothing is the exception: there repeats are "
        "learnt by heart and tests leak into training, so remove them",
        columns=("There", "Here", "Alike"),
        rows=[
            ["Billions of pages from the web", words.number(texts, "texts"),
             _yes(texts >= WEB_TEXTS)],
            ["Copied by others, without number", "texts that you chose or were given", "no"],
            ["Harm was measured", f"{words.number(read, 'failures')} read", _yes(o.evidence.known)],
            ["A page that only looked alike is no loss",
             f"{alike} of new texts look alike; each costs {lost}", _yes(o.wrongly <= 0)],
        ],
    )  # fmt: skip


def _yes(alike: bool) -> str:
    return "yes" if alike else "no"


def levers_table(o: OnDuplicates) -> Table:
    """Return every other way than the plan's, by what it does to the runway."""
    return _levers(
        o.e,
        PAGE,
        title_if_months="What would lengthen the runway",
        title_else="The other ways",
        subject="Ways of removing duplicates",
    )
