"""Words of the page on near-duplicates: the verdict, what decides it, what to read next."""

from __future__ import annotations

import numpy as np

from calculators.answers.lever_table import NO_CHANGE_MONTHS
from calculators.answers.near_duplicates_facts import OnDuplicates
from calculators.answers.plan_words import month_name
from calculators.answers.verdict_words import marked, sentence_of, until_then
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Verdict
from calculators.core.units import first
from calculators.practices.near_duplicates_inputs import Method
from calculators.practices.near_duplicates_lsh import rows_of_band

WAYS = {
    Method.NONE: "none",
    Method.EXACT: "exact copies",
    Method.NEAR: "near-duplicates",
    Method.SEMANTIC: "same meaning",
}


def money(o: OnDuplicates) -> str:
    """Return what near-duplicates cost and what removing them brings and asks for."""
    if o.missing and not o.evidence.known:
        return "nobody has read failures for their cause"
    if not o.evidence.failures > 0:
        return "nothing fails in this plan, so nothing is to be gained"
    if not o.evidence.known:
        return f"all failures together cost {words.money(o.all_failures)} a month, too little"
    brings, asks = o.value(o.method), words.money(o.asked(o.method))
    would, ending = ("", "s") if o.chosen else ("would ", "")
    does = f"bring{ending} {words.money(brings)}"
    if brings < 0:
        does = f"lose{ending} {words.money(-brings)} of value"
    what = WAYS[o.method] if o.method == Method.NEAR else "texts of the same meaning"
    return f"removing {what} {would}{does} a month and ask{ending} for {asks}"


def where(o: OnDuplicates) -> str:
    """Return where it turns and what it does to the runway."""
    return " ".join(part for part in (f". {turns(o)}", runway(o)) if part)


def turns(o: OnDuplicates) -> str:
    """Return where the verdict turns, in failures a month and as a share of them."""
    share, e = o.turn.share, o.evidence
    if not np.isfinite(share):
        return "No number of failures would turn that."
    at = words.number(share * e.failures, "failures")
    if share > 1:
        return f"It pays from {at} a month due to them, more than there are of any kind."
    counted = f" ({words.percent(e.share)} were counted)" if e.known else ""
    when = f", {month_name(o.e, o.turn_month)}" if o.verdict == Verdict.NOT_YET else ""
    return f"It pays from {at} a month due to them, {words.percent(share)} of all{counted}{when}."


def either(o: OnDuplicates) -> str:
    """Return that both answers are fine, where reading on is not worth it."""
    if not o.either:
        return ""
    low, high = o.evidence.interval
    held = words.interval(low, high, "share")
    return f"The {held} counted leaves it open, and reading on costs more than it is worth."


def runway(o: OnDuplicates) -> str:
    """Return what it does to the runway: value is no cash."""
    if not o.e.known or o.decision is None:
        return "The runway is unknown."
    if o.missing:  # the decision then holds the work alone, not the upkeep
        return ""
    gained = -o.decision.months_gained if o.chosen else o.decision.months_gained
    if abs(gained) < NO_CHANGE_MONTHS:
        return "The runway hardly changes."
    verb, size = words.signed_months(gained)
    kept = verb if o.chosen else f"would {verb.removesuffix('s')}"
    return f"It {kept} {size} of runway; value is no cash."


def decides(o: OnDuplicates) -> str:
    """Return what decides the answer."""
    if o.missing:
        return "What decides it: the share of failures that near-duplicates cause."
    if not o.evidence.failures > 0:
        return "What decides it: no query of the plan fails."
    if o.wrongly > max(o.value(o.method), 0.0):
        texts = words.number(first(o.removal.removed_wrongly), "texts")
        return f"What decides it: {texts} a month that only look alike and would be removed."
    if o.turn.share > 1 and not o.pays_alone:
        return (
            f"What decides it: how much failures cost, {words.money(o.all_failures)} a month, "
            "whatever causes them."
        )
    if o.turn.share > 1 or o.verdict != Verdict.PAYS and o.left(o.method, _here(o))[0] > 0:
        exact = words.percent(first(o.p.exact_share))
        return f"What decides it: exact hashing, which catches {exact} of it for next to nothing."
    return "What decides it: the share of failures traced, against upkeep."


def _here(o: OnDuplicates) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([o.evidence.share])


def measure(o: OnDuplicates) -> str:
    """Return what to measure next."""
    if o.missing:
        return f"Measure next: {o.missing}; count those gone once near-duplicates are out."
    if not o.evidence.failures > 0:
        return "Measure next: the share of answers that users call wrong."
    if o.wrongly > max(o.value(o.method), 0.0):
        return "Measure next: 100 pairs that would be removed; are they the same?"
    if o.turn.share > 1:
        return "Measure next: what one failure costs you."
    return "Measure next: the same count in three months, or when the corpus changes."


def notes(o: OnDuplicates) -> list[str]:
    """Return what must be said: problems, hashes that fill no band, an empty sample."""
    found = list(o.e.problems)
    unused = first(o.p.hashes - o.p.bands * rows_of_band(o.p.hashes, o.p.bands))
    if unused > 0:
        found.append(
            f"{words.number(unused, 'hashes')} of {words.number(first(o.p.hashes))} fill no band "
            "and are not used."
        )
    if o.p.failures_sampled is not None and o.p.failures_traced is None:
        read = words.number(first(o.p.failures_sampled), "failures")
        found.append(f"{read} were read; how many were due to near-duplicates is not entered.")
    if o.p.failures_sampled is None and o.p.failures_traced is not None:
        found.append("Failures traced are entered, but not how many were read; enter both.")
    return found


def sentence(o: OnDuplicates) -> list[Part]:
    """Return the answer in one sentence."""
    decided = " ".join(filter(None, (decides(o), either(o))))
    until = "" if o.chosen else until_then(o.decision)
    return sentence_of(marked(o.verdict), f": {money(o)}", where(o), decided, measure(o), until)
