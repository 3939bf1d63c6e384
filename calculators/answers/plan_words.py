"""Words about the whole plan that several pages say: its end, what decides it, what to measure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculators import runway_facts
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part
from calculators.core.business import FundingStatus
from calculators.core.inputs import Numeric
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.units import HORIZON_MONTHS, first
from calculators.draw_summary import DrawSummary
from calculators.evaluation import Evaluation
from calculators.runway import Runway

ROW_OF_SERVICES = "services.rows."
TENTHS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "all")
FEW = 11  # counts below it are written as words
HARDLY_ANY, NEARLY_ALL = 0.05, 0.95  # shares that round to no tenth, or to ten tenths


def counted(count: int) -> str:
    """Return a count that begins a sentence: small ones as a word."""
    names = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return names[count] if count < FEW else str(count)


def date(e: Evaluation, months: float) -> str:
    """Return the calendar month so many months after the plan starts."""
    return words.calendar_month(e.scenario.business.start_month, months)


def cash_out(e: Evaluation) -> str:
    """Return what happens when the runway ends: no cash is left, or only that of the floor."""
    return "Cash at its floor" if first(e.scenario.business.cash_floor) > 0 else "Cash out"


def month_name(e: Evaluation, month: Numeric, never: str = "not in this plan") -> str:
    """Return the calendar month of a month of the plan, from 1."""
    return words.calendar_month(e.scenario.business.start_month, first(month) - 1, never)


def one_amount(amount: Numeric | None, rest: str = " until it is cleared.") -> str:
    """Say that one amount stands for all that a page computes."""
    shown = words.money(0.0 if amount is None else amount, "month")
    return f"One amount is entered, {shown}; the inputs below do nothing{rest}"


def last_month(e: Evaluation) -> str:
    """Return the last calendar month of the plan."""
    return date(e, HORIZON_MONTHS - 1)


def split(text: str) -> tuple[str, str]:
    """Return the figure and the unit behind it: ``21.4 mo`` as ("21.4", "mo")."""
    figure, _, unit = text.rpartition(NARROW_SPACE)
    return (figure, unit) if figure else (unit, "")


def runway_words(runway: Runway) -> str:
    """Return the runway in a few words: ``21.4 mo``, ``> 60 mo`` or ``never ends``."""
    months = first(runway.months)
    if np.isfinite(months):
        return words.months(months)
    return "never ends" if first(runway.alive) else f"> {words.months(HORIZON_MONTHS)}"


def rounds(e: Evaluation) -> str:
    """Return how the planned rounds are called: "the round", "the rounds", "" when none is."""
    planned = [r for r in e.scenario.business.funding if r.status == FundingStatus.PLANNED]
    return ("", "the round")[len(planned)] if len(planned) < 2 else "the rounds"


def with_rounds(e: Evaluation) -> str:
    """Return the runway if every planned round comes, or "" when none is planned."""
    named = rounds(e)
    if not named:
        return ""
    planned = e.runway_with_planned
    endless = not np.isfinite(first(planned.months)) and first(planned.alive)
    return f"{'no end' if endless else runway_words(planned)} with {named}"


def is_late(e: Evaluation) -> bool:
    """Whether raising would take longer than the money lasts."""
    return first(e.runway.months) <= first(e.scenario.business.raise_months)


def lasting(e: Evaluation) -> str:
    """Return how long the money lasts, as a sentence."""
    months = first(e.runway.months)
    if np.isfinite(months):
        floor = first(e.scenario.business.cash_floor)
        above = f" above the floor of {words.money(floor)}" if floor > 0 else ""
        return f"The money{above} lasts until {date(e, months)}."
    if first(e.runway.alive):
        return f"The money does not run out: {lowest(e)}."
    return f"The money lasts beyond {last_month(e)}, but cash still falls then."


def lowest(e: Evaluation) -> str:
    """Return when cash is lowest in a plan that stays alive, in words."""
    month = int(np.argmin(e.cash.cash))
    least = first(e.cash.cash[..., month])
    if least >= first(e.scenario.business.cash):
        return "cash never falls below today's"
    said = f"cash is lowest in {date(e, month)}, at {words.money(least)}, and rises"
    falls = runway_facts.falling_months(e)
    later = falls[falls > month + 1]
    if not later.size:
        return f"{said} after that"
    if not _mostly(later - month - 1):
        months = "one month" if later.size == 1 else f"{later.size} months"
        return f"{said} after that in all but {months}"
    turn = int(later[-1]) - 1
    then = words.money(first(e.cash.cash[..., turn]))
    return f"{said} for good only after {date(e, turn)}, at {then}"


def _mostly(falls: NDArray[np.intp]) -> bool:
    """Whether cash falls in at least half of the months until the last in which it falls."""
    return bool(falls.size) and 2 * falls.size >= int(falls[-1])


def rising(e: Evaluation) -> str:
    """Return from when cash rises in a plan that stays alive, in a few words."""
    falls = runway_facts.falling_months(e)
    return f"rising after {date(e, int(falls[-1]) - 1)}" if _mostly(falls) else "cash is rising"


def burning(e: Evaluation) -> str:
    """Return today's rate of what goes out beyond what comes in, and when to start raising."""
    burn = first(runway_facts.running_burn(e))
    much = words.money(abs(burn))
    said = (
        f"{much} a month more {'goes out than comes in' if burn > 0 else 'comes in than goes out'}"
    )
    if words.money(burn) == words.money(0.0):
        said = "As much comes in as goes out"
    months = first(e.runway.months)
    if not np.isfinite(months):
        return f"{said}{' today' if burn > 0 else ''}."
    if is_late(e):
        needed = words.months(first(e.scenario.business.raise_months))
        return f"{said}; start raising now, for it takes {needed}."
    begin = runway_facts.raising_starts(e.runway.months, e.scenario.business.raise_months)
    return f"{said}; start raising by {date(e, first(begin))}."


def deciding(e: Evaluation) -> str:
    """Return what decides the runway: the largest line that costs each month, and growth."""
    lines = {name: first(cost) for name, cost in runway_facts.running_lines(e).items()}
    total = sum(lines.values())
    growth = first(e.scenario.demand.customers_gained) - first(e.scenario.demand.customers_lost)
    way = "growing" if growth >= 0 else "shrinking"
    moving = f"customers {way} {words.percent(abs(growth))} a month"
    if words.percent(abs(growth)) == words.percent(0.0):
        moving = "customers neither growing nor shrinking"
    if not total > 0:
        return f"What decides it: {moving}; nothing costs anything."
    name = max(lines, key=lambda line: lines[line])
    return (
        f"What decides it: {name}, {words.percent(lines[name] / total)} of all cost, and {moving}."
    )


def measure_next(e: Evaluation) -> str:
    """Return the uncertain input that alone moves the runway most, with how far."""
    widest = next(iter(runway_facts.swings(e)), None)
    if widest is None or not (widest.cash_apart > 0 or len(set(widest.months)) > 1):
        return "Measure next: nothing, for no input of this plan is uncertain."
    low, high = widest.months
    if words.months(low) == words.months(high):
        moved = f"{words.money(widest.cash_apart)} of cash by {last_month(e)}"
        return f"Measure next: {_named(e, widest)}, which alone moves {moved}."
    ends = " to ".join(_end(months) for months in sorted((low, high)))
    return f"Measure next: {_named(e, widest)}, which alone moves the runway from {ends}."


def _named(e: Evaluation, swing: runway_facts.Swing) -> str:
    services = e.scenario.services.rows
    if not swing.path.startswith(ROW_OF_SERVICES) or len(services) == 1:
        return swing.label
    row = int(swing.path.removeprefix(ROW_OF_SERVICES).partition(".")[0])
    return f"{swing.label} of {services[row].name}"


def _end(months: float) -> str:
    return words.months(months, never=f"beyond {words.months(HORIZON_MONTHS)}")


def of_ten(share: float) -> str:
    """Return a share of the draws in words: ``three of ten draws``."""
    if share in (0.0, 1.0):
        return "no draw" if share == 0 else "every draw"
    if share < HARDLY_ANY:
        return "fewer than one of ten draws"
    if share > NEARLY_ALL:
        return "more than nine of ten draws"
    return f"{TENTHS[min(max(round(10 * share), 1), 9)]} of ten draws"


def drawn(e: Evaluation, draws: DrawSummary) -> str:
    """Return what the draws say: where eight of ten end, and how many are alive."""
    early, _, late = draws.runway_band()
    alive = f"in {of_ten(draws.alive_share)} cash rises and never runs out"
    if np.isfinite(late) and date(e, early) == date(e, late):
        return f"In eight of ten draws the money runs out in {date(e, early)}; {alive}."
    if not np.isfinite(early):
        said = f"In nine of ten draws the money lasts beyond {last_month(e)}"
    elif not np.isfinite(late):
        said = f"In nine of ten draws the money lasts at least until {date(e, early)}"
    else:
        said = (
            f"In eight of ten draws the money runs out between {date(e, early)} and {date(e, late)}"
        )
    return f"{said}; {alive}."


def unknown_answer(e: Evaluation, labels: tuple[str, ...], method: str) -> Answer:
    """Return the answer of a plan that cannot be computed: what is wrong and what to do."""
    return Answer(
        sentence=[Part("The runway is unknown.", "strong"), Part(e.problems[0])],
        figures=[Figure(label=label, value=words.unknown()) for label in labels],
        notes=[
            *e.problems[1:],
            "What decides it: the input named above. Measure next: the same input.",
        ],
        method=method,
    )
