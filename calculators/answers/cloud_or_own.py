"""Cloud or own machines: rent or buy, from when on, and what it does to the runway."""

from __future__ import annotations

import numpy as np

from calculators.answers.cloud_or_own_charts import (
    cash_chart,
    duration_chart,
    price_chart,
    volume_chart,
)
from calculators.answers.cloud_or_own_facts import Facts, facts
from calculators.answers.cloud_or_own_method import METHOD
from calculators.answers.cloud_or_own_tables import (
    cases_table,
    levers_table,
    parts_table,
    purchases_table,
    scales_table,
)
from calculators.answers.cloud_or_own_words import (
    and_runway_words,
    base_words,
    best_month,
    dated,
    decides,
    measure_next,
    never_back_words,
    steady_words,
    without_words,
)
from calculators.answers.lever_table import turn_words
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Style
from calculators.core.decision import Verdict
from calculators.variable.service import SUPPLY_LABELS, Supply

__all__ = ["METHOD", "answer", "cases_table", "cash_chart", "duration_chart", "facts"]
__all__ += [
    "levers_table",
    "parts_table",
    "price_chart",
    "purchases_table",
    "scales_table",
    "volume_chart",
]

LABELS = ("Own, a month", "Paid back after", "Worth today", "Equal yearly cost")


def answer(f: Facts) -> Answer:
    """Return whether owning pays, what it does to the runway, where it turns."""
    problems = list(f.e.problems)
    if not f.known:
        return Answer(sentence=_unknown(f), figures=_no_figures(f), notes=problems, method=METHOD)
    head, style = _verdict(f)
    said = [_money(f)]
    if f.e.known:
        said += [without_words(f), never_back_words(f), base_words(f)]
    return Answer(
        sentence=[
            Part(head, style),
            Part(" " + " ".join(part for part in said if part)),
            Part(f"{decides(f)} {measure_next(f)}", "soft"),
        ],
        figures=_figures(f),
        notes=[*problems, *_notes(f)],
        method=METHOD,
    )


def _unknown(f: Facts) -> list[Part]:
    if not f.unknown:
        return [
            Part("Cannot tell", "cannot_tell"),
            Part(f": {f.service.name} has no bill yet, rented or owned."),
        ]
    price = f.break_even_price
    turns = ""
    if np.isfinite(price):
        turns = (
            f" Owning would pay below {words.money(price)} a GPU with its share of the server, "
            "its work counted."
            if price > 0
            else " Renting is cheaper even if the machines were free, the work counted."
        )
    return [
        Part("Cannot tell", "cannot_tell"),
        Part(f": {f.unknown.partition(' on Cloud')[0]}; it is not taken as zero.{turns}"),
        Part(
            "What decides it: the price of the machines and the hours they are needed. Measure "
            "next: a written offer.",
            "soft",
        ),
    ]


def _verdict(f: Facts) -> tuple[str, Style]:
    name = f.service.name
    if f.is_owned:
        return f"{SUPPLY_LABELS[f.service.supply]} is in the plan for {name}.", "strong"
    verdict = f.decision.verdict if f.decision else Verdict.CANNOT_TELL
    found: dict[Verdict, tuple[str, Style]] = {
        Verdict.PAYS: (f"Owning pays for {name}.", "pays"),
        Verdict.NOT_YET: (f"Not yet: rent {name} for now.", "not_yet"),
        Verdict.NEVER: (f"Owning never pays for {name}.", "never"),
        Verdict.CANNOT_TELL: (f"Cannot tell for {name}.", "cannot_tell"),
    }
    return found[verdict]


def _money(f: Facts) -> str:
    turn = turn_words(f.e, f.decision) if f.decision and not f.is_owned else ""
    said = f"Today owning {steady_words(f)}{and_runway_words(f)}."
    return f"{said} With its work it pays {turn}." if turn else said


def _no_figures(f: Facts) -> list[Figure]:
    found = [Figure(label=label, value=words.UNKNOWN, note="needs prices") for label in LABELS]
    price = f.break_even_price
    if not (np.isfinite(price) and price > 0):
        return found
    turn = Figure(label="Break-even price", value=words.money(price), note="a GPU with its server")
    return [turn, *found[:-1]]


def _figures(f: Facts) -> list[Figure]:
    plain, late = f.payback(), f.payback(f.discount_rate)
    rate = words.percent(f.discount_rate)
    value = f.present_value
    rent, own = f.yearly(f.rent), f.yearly(f.own)
    return [
        Figure(
            label=LABELS[0],
            value=words.money(f.steady[Supply.OWN]),
            note=f"{words.money(f.steady[f.rented_way])} rented; spread over use",
        ),
        Figure(
            label=LABELS[1],
            value=words.months(plain),
            note=f"{words.months(late)} with money at {rate}; in cash",
        ),
        Figure(
            label=LABELS[2],
            value=words.money(value),
            note=f"five years at {rate}, machines left counted",
        ),
        Figure(
            label=LABELS[3],
            value=words.money(own),
            unit="a year",
            note=f"{words.money(rent)} rented; cash at {rate}",
        ),
    ]


def _notes(f: Facts) -> list[str]:
    found = [dated(f)]
    if f.e.known:
        found.insert(0, best_month(f, f.best_purchase))
    if len(f.e.services) > 1:
        found.append(
            f"The charts are about {f.service.name}, whose machines cost most; the table of "
            "decisions has every service."
        )
    return [note for note in found if note]
