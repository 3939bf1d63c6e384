"""The levers of a page: what each adds to the runway, asks for, may cost, and where it turns."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calculators.answers import window_words
from calculators.answers.point_words import two_values
from calculators.answers.verdict_words import IN_TEXT
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.business import EngineerTime
from calculators.core.decision import Decision, Verdict
from calculators.core.units import HORIZON_MONTHS, first
from calculators.evaluation import Evaluation

Impact = Callable[[Evaluation, Decision], str]

NO_CHANGE_MONTHS = 0.05  # below it a tenth of a month says zero
ROUNDING = 1e-12  # of all that is paid: what the difference of two sums leaves of nothing
NOTICED_WEEKS = 0.05  # a month; less is no time of anybody
NOTHING_KNOWN = "nothing known"
HEADS = ("Lever", "Runway", "A month", "Work", "What it may cost", "Verdict", "Measure")


def levers(e: Evaluation, page: str) -> list[Decision]:
    """Return the decisions of a page, most months of runway first; the unknown come last."""
    found = e.decisions_on(page)
    return sorted(found, key=lambda d: d.verdict == Verdict.CANNOT_TELL)


def levers_table(
    e: Evaluation,
    page: str,
    title_if_months: str = "What would lengthen the runway",
    title_else: str = "What would make it cheaper",
    subject: str = "Levers",
    impact: Impact | None = None,
    turns: bool = True,
    on_average: bool = False,
) -> Table:
    """Return the levers by months of runway, the business impact beside the saving.

    ``impact``: words of what a lever may cost or win beside the saving; ``turns``: whether each
    verdict says where on its own scale it turns; ``on_average``: the saving is the mean of the
    plan, for what is paid in some months only.
    """
    found = levers(e, page)
    gained = [d.months_gained for d in found]
    in_months = max(gained, default=0.0) >= NO_CHANGE_MONTHS
    sizes = gained if in_months else [d.cash_at_end for d in found]
    longest = max([*sizes, 0.0]) or 1.0
    meant = f"the mean of {HORIZON_MONTHS} months" if on_average else "that of month 1"
    order = "by months of runway, work included"
    if not in_months:
        order = "by cash saved, as none adds to the runway"
    return Table(
        title=title_if_months if in_months else title_else,
        subtitle=f"{subject}, {order}; the saving is {meant}{_points(e, found)}"
        if found
        else f"{subject}: this plan is offered none",
        columns=HEADS,
        rows=[_row(e, d, impact or impact_words, turns, on_average) for d in found],
        numeric=HEADS[1:4],
        bars=[max(size, 0.0) / longest for size in sizes],
    )


def _points(e: Evaluation, found: list[Decision]) -> str:
    """Name both values of a point where a lever loses points and the page on it finds another."""
    counted = any(d.points_lost > 0 for d in found)
    return two_values(e) if counted else ""


def _row(
    e: Evaluation, decision: Decision, impact: Impact, turns: bool, on_average: bool
) -> list[str]:
    unknown = decision.verdict == Verdict.CANNOT_TELL
    by_month = saved(decision, on_average)
    verb, size = words.signed_money(by_month)
    nothing = abs(by_month) <= ROUNDING * (1.0 + abs(first(e.cash.total_cost)))
    return [
        f"{decision.option} · {decision.detail}" if decision.detail else decision.option,
        runway_change(e, decision),
        words.UNKNOWN if unknown else _unmoved(e, decision) if nothing else f"{verb} {size}",
        words.value_with_unit(decision.weeks, "weeks") if decision.weeks > 0 else "none",
        impact(e, decision) or NOTHING_KNOWN,
        _verdict(e, decision, turns),
        decision.signal,
    ]


def _unmoved(e: Evaluation, decision: Decision) -> str:
    """Return why a lever saves no cash yet: credits may pay the bill that it would shorten."""
    later = saved(decision, on_average=True) > 0
    return "none while credits last" if later and first(e.cash.credits_used) > 0 else "no change"


def saved(decision: Decision, on_average: bool) -> float:
    """Return what a lever saves a month [USD/month]: in month 1, or on average of the plan."""
    by_month = decision.monthly_saving
    return float(np.mean(by_month)) if on_average else first(by_month)


def _verdict(e: Evaluation, decision: Decision, turns: bool) -> str:
    said = IN_TEXT[decision.verdict]
    if decision.unknown:
        return f"{said}: {decision.unknown}"
    turn = turn_words(e, decision) if turns else ""
    return f"{said}: {turn}" if turn else said


def turn_words(e: Evaluation, decision: Decision) -> str:
    """Return where on its own scale a lever pays: ``from 12k labels/month, Mar 2028``."""
    turn = decision.named_turn
    return window_words.where(e, decision, turn) if turn else ""


def impact_words(e: Evaluation, decision: Decision) -> str:
    """Return what a lever loses or wins that is no cash, and the runway by the other rule."""
    parts = [
        points_words(e, decision),
        value_words(decision),
        time_words(decision),
        other_rule(e, decision),
    ]
    return "; ".join(part for part in parts if part)


def points_words(e: Evaluation, decision: Decision) -> str:
    """Points × value of a point, and the points at which the lever stops paying."""
    if not decision.points_lost > 0:
        return ""
    lost = words.value_with_unit(decision.points_lost, "points")
    value = words.money(first(e.scenario.worth.point_value))
    said = f"{lost} × {value} = {words.money(decision.worth_lost)} a month"
    if decision.unknown:
        return said
    if decision.points_allowed <= 0:
        return f"{said}; does not pay even without loss"
    most = words.value_with_unit(decision.points_allowed, "points", never="any number of points")
    return f"{said}; pays up to {most} lost"


def value_words(decision: Decision) -> str:
    """Return value won a month that is no cash."""
    if not decision.value_gained:
        return ""
    verb = "wins" if decision.value_gained > 0 else "loses"
    return f"{verb} {words.money(abs(decision.value_gained))} of value a month"


def time_words(decision: Decision) -> str:
    """Return the engineer time that a lever frees in month 1."""
    weeks = first(decision.weeks_freed)
    if decision.unknown or weeks < NOTICED_WEEKS:
        return ""
    return f"frees {words.value_with_unit(weeks, 'weeks')} of engineers a month"


def other_rule(e: Evaluation, decision: Decision) -> str:
    """Return the runway with engineer time by the rule that the plan does not use."""
    as_bought = e.scenario.worth.engineer_time == EngineerTime.BOUGHT
    other = decision.months_in_cash_alone if as_bought else decision.months_if_bought
    if decision.unknown or abs(other - decision.months_gained) < NO_CHANGE_MONTHS:
        return ""
    said = " ".join(words.signed_months(min(other, HORIZON_MONTHS)))
    if abs(other) < NO_CHANGE_MONTHS:
        said = "no runway"
    return f"{said} {'in cash alone' if as_bought else 'if the time is bought'}"


def runway_change(state: Evaluation, decision: Decision) -> str:
    """Return what a decision does to the runway: ``adds 1.3 mo``."""
    gained, old = decision.months_gained, first(state.runway.months)
    if decision.unknown:
        return words.UNKNOWN
    if not np.isfinite(old) and abs(gained) < NO_CHANGE_MONTHS:
        return f"stays above {HORIZON_MONTHS} mo"
    if gained == 0:  # little is not nothing: under a tenth of a month is said as such
        return "no change"
    verb, size = words.signed_months(gained)
    beyond = np.isfinite(old) and old + gained >= HORIZON_MONTHS
    return f"{verb} over {size}" if beyond else f"{verb} {size}"


def runway_sentence(
    state: Evaluation, decision: Decision | None, subject: str = "It", because: str = ""
) -> str:
    """Return what a decision does to the runway, as a sentence; none while it is unmeasured."""
    if not state.known:
        return "The runway is unknown."
    if decision is None or decision.unknown:
        return ""
    if abs(decision.months_gained) < NO_CHANGE_MONTHS:
        return "The runway hardly changes."
    return f"{subject} {runway_change(state, decision)} of runway{because}."


def and_runway(state: Evaluation, decision: Decision | None, costs: bool = True) -> str:
    """Return what a decision does to the runway, behind what it costs (or saves) a month."""
    if not state.known:
        return "; the runway is unknown"
    if decision is None or decision.unknown:
        return ""
    if abs(decision.months_gained) < NO_CHANGE_MONTHS:
        return "; the runway hardly changes"
    change = runway_change(state, decision)
    if costs and change.startswith("costs "):
        return f" and {change.removeprefix('costs ')} of runway"
    return f" and {change} of runway"


def lever_name(state: Evaluation, decision: Decision) -> str:
    """Return a lever within a sentence: its service is named where there are several."""
    name, found, service = decision.option.partition(": ")
    name = words.uncapitalised(name)
    return f"{name} for {service}" if found and len(state.services) > 1 else name


def strongest_lever(e: Evaluation, page: str, where: str) -> str:
    """Return the sentence about the lever of a page that pays most; ``where``: "on serving"."""
    paying = [d for d in levers(e, page) if d.verdict == Verdict.PAYS and d.cash_at_end > 0]
    if not paying:
        return f"No lever {where} pays yet."
    best = max(paying, key=lambda d: (_noticed(d.months_gained), d.cash_at_end))
    name = lever_name(e, best)
    if best.months_gained >= NO_CHANGE_MONTHS:
        return f"The strongest lever: {name}; it {runway_change(e, best)} of runway."
    saved = words.money(best.cash_at_end / HORIZON_MONTHS, "month")
    return f"The strongest lever: {name}; it saves {saved} on average."


def _noticed(months: float) -> float:
    return months if months >= NO_CHANGE_MONTHS else 0.0
