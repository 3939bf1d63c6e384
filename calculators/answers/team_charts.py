"""Charts of the team: the need against kinds and by month, and a departure by part."""

from __future__ import annotations

import numpy as np

from calculators.answers import team_facts
from calculators.answers.plan_words import month_name
from calculators.answers.team_facts import Floats
from calculators.core import charts, words
from calculators.core.answer import Share
from calculators.core.chart_theme import HEIGHT_SECOND, ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Text
from calculators.core.inputs import YesNo
from calculators.core.units import HORIZON_MONTHS, first
from calculators.evaluation import Evaluation
from calculators.fixed import team_need

POINTS = 200
BEYOND = 1.5  # of the last thing that must be seen
BELOW = 4.0  # the view begins so many times below the first
MOST_SEEN = 1000.0  # times today's kinds
SHORTEST_VIEW = 24  # months
TAKEN = {
    "vacant": "vacancies",
    "ramping": "new colleagues below full speed",
    "interviewing": "interviews",
    "relearning": "relearning",
    "wrangling": "wrangling data",
}


def need_chart(e: Evaluation, theme: ThemeName = "light") -> Chart | None:
    """Engineers needed against kinds, at the plan's maturity and at the other."""
    if not e.known:
        return None
    now, other = _levels(e)
    kinds, posts = first(e.demand.kinds), first(team_facts.engineers(e))
    turns = [team_facts.carried(e, level) for level in (now, other)]
    grid = _grid(e, turns)
    drawn = [Line(name=f"Maturity {words.percent(now)}", y=_need_at(e, grid, now))]
    marks = [Mark(x=kinds, y=first(team_facts.needed(e)), text="Today", kind="here")]
    if other != now:
        name = f"Maturity {words.percent(other)}"
        drawn.append(Line(name=name, y=_need_at(e, grid, other), role="alt"))
    for turn in dict.fromkeys(turns):
        if 0 < turn <= grid[-1]:
            said = words.number(turn, "kinds")
            marks.append(Mark(x=turn, y=posts, text=f"Enough up to\n{said}", kind="break_even"))
    return charts.lines(
        grid,
        drawn,
        x_axis=Axis(title="Kinds", unit="kinds", scale="log"),
        y_axis=Axis(unit="engineers"),
        text=Text(
            title=_need_title(posts, turns, now, other),
            subtitle="Engineers needed by kinds, at today's volume and peak; assumed form",
            reading=_need_reading(e, turns),
        ),
        marks=marks,
        limits=[Limit(y=posts, text=f"On the rows: {words.number(posts)}")],
        theme=theme,
    )


def _levels(e: Evaluation) -> tuple[float, float]:
    """Maturity of the plan, and the one that the investment leads from or to."""
    p = e.scenario.team
    now = first(team_need.maturity(p))
    if p.investment == YesNo.YES:
        return now, first(p.maturity)
    return now, max(first(p.next_maturity), now)


def _grid(e: Evaluation, turns: list[float]) -> Floats:
    today = first(e.demand.kinds)
    seen = [t for t in turns if 0 < t <= MOST_SEEN * today]
    high = max(BELOW * today, BEYOND * max([*seen, today]))
    planned = float(np.max(e.demand.kinds))
    if planned <= MOST_SEEN * today and not seen:
        high = max(high, planned)
    low = min([*seen, today]) / BELOW
    return np.geomspace(low, high, POINTS)


def _need_at(e: Evaluation, kinds: Floats, level: float) -> Floats:
    p = e.scenario.team
    load = first(team_need.load_engineers(p, e.demand))
    bracket = team_need.kind_engineers(p, kinds) + load
    return np.asarray(first(p.base_engineers) + (1 - level) * bracket)


def _need_title(posts: float, turns: list[float], now: float, other: float) -> str:
    who = words.number(posts, "engineers")
    verb = "carries" if posts == 1 else "carry"
    if turns[0] <= 0:
        return f"{who} are too few at any number of kinds" if turns[1] <= 0 else (
            f"{who} {verb} no kind today, {_kinds(turns[1])} at a maturity of "
            f"{words.percent(other)}"
        )  # fmt: skip
    said = f"{who} {verb} {_kinds(turns[0])} at a maturity of {words.percent(now)}"
    if other == now or turns[0] == turns[1]:
        return said
    return f"{said}, {words.number(turns[1], never='any number')} at {words.percent(other)}"


def _kinds(turn: float) -> str:
    return words.number(turn, "kinds", never="any number of kinds")


def _need_reading(e: Evaluation, turns: list[float]) -> str:
    today, planned = first(e.demand.kinds), float(np.max(e.demand.kinds))
    said = f"Today the plan has {words.number(today, 'kinds')}"
    said += f", at the most {words.number(planned)} in this plan." if planned > today else "."
    if turns[0] < today:
        return f"{said} That is beyond what the rows carry: hire, or invest in maturity."
    if turns[0] < planned:
        return f"{said} The rows stop sufficing on the way."
    return f"{said} The rows suffice for these; where the line meets them is the break-even."


def month_chart(e: Evaluation, theme: ThemeName = "light") -> Chart | None:
    """Engineers paid, what is left of them, and those needed, by month."""
    if not e.known:
        return None
    turn = team_facts.short_from(e)
    shown = HORIZON_MONTHS
    if np.isfinite(turn):
        shown = int(min(max(SHORTEST_VIEW, np.ceil(BEYOND * turn)), HORIZON_MONTHS))
    paid, left, need = (
        line(e)[:shown] for line in (team_facts.engineers, team_facts.effective, team_facts.needed)
    )
    marks = [Mark(x=0.0, y=need[0], text=f"Needed today {words.number(need[0])}", kind="here")]
    if np.isfinite(turn):
        at = int(turn) - 1
        marks.append(Mark(x=float(at), y=need[at], text=month_name(e, turn), kind="break_even"))
    start = e.scenario.business.start_month
    return charts.lines(
        np.arange(shown, dtype=float),
        [
            Line(name="On the rows", y=paid, stairs=True),
            Line(name="Left to work", y=left, role="base", dash="2px,3px"),
            Line(name="Needed", y=need, role="out"),
        ],
        x_axis=Axis(title="Month", scale="calendar", start=start),
        y_axis=Axis(unit="engineers"),
        text=Text(
            title=_month_title(e, turn),
            subtitle="Engineers by month",
            reading=_month_reading(e),
        ),
        marks=marks,
        theme=theme,
        height=HEIGHT_SECOND,
    )


def _month_title(e: Evaluation, turn: float) -> str:
    if not np.isfinite(turn):
        return f"The rows hold the engineers that are needed until {month_name(e, HORIZON_MONTHS)}"
    if turn == 1:
        gap = first(team_facts.needed(e)) - first(team_facts.engineers(e))
        return f"The rows are {words.number(gap, 'engineers')} short today"
    return f"From {month_name(e, turn)} the rows no longer hold the engineers that are needed"


def _month_reading(e: Evaluation) -> str:
    """Say what is left of the engineers, and what of their time takes the rest, if anything."""
    paid, left = first(team_facts.engineers(e)), first(team_facts.effective(e))
    found = team_need.working(e.scenario.team, team_facts.pay_of(e))
    taken = [said for part, said in TAKEN.items() if first(getattr(found, part)) > 0]
    said = f"Of {words.number(paid, 'engineers')} paid in month 1, {words.number(left)} are left to"
    said += " work"
    if taken:
        together = " and ".join(filter(None, (", ".join(taken[:-1]), taken[-1])))
        one = taken in ([TAKEN["relearning"]], [TAKEN["wrangling"]])
        said += f": {together} {'takes' if one else 'take'} the rest"
    if e.scenario.team.wrangling_share is None:
        return f"{said}; time spent wrangling data is unknown and not taken off."
    return f"{said}."


def departure_bar(e: Evaluation) -> tuple[str, str, list[Share]]:
    """Return title, subtitle and parts of one departure: cash first, then value lost."""
    found = team_facts.departure_of(e)
    gross = first(found.gross)
    saved = words.money(first(found.saved))
    if team_facts.is_empty(e):
        return "Nobody can leave", "Nobody is on the rows in month 1", []
    if not gross > 0:
        return "A departure takes nothing", f"Salary saved while the post is vacant: {saved}", []
    cash = first(found.fee) + first(found.interviews)
    parts = [
        ("Finding a successor", cash, "base"),
        ("Work not done while vacant", first(found.vacancy), "alt"),
        ("Below full speed", first(found.ramp), "soft"),
        ("Relearned", first(found.knowledge), "free"),
    ]
    return (
        f"A departure takes {words.money(gross)}, {words.money(first(found.value_lost))} of it in "
        "work not done",
        f"{team_facts.who_leaves(e)} on average pay. Beside it {saved} of salary is saved while "
        f"the post is vacant: {words.money(first(found.net))} net. Only finding and saving are "
        "cash",
        [
            Share(name=name, size=words.money(size), share=size / gross, role=role)  # type: ignore[arg-type]
            for name, size, role in parts
        ],
    )
