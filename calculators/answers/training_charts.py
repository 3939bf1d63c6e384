"""Charts of training: cost by part, what the levers save in order, and logs against incidents."""

from __future__ import annotations

import numpy as np

from calculators.answers import plan_words
from calculators.answers import training_facts as facts
from calculators.core import charts, words
from calculators.core.chart_theme import HEIGHT_SECOND, ThemeName
from calculators.core.chart_waterfall import waterfall
from calculators.core.charts import Axis, Chart, Line, Mark, Text
from calculators.core.inputs import YesNo
from calculators.core.units import HORIZON_MONTHS, MONTHS_PER_YEAR, first
from calculators.evaluation import Evaluation
from calculators.fixed import training_storage as storage

SHORTEST_VIEW = 36  # months
BEYOND = 1.15  # of the last thing that must be seen
POINTS = 60
LEVER_ROWS = 5  # height that stays while levers come and go


def cost_chart(e: Evaluation, theme: ThemeName) -> Chart:
    """Cost by part over the plan, stacked, with today and the month in which it has doubled."""
    line, doubled = facts.by_month(e), facts.doubled_in(e)
    shown = SHORTEST_VIEW
    if np.isfinite(doubled):
        shown = int(min(max(SHORTEST_VIEW, np.ceil(doubled * BEYOND)), HORIZON_MONTHS))
    marks = [Mark(x=0.0, y=line[0], text="Today", kind="here")]
    if np.isfinite(doubled):
        at = int(doubled) - 1
        text = f"Doubled\n{plan_words.date(e, at)}"
        marks.append(Mark(x=float(at), y=line[at], text=text, kind="break_even"))
    return charts.stacked(
        np.arange(shown, dtype=float),
        {name: values[:shown] for name, values in facts.named_parts(e).items()},
        text=Text(
            title=_cost_title(e, doubled),
            subtitle="Training in US dollars a month, by part; cash and spread over use agree",
            reading=_cost_reading(e, shown),
        ),
        x_axis=Axis(title="Month", scale="calendar", start=e.scenario.business.start_month),
        marks=marks,
        theme=theme,
    )


def _cost_title(e: Evaluation, doubled: float) -> str:
    named = facts.named_parts(e)
    if not named or not facts.by_month(e)[0] > 0:
        return "Training costs nothing in month 1"
    if np.isfinite(doubled):
        ahead = ", and each year adds more" if facts.is_accelerating(e) else ""
        return f"Training has doubled by {plan_words.date(e, doubled - 1)}{ahead}"
    if facts.is_entered(e):
        return "Training is one amount, entered by you"
    name = max(named, key=lambda part: named[part][0])
    share = words.percent(named[name][0] / facts.by_month(e)[0])
    return f"{name} {'take' if name in facts.SEVERAL else 'takes'} {share} of training"


def _cost_reading(e: Evaluation, shown: int) -> str:
    named, last = facts.named_parts(e), shown - 1
    rises = {name: values[last] - values[0] for name, values in named.items()}
    name = max(rises, key=lambda part: rises[part], default="")
    never = "" if np.isfinite(facts.doubled_in(e)) else " It does not double within this plan."
    if not name or not rises[name] > 0:
        return f"No part of training grows.{never}"
    said = f"from {words.money(named[name][0])} to {words.money(named[name][last])} a month"
    verb = "grow" if name in facts.SEVERAL else "grows"
    return f"{name} {verb} most, {said} in {plan_words.date(e, last)}.{never}"


def savings_chart(e: Evaluation, theme: ThemeName) -> Chart | None:
    """Return what each lever that pays saves a month, each on top of those above it."""
    if facts.is_entered(e) or not e.known:
        return None
    now = facts.by_month(e)[0]
    steps = list(facts.savings_in_order(e, facts.paying(e)))
    pays = bool(steps)
    steps = steps or list(facts.savings_in_order(e, facts.not_yet(e)))
    saved = words.money(sum(size for _, size in steps))
    title = f"What pays today saves {saved} of {words.money(now)} a month"
    if not pays:
        title = "No lever on training saves enough today"
        title += f": all of them would save {saved} of {words.money(now)} a month" if steps else ""
    return waterfall(
        ("Today", now),
        steps,
        "With all that pays" if pays else "With all of them",
        unit="USD/month",
        text=Text(
            title=title,
            subtitle="US dollars a month, month 1, each lever on top of those above it",
            reading=_savings_reading(e, pays, bool(steps)),
        ),
        rows=LEVER_ROWS,
        certain=pays,
        theme=theme,
    )


def _savings_reading(e: Evaluation, pays: bool, saves: bool) -> str:
    if pays:
        return "What all of them save together; the work of adopting them is in the table below."
    if not saves:
        return "The table of levers says from where each of them would pay."
    months = words.number(first(e.scenario.worth.payback_months), "months")
    return f"None of them repays its work within {months}; the table says from where each would."


def logs_chart(e: Evaluation, theme: ThemeName) -> Chart | None:
    """Storage of logs against longer diagnosis without them, over incidents a year."""
    if facts.is_entered(e):
        return None
    p, worth = e.scenario.training, e.scenario.worth
    stored = first(storage.logs_kept_bill(p))
    each = first(storage.time_per_incident(p, worth) + storage.downtime_per_incident(p, worth))
    today = first(p.incidents) * MONTHS_PER_YEAR
    turn = first(storage.incidents_at_break_even(p, worth)) * MONTHS_PER_YEAR
    high = max(2 * today, BEYOND * turn if np.isfinite(turn) else 0.0, 1.0)
    x = np.linspace(0.0, high, POINTS)
    marks = [Mark(x=today, y=each * today / MONTHS_PER_YEAR, text="Today", kind="here")]
    if np.isfinite(turn):
        text = f"Break-even\n{words.number(turn, 'incidents/year')}"
        marks.append(Mark(x=turn, y=stored, text=text, kind="break_even"))
    return charts.lines(
        x,
        [
            Line(name="Longer diagnosis without logs", y=each * x / MONTHS_PER_YEAR, role="out"),
            Line(name="Storage of logs", y=np.full(x.shape, stored)),
        ],
        x_axis=Axis(title="Incidents a year", unit="incidents/year"),
        y_axis=Axis(unit="USD/month"),
        text=Text(
            title=logs_verdict(e),
            subtitle="US dollars a month; downtime counts at the cost of an hour down",
            reading=_logs_reading(e, each, turn, today),
        ),
        marks=marks,
        theme=theme,
        height=HEIGHT_SECOND,
    )


def logs_verdict(e: Evaluation) -> str:
    """Return whether switching logs off saves, in one line."""
    p, worth = e.scenario.training, e.scenario.worth
    turn = first(storage.incidents_at_break_even(p, worth)) * MONTHS_PER_YEAR
    today = first(p.incidents) * MONTHS_PER_YEAR
    if not np.isfinite(turn):
        return "Without logs nothing takes longer, as entered: their storage is all they cost"
    if today > turn:
        kept = p.logs == YesNo.YES
        verb = "would be" if kept else "is"
        return f"Switching logs off {verb} a false optimisation"
    return f"Switching logs off pays up to {words.number(turn, 'incidents/year')}"


def _logs_reading(e: Evaluation, each: float, turn: float, today: float) -> str:
    stored = words.money(first(storage.logs_kept_bill(e.scenario.training)))
    if not np.isfinite(turn):
        return f"Logs cost {stored} a month and there is no break-even: an incident costs nothing."
    lost = words.money(each * today / MONTHS_PER_YEAR)
    return (
        f"Logs cost {stored} a month; without them {words.number(today, 'incidents/year')} would "
        f"cost {lost} a month, {words.money(each)} each. From "
        f"{words.number(turn, 'incidents/year')} on, keeping them is cheaper."
    )
