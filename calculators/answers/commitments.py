"""Commitments: how many machines to pay for ahead, and what if growth fails."""

from __future__ import annotations

import numpy as np

from calculators import catalog
from calculators.answers.commitments_charts import cost_chart, duration_chart, growth_chart
from calculators.answers.commitments_facts import SAME, Committed
from calculators.answers.commitments_method import METHOD
from calculators.answers.commitments_tables import offers_table, regret_table
from calculators.answers.commitments_words import gpus, growth_break_even, per_month, term
from calculators.answers.decision_words import listed
from calculators.answers.lever_table import NO_CHANGE_MONTHS, runway_change, turn_words
from calculators.answers.price_notes import machine_price
from calculators.answers.verdict_words import VERDICT_NAMES
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Style
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.variable.service import SUPPLY_LABELS

__all__ = ["METHOD", "answer", "committed", "cost_chart", "duration_chart", "growth_chart"]
__all__ += ["offers_table", "regret_table"]

MEASURE = "Measure next: the least machines in use at any hour of the last quarter."
LABELS = ("Commit to", "Saves", "Last GPU is needed", "Break-even growth")


def committed(e: Evaluation, row: int) -> Committed:
    """Return what the page says of a service, each part computed when it is first asked for."""
    return Committed(e=e, row=row)


def answer(c: Committed) -> Answer:
    """Return how many GPUs to commit to, what that saves, and the growth it hangs on."""
    if not c.e.known:
        unknown = [Figure(label=label, value=words.UNKNOWN) for label in LABELS]
        return Answer(
            sentence=[Part("What to commit to is unknown.", "strong"),
                      Part(f" {c.e.problems[0]}")],
            figures=unknown,
            notes=list(c.e.problems),
            method=METHOD,
        )  # fmt: skip
    return Answer(
        sentence=_sentence(c) if c.level > 0 else _nothing(c),
        figures=_figures(c),
        notes=_notes(c),
        method=METHOD,
    )


def _nothing(c: Committed) -> list[Part]:
    """Return why no GPU is committed to: as entered, or as none is worth it."""
    if c.best > 0:
        return [
            Part(f"Committing to no GPU of {c.service.name}", "strong"),
            Part(
                f", as entered, saves nothing against renting by the hour. {_best_instead(c)} "
                f"{_runway(c)}"
            ),
            Part(f"{_first_gpu(c)} {MEASURE}", "soft"),
        ]
    return [
        Part("Never:", "never"),
        Part(f"committing to no GPU of {c.service.name} is cheapest", "strong"),
        Part(
            f": none is needed in more than {words.percent(c.ratio)} of the "
            "hours. The runway does not change."
        ),
        Part(
            f"What decides it: the discount against the hours in which the first GPU runs. "
            f"{MEASURE}",
            "soft",
        ),
    ]


def _best_instead(c: Committed) -> str:
    saved = c.by_the_hour - c.cost(c.best)
    return f"{words.capitalised(gpus(c.best))} would save {per_month(saved)}."


def _first_gpu(c: Committed) -> str:
    return (
        "What decides it: the hours in which the first GPU runs, "
        f"{words.percent(c.use_of_first)} of them; above {words.percent(c.ratio)} it pays."
    )


def _sentence(c: Committed) -> list[Part]:
    style = _verdict(c)
    verb = "saves" if c.saving >= 0 else "costs"
    head = f"{gpus(c.level)} of {c.service.name} for {term(c)}"
    waits = _waits(c, style)
    saved = f"{verb} {per_month(abs(c.saving))} against renting by the hour."
    return [
        Part("Commit to" if style == "pays" else f"{VERDICT_NAMES[style]}:", style),
        Part(head if style == "pays" else f"committing to {head}", "strong"),
        Part(f": {waits or saved} {_runway(c)}" + ("" if waits else f" {growth_break_even(c)}")),
        Part(_soft(c, bool(waits)), "soft"),
    ]


def _verdict(c: Committed) -> Style:
    if c.is_held or c.level != c.best:
        return "pays" if c.saving > 0 else "never"
    return c.decision.verdict.value if c.decision else "pays" if c.saving > 0 else "never"


def _waits(c: Committed, style: Style) -> str:
    """Return why a saving is not enough: at today's load it does not pay back the work in time."""
    found = c.decision
    if found is None or style == "pays" or c.level != c.best or not c.saving > 0:
        return ""
    saved, way = c.saving_today, SUPPLY_LABELS[c.service.supply].lower()
    if saved < 0:
        return f"at today's load it costs {per_month(-saved)} more than {way}."
    weeks, months = words.value_with_unit(found.weeks, "weeks"), words.number(c.payback_months)
    return (
        f"at today's load it saves {per_month(saved)} against {way}, too little in {months} months "
        f"for {weeks} of work."
    )


def _soft(c: Committed, waits: bool) -> str:
    """Return what decides it and what to measure next."""
    turn = turn_words(c.e, c.decision) if waits and c.decision else ""
    rest = _rest_by_the_hour(c)
    if turn:
        said = f"What decides it: the load; it pays {turn}."
    else:
        said = rest or f"{_decides(c)} {_against_now(c)}".rstrip()
    return f"{said} {MEASURE}"


def _rest_by_the_hour(c: Committed) -> str:
    """Return that renting by the hour decides it, where most is saved without any commitment."""
    more = c.now - c.cost(c.level)
    if c.is_held or not more > 2 * max(c.saving, 0.0):
        return ""
    way = SUPPLY_LABELS[c.service.supply].lower()
    return (
        f"What decides it: renting the rest by the hour; against {way} all of it is "
        f"{per_month(more)} less, of which the discount of {words.percent(c.discount)} saves "
        f"{per_month(max(c.saving, 0.0))}."
    )


def _against_now(c: Committed) -> str:
    """Return what it saves against the way chosen, if that is not renting by the hour."""
    if c.is_held:
        return ""
    more = c.now - c.cost(c.level)
    if abs(more - c.saving) < max(abs(c.saving), 1.0) * SAME:
        return ""
    way = SUPPLY_LABELS[c.service.supply].lower()
    return f"Against {way} it is {per_month(abs(more))} {'more' if more < 0 else 'less'}."


def _runway(c: Committed) -> str:
    if c.is_held:
        return "The plan has it."
    if c.level != c.best or c.decision is None:
        return "The runway is that of the plan: only the cheapest level can be chosen in it."
    changed = runway_change(c.e, c.decision)
    if abs(c.decision.months_gained) < NO_CHANGE_MONTHS:
        return "The runway does not change."
    return f"Chosen, it {changed} of runway."


def _decides(c: Committed) -> str:
    spread = c.regrets
    worst = max(spread, key=lambda r: r.regret)
    if worst.regret < max(0.05 * abs(c.saving), 1.0):
        return (
            f"What decides it: the discount of {words.percent(c.discount)}; growth hardly matters "
            f"here, the regret if it fails is {per_month(worst.regret)}."
        )
    return (
        f"What decides it: growth; if the load changes by {words.percent(worst.growth)} a month "
        f"the regret is {per_month(worst.regret)}."
    )


def _figures(c: Committed) -> list[Figure]:
    turn = c.break_even_growth
    none = not c.level > 0
    at = words.percent(turn) if np.isfinite(turn) else "none"
    return [
        Figure(
            label=LABELS[0],
            value=words.number(c.level),
            unit="GPU" if c.level == 1 else "GPUs",
            note=f"of {gpus(c.most)} in the busiest hour",
        ),
        Figure(
            label=LABELS[1] if c.saving >= 0 else "Costs more",
            value=words.money(abs(c.saving)),
            unit="a month",
            note=f"of {words.money(c.by_the_hour)} by the hour",
        ),
        Figure(
            label=LABELS[2],
            value=words.UNKNOWN if none else words.percent(c.marginal_use),
            unit="" if none else "of hours",
            note=f"pays above {words.percent(c.ratio)}, against rent by the hour",
        ),
        Figure(
            label=LABELS[3],
            value=at,
            unit="a month" if np.isfinite(turn) else "",
            note=f"planned {words.percent(c.growth)} a month",
        ),
    ]


def _notes(c: Committed) -> list[str]:
    found = [_upfront(c), _ahead(c), _above(c), _no_load(c), _row_level(c), _ceiling(c), _years(c),
             machine_price(c.service)]  # fmt: skip
    return [note for note in found if note]


def _upfront(c: Committed) -> str:
    if not c.upfront > 0:
        return ""
    return (
        f"{words.percent(c.upfront)} upfront: {words.money(c.paid_first)} leaves the account in "
        "the first month of each term. The cost is the same, spread over the term; cash is not."
    )


def _ahead(c: Committed) -> str:
    """Return what GPUs bought at once for the growth of a whole term cost in month 1."""
    found = [(offer.label.lower(), c.decision_of(offer)) for offer in c.offers]
    dearer = [
        f"{words.money(-first(d.monthly_saving))} for {name}"
        for name, d in found
        if d is not None and first(d.monthly_saving) < 0
    ]
    if c.upfront > 0 or not dearer:
        return ""
    return (
        "Bought at once for the growth of the whole term, GPUs wait for it: in month 1 that costs "
        f"{listed(dearer)} more than what the plan has. Verdicts are of today's load: buy in steps "
        "as it comes."
    )


def _above(c: Committed) -> str:
    idle = c.level - c.most
    if not idle > 0:
        return ""
    cost = words.money(idle * c.ratio * c.price, "month")
    return (
        f"{gpus(c.level)} is above the load of every hour: {gpus(idle)} would never be used and "
        f"cost {cost}."
    )


def _no_load(c: Committed) -> str:
    if first(c.result.load.queries_per_month) > 0:
        return ""
    return "No query reaches this service today; only the replicas that always run are counted."


def _row_level(c: Committed) -> str:
    step = first(c.service.gpus_per_machine)
    if not step > 1 or c.level % step == 0:
        return ""
    return f"Machines come with {gpus(step)} each: {gpus(c.level)} is not a whole number of them."


def _ceiling(c: Committed) -> str:
    """Return what the catalog says of the offer chosen, and how far it can be trusted."""
    key = c.service.commitment_offer
    fact = next((row for row in catalog.commitments() if row.key == key), None)
    if fact is None:
        return ""
    kind = "published, second hand: ask for your own quote" if fact.doubtful else "published"
    if fact.low is None:
        kind = "a published ceiling, not a price: enter your quote"
    return f"{fact.provider}, {fact.scope}: {kind}; {fact.source}, as of {fact.as_of}."


def _years(c: Committed) -> str:
    if c.months <= len(c.e.demand.raw_queries) / 2:
        return ""
    return (
        "The plan holds five years: the second term of three years is chosen by the two that the "
        "plan sees, and its last year is paid beyond it."
    )
