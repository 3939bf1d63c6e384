"""All decisions on one axis: today's value over its break-even, so that the right of it pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calculators.answers import plan_words, window_words
from calculators.core import words
from calculators.core.business import EngineerTime
from calculators.core.decision import SMALLEST, Decision, Turn, Verdict
from calculators.core.units import HORIZON_MONTHS, MONTHS_PER_YEAR, first
from calculators.evaluation import Evaluation

TAIL_MONTH = 24  # of the plan: where the tail ends
X_OF_BREAK_EVEN, X_OF_TENFOLD = 0.65, 0.325  # of the axis: from 1/100 to 12 times the break-even
YEAR = int(MONTHS_PER_YEAR)
NO_CHANGE = "no change"
MOST_PAYING, MOST_TURNING = 5, 3  # rows


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision: its words, and where its marks stand on the axis, 0 left to 1 right."""

    key: str
    label: str
    detail: str
    verdict: str
    today_text: str
    crossing_text: str
    pays_right: bool  # whether today stands on the paying side
    x_dot: float
    x_tail_end: float
    x_cross: float
    why: str  # instead of marks, when there is no crossing
    runway_verb: str
    runway_size: str
    signal: str
    simpler: str
    weeks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of the axis."""

    x: float
    text: str
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The decisions that pay or turn within the plan, and the others in words."""

    title: str
    subtitle: str
    ticks: Sequence[Tick]
    rows: Sequence[DecisionRow]
    rest: str
    more: str = ""  # leads to the page of all decisions


TICKS = tuple(
    Tick(x=X_OF_BREAK_EVEN + X_OF_TENFOLD * tens, text=text, here=tens == 0)
    for tens, text in ((-2, "1/100"), (-1, "1/10"), (0, "break-even"), (1, "10 ×"))
)


def board(e: Evaluation) -> Board:
    """Return what pays now, what turns within the plan, and the rest as a count."""
    if not e.known:
        title = "No decision can be judged"
        return Board(title=title, subtitle=e.problems[0], ticks=TICKS, rows=(), rest="")
    pays = [d for d in e.decisions if d.verdict == Verdict.PAYS]
    turning = sorted((d for d in e.decisions if d.turns_within), key=month_of_turn)
    shown = [*pays[:MOST_PAYING], *turning[:MOST_TURNING]]
    others = [d for d in e.decisions if d not in shown]
    count = len(pays)
    title = f"{plan_words.counted(count)} of {len(e.decisions)} decisions {_pay(count)} today"
    return Board(
        title=title,
        subtitle=(
            f"Dot: today. Tail: month {TAIL_MONTH} of the plan. Right of the break-even it pays; "
            "each stands alone, every other choice as it is."
        ),
        ticks=TICKS,
        rows=[row(e, d) for d in shown],
        rest=rest(others),
        more=f"{len(others)} more on All decisions" if others else "",
    )


def month_of_turn(decision: Decision) -> float:
    """Return the month of the plan in which it would pay first; inf: in none."""
    return decision.first_turn.month if decision.first_turn else np.inf


def _pay(count: int) -> str:
    return "pays" if count == 1 else "pay"


def row(e: Evaluation, d: Decision) -> DecisionRow:
    """Return one decision in words and positions; the crossing that its words name is drawn."""
    turn, scale = d.named_turn, d.scale
    verb, size = worth(e, d)
    planned = scale.in_month(TAIL_MONTH)
    dot, tail = (_position(turn, value) for value in (scale.today, planned))
    return DecisionRow(
        key=d.key,
        label=d.option,
        detail=" · ".join(filter(None, (d.detail, words.uncapitalised(scale.label)))),
        verdict=str(d.verdict),
        today_text=words.unknown() if is_unplaced(d) else _on_scale(d, scale.today),
        crossing_text=_crossing(d, turn) if turn else "",
        pays_right=dot >= X_OF_BREAK_EVEN,
        x_dot=dot,
        x_tail_end=tail,
        x_cross=X_OF_BREAK_EVEN,
        why=_why(d),
        runway_verb=verb,
        runway_size=size,
        signal=f"Signal: {d.signal}. Simpler: {d.simpler}. {work(d)}.",
        simpler=d.simpler,
        weeks=work(d),
    )


def is_unplaced(d: Decision) -> bool:
    """Whether what is not measured is where today stands on the scale itself: no zero."""
    return bool(d.unknown) and d.scale.today < d.scale.least


def _on_scale(d: Decision, value: float) -> str:
    """Return a value of the scale; its unit stands under the decision's name, save for shares."""
    return words.percent(value) if d.scale.unit == "share" else words.number(value)


def _crossing(d: Decision, turn: Turn) -> str:
    return f"{window_words.BOUNDS[turn.bound]}{_on_scale(d, window_words.enough(d, turn))}"


def _position(turn: Turn | None, value: float) -> float:
    """Return 0.65 at the break-even, 0.325 more for each tenfold that pays, within 0 to 1."""
    if turn is None:
        return X_OF_BREAK_EVEN
    tens = np.log10(max(value, SMALLEST) / turn.crossing.value) * turn.crossing.direction
    return float(np.clip(X_OF_BREAK_EVEN + X_OF_TENFOLD * tens, 0.0, 1.0))


def _why(d: Decision) -> str:
    if d.verdict == Verdict.CANNOT_TELL:
        return f"unknown: {d.unknown.removesuffix(': not measured')}" if d.unknown else "unknown"
    if d.next_turn is not None:
        return ""
    return f"{anywhere(d)}; no break-even"


def anywhere(d: Decision) -> str:
    """Return that the verdict turns nowhere, and where that was searched."""
    said = "pays" if d.verdict == Verdict.PAYS else "does not pay"
    if not d.scale.high > d.scale.low:
        return f"{said} at today's size"
    unit = d.scale.unit if d.scale.unit == "share" else ""
    searched = words.interval(d.scale.low, d.scale.high, unit)
    return f"{said} anywhere from {searched.replace('–', ' to ')}"


def worth(e: Evaluation, d: Decision) -> tuple[str, str]:
    """Return what adopting does: months of runway, or dollars a month when it never ends."""
    if d.unknown or d.verdict == Verdict.CANNOT_TELL:
        return "", words.unknown()
    if is_endless(e):
        verb, size = words.signed_money(saving(e, d))
        return ("", NO_CHANGE) if size == words.money(0.0) else (verb, f"{size} a month")
    if d.months_gained == 0:
        return "", NO_CHANGE
    now = min(first(e.runway.months), HORIZON_MONTHS)
    verb, size = words.signed_months(d.months_gained)
    beyond = now + d.months_gained >= HORIZON_MONTHS and d.months_gained > 0
    return f"{verb} over" if beyond else verb, size


def is_endless(e: Evaluation) -> bool:
    """Whether the money lasts beyond the plan, so that months of runway cannot rank anything."""
    return not np.isfinite(first(e.runway.months))


def saving(e: Evaluation, d: Decision) -> float:
    """Return the mean saving of the first year, less the work when bought [USD/month]."""
    bought = e.scenario.worth.engineer_time == EngineerTime.BOUGHT
    return float(np.mean(d.monthly_saving[:YEAR])) - (d.upfront / YEAR if bought else 0.0)


def work(d: Decision) -> str:
    """Return the work that a decision asks for."""
    if not d.weeks > 0:
        return "no work"
    return f"{words.number(d.weeks, 'weeks')} of work"


def rest(others: Sequence[Decision]) -> str:
    """Return the count of the others by verdict."""
    if not others:
        return ""
    later = [d for d in others if d.turns_within]
    perhaps = [d for d in others if d.may_turn_within]
    counts = [f"{len(later)} later within this plan"] if later else []
    counts += [f"{len(perhaps)} perhaps within this plan"] if perhaps else []
    called = {
        Verdict.PAYS: "more that pay, with less gain",
        Verdict.NOT_YET: "not yet, and not turned by this plan",
        Verdict.NEVER: "never at any volume searched",
        Verdict.CANNOT_TELL: "cannot be told until measured",
    }
    for verdict, said in called.items():
        count = sum(d.verdict == verdict and d not in [*later, *perhaps] for d in others)
        counts += [f"{count} {said}"] if count else []
    return f"Not shown: {'; '.join(counts)}."
