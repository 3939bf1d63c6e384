"""Tables of the team: roles, a departure by part, and where the engineers' time goes."""

from __future__ import annotations

import numpy as np

from calculators.answers import team_facts
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.units import MONTHS_PER_YEAR, first
from calculators.evaluation import Evaluation
from calculators.fixed.team_inputs import Hire, Kind, Post
from calculators.fixed.team_need import working

NONE = "none"
DEPARTURE_PARTS = (
    ("Fee of the successor", "fee", 1, "cash"),
    ("Interviews", "interviews", 1, "cash if time is bought"),
    ("Salary saved while vacant", "saved", -1, "cash"),
    ("Work not done while vacant", "vacancy", 1, "value lost"),
    ("Successor below full speed", "ramp", 1, "value lost"),
    ("Relearned by those who stay", "knowledge", 1, "value lost"),
    ("Gross, nothing saved", "gross", 1, "cash and value lost"),
    ("Net of the salary saved", "net", 1, "cash and value lost"),
)
KINDS = {Kind.ENGINEER: "engineers", Kind.OTHER: "not counted as engineers"}


def roles_table(e: Evaluation) -> Table:
    """Return roles and hires, the dearest first, with what they cost loaded."""
    p = e.scenario.team
    posts: list[Post] = [*p.roles, *p.hires]
    ordered = sorted(posts, key=lambda post: -_monthly(e, post))
    total = sum(_monthly(e, post) for post in p.roles)
    return Table(
        title="Who is paid",
        subtitle=f"At today's pay, loaded {words.number(p.loaded_factor)} times, tools included",
        columns=("Role", "From", "People", "A month each", "A month", "Of today's pay"),
        rows=[
            [
                f"{post.name} · {KINDS[post.kind]}",
                month_name(e, post.month) if isinstance(post, Hire) else "today",
                words.number(post.people),
                words.money(_monthly(e, post) / first(post.people)),
                words.money(_monthly(e, post)),
                words.percent(_monthly(e, post) / total)
                if total > 0 and not isinstance(post, Hire)
                else "later",
            ]
            for post in ordered
        ],
        numeric=("People", "A month each", "A month", "Of today's pay"),
    )


def _monthly(e: Evaluation, post: Post) -> float:
    loaded = first(post.salary) * first(e.scenario.team.loaded_factor) / MONTHS_PER_YEAR
    return first(post.people) * (loaded + first(post.tools))


def departure_table(e: Evaluation) -> Table:
    """Return one departure by part and what those of a year take; cash and value lost apart."""
    one, year = team_facts.departure_of(e), team_facts.departures_of(e)
    nobody = team_facts.is_empty(e)
    return Table(
        title="A departure by part",
        subtitle=f"{team_facts.who_leaves(e)} on average pay; a year as expected, each role at its "
        "own salary. Value lost stands beside cash and never shortens the runway by itself",
        columns=("Part", "One departure", "A year"),
        rows=[
            [
                f"{name} · {what}",
                *(NONE if nobody else _signed(sign * first(getattr(x, part))) for x in (one, year)),
            ]
            for name, part, sign, what in DEPARTURE_PARTS
        ],
        numeric=("One departure", "A year"),
    )


def _signed(size: float) -> str:
    return f"saves {words.money(-size)}" if size < 0 else words.money(size)


def time_table(e: Evaluation) -> Table:
    """Return where the engineers' time goes, and what that takes from the pace."""
    p = e.scenario.team
    found = working(p, team_facts.pay_of(e))
    rows = [["Paid", words.number(first(found.paid)), "", "", ""]]
    names = {
        "vacant": "Posts that are vacant",
        "ramping": "New colleagues below full speed",
        "interviewing": "Interviews",
        "relearning": "Relearning what left",
        "wrangling": "Wrangling data",
    }
    for part, name in names.items():
        if part == "wrangling" and p.wrangling_share is None:
            rows.append([name, *[words.UNKNOWN] * 4])
        else:
            rows.append([name, *_pace(team_facts.pace(e, part))])
    rows.append(["Left to work", words.number(first(found.effective)), "", "", ""])
    return Table(
        title="Where the engineers' time goes",
        subtitle="In month 1. Releases and weeks are today's: they would be so many more, or so "
        "much sooner, without the loss",
        columns=("Time", "Engineers", "Releases a month", "New customer later", "Revenue later"),
        rows=rows,
        numeric=("Engineers", "Releases a month", "New customer later", "Revenue later"),
    )


def _releases(more: float) -> str:
    if not np.isfinite(more):
        return words.unknown()
    return words.number(more) if more > 0 else NONE


def _pace(found: team_facts.Pace) -> list[str]:
    if not found.engineers > 0:
        return [NONE] * 4
    return [
        words.number(found.engineers),
        _releases(found.releases),
        words.number(found.delay_days, "days") if found.delay_days > 0 else NONE,
        words.money(found.delay_cost, "month") if found.delay_cost > 0 else NONE,
    ]
