"""One decision in full: its margin over the scale, each condition, and what the draws say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers import decision_board, decision_words, window_words
from calculators.answers.decision_list import STAGES, by_runway, stage
from calculators.answers.decision_pages import Topic, topic_of
from calculators.answers.lever_table import other_rule
from calculators.answers.verdict_words import until_then
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Rule, Span, Text, lines
from calculators.core.decision import MONEY, Condition, Decision, Needs, Verdict
from calculators.decision_draws import DecisionDraws, Weighed, weighed
from calculators.evaluation import Evaluation

POINTS = 200
AROUND = 4.0  # beyond today, the plan and the break-even, either way, the scale is drawn
MOST_RULES = 3  # crossings that are marked; the nearest
BAND_TEXT = "8 of 10 draws"


@dataclass(frozen=True, kw_only=True, eq=False)
class OneDecision:
    """A decision of the plan, its conditions as functions, and its draws once they are made."""

    e: Evaluation
    d: Decision
    draws: DecisionDraws | None

    @cached_property
    def weighed(self) -> Weighed | None:
        """The conditions as functions of the scale."""
        return weighed(self.e, self.d.key, self.d.page)

    @property
    def topic(self) -> Topic:
        """The page on which it is explained."""
        return topic_of(self.d)

    @property
    def can_be_drawn(self) -> bool:
        """Whether draws can judge it: not while what decides it is unknown."""
        return self.d.verdict != Verdict.CANNOT_TELL


def choosable(e: Evaluation) -> dict[str, Decision]:
    """Return the decisions by key: those that pay, those that turn, the rest; topics beside."""
    ordered = sorted(e.decisions, key=by_runway(e))
    return {d.key: d for d in sorted(ordered, key=lambda d: STAGES.index(stage(d)))}


def name(d: Decision) -> str:
    """Return how a decision is called in the chooser."""
    return f"{d.option} · {topic_of(d).name}"


def said(o: OneDecision) -> str:
    """Return the verdict of one decision, where it turns, what it does to the runway."""
    verb, size = decision_board.worth(o.e, o.d)
    gain = " ".join(filter(None, (verb, size)))
    in_money = decision_board.is_endless(o.e) and not o.d.unknown
    other = other_rule(o.e, o.d)
    rule = f" ({other})" if other else ""
    found = [
        f"{o.d.question} {decision_words.today(o.d)}. {decision_words.turning(o.e, o.d)}.",
        f"Adopted now: {gain if in_money else f'runway {gain}'}{rule}; {decision_board.work(o.d)}.",
        f"It assumes: {words.uncapitalised(o.d.assumes).rstrip('.')}." if o.d.assumes else "",
        until_then(o.d),
        f"Measure: {o.d.signal}.",
    ]
    return " ".join(filter(None, found))


def drawn(o: OneDecision) -> str:
    """Return what the draws say: the share in which it pays, and where it turns."""
    if o.draws is None:
        return ""
    if not o.draws.pays.size:
        return "No draw of this plan can be judged."
    share = f"It pays in {words.percent(o.draws.pays_share)} of {o.draws.pays.size} draws"
    low, middle, high = (_end(o.d, float(x)) for x in o.draws.band())
    if low == high:
        return f"{share}. Nothing that is uncertain moves the break-even: {middle}."
    return f"{share}. Break-even: half of the draws below {middle}; 8 of 10 from {low} to {high}."


def _end(d: Decision, at: float) -> str:
    if at <= 0:
        return "the smallest value"
    return decision_words.value(d, at) if np.isfinite(at) else "beyond all that is searched"


def conditions_table(o: OneDecision) -> Table | None:
    """Each condition: today's margin, every crossing, and when the plan is there."""
    if not o.d.units:
        return None
    need = "one of these is enough" if o.d.needs == Needs.ANY else "all of these must hold"
    columns = ("Condition", "Today", "Holds", "In this plan")
    return Table(
        title="What must hold" if len(o.d.units) > 1 else "What decides it",
        subtitle=need if len(o.d.units) > 1 else "one condition",
        columns=columns,
        rows=[_row(o, name) for name in o.d.units],
    )


def _row(o: OneDecision, name: str) -> list[str]:
    turns = [t for t in o.d.turns if t.condition == name]
    at = [window_words.at(o.d, t) for t in turns]
    dated = [window_words.month_of(o.e, t) for t in turns if np.isfinite(t.month)]
    everywhere = "everywhere" if o.d.margins_today[name] > 0 else "nowhere in what is searched"
    return [
        words.capitalised(name),
        decision_words.margin(o.d, name),
        ", ".join(at) or everywhere,
        ", ".join(dated) or "not crossed",
    ]


def chart(o: OneDecision, theme: ThemeName) -> Chart | None:
    """Draw the margin in money over the scale; other conditions as rules where they turn."""
    money = next((c for c in o.weighed.conditions if c.unit == MONEY), None) if o.weighed else None
    low, high = _ends(o.d)
    if money is None or not high > low or o.d.scale.today > high:
        return None
    at = np.geomspace(low, high, POINTS)
    margin = np.asarray(money.margin(at), dtype=np.float64)
    if not np.isfinite(margin).any():
        return None
    scale, spans = o.d.scale, _spans(o, low, high)
    return lines(
        at,
        [Line(name="Paid back less work", y=margin, role="alt", shown=False)],
        x_axis=Axis(title=scale.label, unit=scale.unit, scale="log"),
        y_axis=Axis(unit=MONEY),
        text=Text(
            title=_title(o),
            subtitle=f"Saved within the payback time less the work, over {scale.label.lower()}",
            reading=_reading(o, bool(spans)),
        ),
        marks=_marks(o, money, low, high),
        rules=_rules(o, money, low, high),
        spans=spans,
        theme=theme,
    )


def _reading(o: OneDecision, has_strip: bool) -> str:
    rules = " Dashed: where other conditions turn." if len(o.d.units) > 1 else ""
    if has_strip:
        return f"Every input as entered. The strip: 8 of 10 draws put the break-even there.{rules}"
    draws = "; draws say how sure the break-even is" if o.draws is None else ""
    return f"Every input as entered{draws}.{rules}"


def _title(o: OneDecision) -> str:
    said = decision_words.turning(o.e, o.d)
    return f"{o.d.option}: {words.uncapitalised(said)}"


def _ends(d: Decision) -> tuple[float, float]:
    """Return what is drawn of the scale: today, the plan and the nearest break-even, and around."""
    planned = [float(d.scale.planned.min()), float(d.scale.planned.max())]
    turn = [d.next_turn.crossing.value] if d.next_turn else []
    shown = [x for x in (d.scale.today, *planned, *turn) if x > 0]
    low = max(min(shown, default=1.0) / AROUND, d.scale.low)
    return low, min(max(shown, default=1.0) * AROUND, d.scale.high)


def _marks(o: OneDecision, money: Condition, low: float, high: float) -> list[Mark]:
    def height(x: float) -> float:
        return float(np.asarray(money.margin(np.array([x])))[0])

    today = max(o.d.scale.today, low)
    text = f"Today\n{decision_words.value(o.d, o.d.scale.today)}"
    marks = [Mark(x=today, y=height(today), text=text, kind="here")]
    planned = o.d.scale.in_month(decision_board.TAIL_MONTH)
    if low < planned < high and planned != today:
        text = f"Month {decision_board.TAIL_MONTH}"
        marks.append(Mark(x=planned, y=height(planned), text=text, kind="note"))
    turns = [t for t in o.d.turns if t.condition == money.name and low < t.crossing.value < high]
    near = sorted(turns, key=lambda t: abs(np.log(t.crossing.value / today)))[:MOST_RULES]
    return marks + [
        Mark(
            x=t.crossing.value,
            y=0.0,
            text=f"Break-even\n{decision_words.value(o.d, window_words.enough(o.d, t))}",
            kind="break_even",
        )
        for t in near
    ]


def _rules(o: OneDecision, money: Condition, low: float, high: float) -> list[Rule]:
    turns = [t for t in o.d.turns if t.condition != money.name and low < t.crossing.value < high]
    return [
        Rule(x=t.crossing.value, text=words.capitalised(t.condition)) for t in turns[:MOST_RULES]
    ]


def _spans(o: OneDecision, low: float, high: float) -> list[Span]:
    if o.draws is None or not o.draws.pays.size:
        return []
    ends: NDArray[np.float64] = np.clip(o.draws.band()[[0, 2]], low, high)
    return (
        [Span(low=float(ends[0]), high=float(ends[1]), text=BAND_TEXT)] if ends[1] > ends[0] else []
    )
