"""Charts of operations: what labels are worth, where the levers turn, what is paid for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from calculators.answers import plan_words
from calculators.answers.lever_table import levers, turn_words
from calculators.answers.operations_facts import (
    LINE,
    PAGE,
    Floats,
    LabelFacts,
    by_part,
    computed,
    label_facts,
    next_label_worth,
)
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import Role, ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Text
from calculators.core.cost_line import bought_time
from calculators.core.decision import Decision, Verdict
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.variable import operations_labels
from calculators.variable.operations_inputs import Operations

POINTS = 240
BELOW, ABOVE = 8.0, 4.0  # the view goes so far below and above today and the optimum
FARTHEST = 30.0  # times today, where the optimum lies farther the reading says so
SAME = 1.02  # labels within two per cent of the optimum are the optimum
VIEW_MONTHS = 36
NAMES = {
    "operations.preannotation": "Pre-annotation",
    "operations.active_learning": "Active learning",
    "operations.synthetic": "Synthetic data",
}
ROLES: tuple[Role, ...] = ("alt", "base", "good")
PART_NAMES = {
    "labels": "Labels",
    "people": "People",
    "monitoring": "Monitoring",
    "evaluation": "Evaluation",
    "collection": "Collection",
}
TIME = "Engineer time"
MOVING, STAYING = "Grows with volume", "Stays"


@dataclass(frozen=True, slots=True, kw_only=True)
class _LeverLine:
    name: str
    decision: Decision
    net: Floats


def label_chart(e: Evaluation, theme: ThemeName = "light") -> Chart | None:
    """Return cost and value of labels by how many are bought; None while that is not known."""
    found = label_facts(e)
    best, removable = found.worth_buying, found.removable
    shown = best is not None and removable is not None and np.isfinite(found.price)
    if not computed(e) or not shown or best is None or removable is None or removable <= 0:
        return None
    p, value = e.scenario.operations, first(e.scenario.worth.point_value)
    today = found.steady
    seen = float(np.clip(best, today / FARTHEST, today * FARTHEST))
    low, high = min(today, seen) / BELOW, max(today, seen) * ABOVE
    labels = np.geomspace(low, high, POINTS)

    def left(n: Floats | float) -> Floats:
        return np.asarray(value * removable * np.power(n / today, -first(p.learning_exponent)))

    marks = [Mark(x=today, y=float(found.price * today + left(today)), text="Today", kind="here")]
    if low < best < high:
        at = float(found.price * best + left(best))
        said = f"{words.number(best)} pay best"
        marks.append(Mark(x=best, y=at, text=said, kind="break_even"))
    return charts.lines(
        labels,
        [
            Line(name="Both", y=found.price * labels + left(labels), role="base"),
            Line(name="Labels", y=found.price * labels, role="out"),
            Line(name="Error left", y=left(labels), role="alt"),
        ],
        x_axis=Axis(title="Labels that count, a month", unit="labels/month", scale="log"),
        y_axis=Axis(unit="USD/month"),
        text=Text(
            title=_label_title(found),
            subtitle="US dollars a month: labels, and the error they could remove at its worth",
            reading=_label_reading(e, found),
        ),
        marks=marks,
        theme=theme,
    )


def _label_title(found: LabelFacts) -> str:
    best, now = found.worth_buying or 0.0, words.number(found.steady)
    if not np.isfinite(best):
        return "Labels cost nothing: more of them always pay"
    if now == words.number(best) or 1 / SAME < best / found.steady < SAME:
        return f"The {now} labels bought a month are as many as pay"
    verb = "more labels pay" if best > found.steady else "fewer labels would do"
    return f"{verb.capitalize()}: {words.number(best)} a month instead of {now}"


def _label_reading(e: Evaluation, found: LabelFacts) -> str:
    worth = next_label_worth(e, found)
    said = (
        f"One more label a month that counts costs {words.money(found.price)} a month and is worth "
        f"{words.money(worth)} a month once the stock has grown by it."
    )
    times = (found.worth_buying or 0.0) / found.steady
    if times > FARTHEST or times < 1 / FARTHEST:
        return f"{said} The optimum lies beyond the view."
    if found.steady < found.useful:
        said += " Labels of new kinds are left out."
    return f"{said} The curve is known near today and guessed far from it."


def lever_chart(e: Evaluation, theme: ThemeName = "light") -> Chart | None:
    """Return what the levers on labels gain by the items labelled; None without any."""
    found = label_facts(e)
    known = [d for d in levers(e, PAGE) if d.key in NAMES and not d.unknown]
    if not known or found.items <= 0:
        return None
    turning = [t.crossing.value for d in known for t in d.turns]
    ends = [v for v in turning if found.items / FARTHEST <= v <= found.items * FARTHEST]
    low = min([found.items, *ends]) / ABOVE
    items = np.geomspace(low, max([found.items, *ends]) * ABOVE, POINTS)
    drawn = [_LeverLine(name=NAMES[d.key], decision=d, net=_net(e, d, items)) for d in known]
    return charts.lines(
        items,
        [
            Line(name=line.name, y=line.net, role=role)
            for line, role in zip(drawn, ROLES, strict=False)
        ],
        x_axis=Axis(title="Items labelled a month", unit="items/month", scale="log"),
        y_axis=Axis(unit="USD/month", below_zero="lost"),
        text=Text(
            title=_lever_title(e, known),
            subtitle=f"US dollars a month gained, the work spread over {_payback(e)}",
            reading=_lever_reading(e),
        ),
        marks=_lever_marks(e, drawn, found.items, items),
        limits=[Limit(y=0.0, solid=True)],
        theme=theme,
    )


def _payback(e: Evaluation) -> str:
    return f"{words.number(first(e.scenario.worth.payback_months))} months"


def _net(e: Evaluation, decision: Decision, items: Floats) -> Floats:
    """Return saving less points lost and the work over the months of payback [USD/month]."""
    worth, p = e.scenario.worth, e.scenario.operations
    now = first(operations_labels.item_cost(p))
    then = first(operations_labels.item_cost(_with(e, decision)))
    fixed = decision.worth_lost + decision.upfront / first(worth.payback_months)
    return items * (now - then) - fixed


def _with(e: Evaluation, decision: Decision) -> Operations:
    changes = {path.removeprefix(f"{PAGE}."): value for path, value in decision.changes.items()}
    return replace(e.scenario.operations, **changes)


def _lever_marks(e: Evaluation, drawn: list[_LeverLine], today: float, items: Floats) -> list[Mark]:
    marks = []
    for line in drawn:
        for turn in line.decision.turns:
            at = turn.crossing.value
            if items[0] <= at <= items[-1]:
                said = f"{line.name} pays from {words.number(at)}"
                marks.append(Mark(x=at, y=0.0, text=said, kind="break_even"))
    best = max(drawn, key=lambda line: _at_today(e, line.decision, today))
    y = _at_today(e, best.decision, today)
    return [*marks, Mark(x=today, y=y, text="Today", kind="here")]


def _at_today(e: Evaluation, decision: Decision, today: float) -> float:
    return first(_net(e, decision, np.array([today])))


def _lever_title(e: Evaluation, known: list[Decision]) -> str:
    pays = [d for d in known if d.verdict == Verdict.PAYS]
    if pays:
        best = max(pays, key=lambda d: first(d.monthly_saving))
        saved = words.money(first(best.monthly_saving))
        return f"{NAMES[best.key]} pays today: it saves {saved} a month"
    later = [d for d in known if d.verdict == Verdict.NOT_YET and d.next_turn is not None]
    if not later:
        return "No lever on labels pays at any number of items"
    nearest = min(later, key=lambda d: d.next_turn.crossing.value if d.next_turn else np.inf)
    return f"{NAMES[nearest.key]} pays {turn_words(e, nearest)}"


def _lever_reading(e: Evaluation) -> str:
    unknown = [d for d in levers(e, PAGE) if d.key in NAMES and d.unknown]
    said = "Above zero a lever has paid for its work and for the points it loses."
    for decision in unknown:
        said += f" {NAMES[decision.key]} is not drawn: {decision.unknown}."
    return said


def cost_chart(e: Evaluation, theme: ThemeName = "light") -> Chart:
    """Return what is paid for by month, stacked; both lenses agree on it."""
    parts = {name: values[:VIEW_MONTHS] for name, values in paid_parts(e).items()}
    return charts.stacked(
        np.arange(VIEW_MONTHS, dtype=float),
        parts,
        text=Text(
            title=_cost_title(e, parts),
            subtitle="US dollars a month by part; paid as it is used, so both lenses agree",
            reading=_cost_reading(e),
        ),
        x_axis=Axis(title="Month", scale="calendar", start=e.scenario.business.start_month),
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def paid_parts(e: Evaluation) -> dict[str, Floats]:
    """Return every part by month [USD/month]; they sum to the line of the cash plan."""
    line = e.lines[PAGE]
    time = {TIME: np.ravel(bought_time(line.weeks, e.scenario.worth))}
    if not computed(e):
        moving = np.ravel(line.variable)
        return {MOVING: moving, STAYING: np.ravel(line.cash) - moving}
    part = by_part(e)
    return {name: np.ravel(getattr(part, key)) for key, name in PART_NAMES.items()} | time


def _cost_title(e: Evaluation, parts: dict[str, Floats]) -> str:
    now = {name: float(values[0]) for name, values in parts.items()}
    whole = sum(now.values())
    if not whole > 0:
        return "Operations cost nothing"
    name = max(now, key=lambda one: now[one])
    then = sum(float(values[-1]) for values in parts.values())
    when = plan_words.date(e, VIEW_MONTHS - 1)
    share = words.percent(now[name] / whole)
    return f"{name}: {share} of {words.money(whole)} today, {words.money(then)} in all by {when}"


def _cost_reading(e: Evaluation) -> str:
    line = e.lines[PAGE]
    moving, whole = first(line.variable), first(e.costs[LINE])
    share = words.percent(moving / whole) if whole > 0 else words.percent(0)
    said = f"{share} of month 1 grows with the queries; the rest stays as it is."
    if not computed(e):
        return said
    building = first(by_part(e).building)
    if not building > 0:
        return f"{said} Nothing of it builds what is new."
    return f"{said} {words.money(building)} of labels and collection builds what is new."
