"""Words of the page on embedding fine-tuning: which condition fails, and what turns it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators.answers.fine_tuning_facts import OnTuning
from calculators.answers.label_words import assumed_price, label_price
from calculators.answers.lever_table import runway_sentence
from calculators.answers.plan_words import month_name
from calculators.answers.point_words import point_value
from calculators.answers.verdict_words import marked, sentence_of, then, until_then
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import reached_in
from calculators.core.reached import at_least, queries_at_least
from calculators.core.units import first
from calculators.practices import fine_tuning as practice

ALL_BUT_CERTAIN = 0.999
NO_NUMBER = "no number of them"
FEW_DISCORDANT = 20  # below it the size of a sample is a rough guide


def gain(o: OnTuning) -> str:
    """Return the expected gain in words."""
    return words.number(o.p.gain_points, "points")


def between(ends: Sequence[float], unit: str = "", never: str = NO_NUMBER) -> str:
    """Return a figure, or its least and most where what decides it is not measured."""
    low, high = (words.number(end, unit, never) for end in (min(ends), max(ends)))
    return high if low == high else f"{words.number(min(ends))}–{high}"


def needed(ends: Sequence[float], unit: str = "", never: str = NO_NUMBER) -> str:
    """Return labelled queries that are needed, rounded up: with that number it is proven."""
    return between([queries_at_least(end) for end in ends], unit, never)


def chance(o: OnTuning) -> str:
    """Return the chance that the gain is seen; there is none where there is no gain."""
    if not first(o.p.gain_points) > 0:
        return "none"
    return _chance(o.chances)


def _chance(ends: Sequence[float]) -> str:
    """Return a chance in percent; what is all but certain is said as 99.9 %."""
    low, high = (min(end, ALL_BUT_CERTAIN) for end in (min(ends), max(ends)))
    return words.interval(low, high, "share")


def queries(count: float) -> str:
    """Return a number of labelled queries, "no labelled queries" for none."""
    return words.number(count, "labelled queries") if count > 0 else "no labelled queries"


def finding(o: OnTuning) -> str:
    """Return both conditions in one sentence; the one that fails comes first."""
    if o.nothing_won:
        asked = worth_words(o).partition(" for ")[2]
        return f": {o.nothing_won}, so {asked} would not be repaid"
    if o.worth_it:
        joined = "and" if o.provable else "but"
        return f": {proof_words(o)}, {joined} it would be worth {worth_words(o)}"
    proven = f"though {proof_words(o)}" if o.provable else "proven or not"
    value, _, taken = worth_words(o).partition(" for ")
    return f": {value} would not repay {taken}, {proven}"


def proof_words(o: OnTuning) -> str:
    """Return whether the gain is provable."""
    have = queries(o.labelled)
    if o.provable:
        return f"a gain of {gain(o)} is provable with {have}"
    if not o.labelled > 0:
        return f"a gain of {gain(o)} cannot be proven without labelled queries"
    if o.unprovable:
        return f"{have} cannot prove a gain of {gain(o)}"
    return f"whether {have} prove a gain of {gain(o)} is unknown"


def worth_words(o: OnTuning) -> str:
    """Return what is won for what is spent."""
    upkeep = words.money(o.upkeep, "month")
    once = "" if o.adopted else f"{words.money(o.work)} and "
    return f"{words.money(o.value, 'month')} for {once}{upkeep}"


def where(o: OnTuning) -> str:
    """Return where it turns, and what it does to the runway."""
    return then(proof_turn(o), worth_turn(o), runway(o))


def proof_turn(o: OnTuning) -> str:
    """Return the labelled queries that prove it, and when the plan has them."""
    if o.graded and not o.spread_known:
        return ""
    at = o.needed[-1]
    if not np.isfinite(at):
        return "No number of labelled queries proves it."
    if o.provable:
        return f"It takes {needed([at], 'queries')}."
    said = f"Provable from {needed(o.needed, 'labelled queries')}"
    return f"{said}, {when(o)}." if not o.missing else f"{said}."


def when(o: OnTuning) -> str:
    """Return in which month the plan has the labelled queries, however the systems differ."""
    if np.isfinite(o.reached):
        latest = " at the latest" if len(o.needed) > 1 else ""
        return f"{month_name(o.e, o.reached)}{latest}"
    least = np.isfinite(reached_in(o.scale, min(o.needed)))
    return f"{'perhaps ' if least else ''}not in this plan"


def worth_turn(o: OnTuning) -> str:
    """Return from which value of a point it is worth its work."""
    if o.worth_it:
        return ""
    at = at_least(o.point_value_that_pays)
    if not np.isfinite(at):
        return "Worth it at no value of a point."
    now = words.money(first(o.worth.point_value))
    return f"Worth it from {words.money(at, 'month')} for a point, now {now}."


def runway(o: OnTuning) -> str:
    """Return what adopting does to the runway."""
    return runway_sentence(o.e, o.decision, "Now it")


def decides(o: OnTuning) -> str:
    """Return what decides the answer."""
    if o.missing:
        return f"What decides it: {o.missing.removesuffix(': not measured')}."
    if o.nothing_won:
        return f"What decides it: {o.nothing_won}, as entered."
    if not o.worth_it:
        share = words.percent(o.coverage * first(o.p.reaching_share))
        return f"What decides it: {share} of the gain reaches the answers, at " \
               f"{point_value(o.e)} a point."  # fmt: skip
    if not o.provable:
        return "What decides it: labelled queries, not the model."
    return "What decides it: the value of a point; the proof is there."


def measure(o: OnTuning) -> str:
    """Return what to measure next, with its number."""
    if o.nothing_won:
        return f"Measure next: {practice.nothing_won(o.p, o.kinds)[1]}."
    if not o.worth_it:
        return "Measure next: what a point of accuracy is worth, on the page of that name."
    if o.missing and o.graded:
        return "Measure next: the spread of nDCG between two published embedders, by query."
    if o.missing or not o.spread_known:
        return (
            "Measure next: on how many of the labelled queries two published embedders differ; "
            "it takes an afternoon and no training."
        )
    if not o.provable and np.isfinite(o.missing_labels):
        more = needed([o.missing_labels], "labelled queries")
        each = label_price(o.e, o.e.scenario.fine_tuning)
        return f"Measure next: {more} more, about {words.money(labels_bill(o))} at {each}."
    return "Measure next: the gain itself, on queries that were not trained with."


def labels_bill(o: OnTuning) -> float:
    """Return what the missing labelled queries cost [USD]; inf where no number is enough."""
    missing = o.missing_labels
    return missing * first(o.p.price_of_a_label) if np.isfinite(missing) else np.inf


def notes(o: OnTuning) -> list[str]:
    """Return what must be said beside the answer."""
    found = [_unmeasured(o), assumed_price(o.e, o.e.scenario.fine_tuning), _kinds(o), _few(o)]
    return list(filter(None, [*o.e.problems, *found, _lucky(o)]))


def _unmeasured(o: OnTuning) -> str:
    if o.graded or o.spread_known:
        return ""
    low, high = (words.percent(end or 0.0) for end in o.ends)
    return (
        f"Discordant queries were not measured. They lie between {low} and {high}: the gain "
        "itself, and two models that know nothing of each other."
    )


def _kinds(o: OnTuning) -> str:
    if o.coverage_at_end >= o.coverage or o.coverage <= 0:
        return ""
    now, then = words.percent(o.coverage), words.percent(o.coverage_at_end)
    return f"Kinds are added: the labels hold {now} of them today and {then} at the end of the " \
           "plan, unless new ones are labelled."  # fmt: skip


def _few(o: OnTuning) -> str:
    if o.graded or not o.spread_known or not o.p.paired:
        return ""
    count = o.labelled * first(o.p.discordance or 0.0)
    if count >= FEW_DISCORDANT or not o.labelled > 0:
        return ""
    return (
        f"Only {words.number(count)} queries are expected to tell the models apart; the exact "
        "test is used for the chance, and the size is a rough guide."
    )


def _lucky(o: OnTuning) -> str:
    """Say what a gain would look like that passes by luck."""
    least = min(o.smallest_gains)
    if not o.unprovable or not np.isfinite(least):
        return ""
    seen = words.number(least * 100, "points")
    return f"With {words.number(o.labelled, 'queries')} only a gain of {seen} or more is seen " \
           "reliably; a smaller one that passes is mostly luck, and overstated."  # fmt: skip


def sentence(o: OnTuning) -> list[Part]:
    """Return the answer in one sentence."""
    until = until_then(o.decision)
    return sentence_of(marked(o.verdict), finding(o), where(o), decides(o), measure(o), until)
