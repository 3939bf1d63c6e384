"""What decides the cost of the team, what to measure next, and what must be said beside it."""

from __future__ import annotations

import numpy as np

from calculators.answers import plan_words, team_facts
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.inputs import Source, YesNo
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.fixed.team import parts
from calculators.fixed.team_inputs import Team
from calculators.fixed.team_leaving import mean_salary

PUBLISHED_SHARE = 0.21
PUBLISHED = Source(
    "Boushey and Glynn, There Are Significant Business Costs to Replacing Employees, Center for "
    "American Progress 2012: median over case studies of 1992 to 2007, executives and physicians "
    "left out",
    as_of="2012",
)
LITTLE = 0.005  # of an engineer: nothing that is said to a hundredth
KINDS_MATTER = 0.2  # share of the engineers by which the need may be off and still suffice


def decides(e: Evaluation) -> str:
    """Return what decides the cost: the dearest role."""
    p = e.scenario.team
    if p.monthly_amount is not None:
        return "What decides it: the one amount that was entered."
    if not p.roles:
        return "What decides it: nobody is on the rows."
    dearest = max(p.roles, key=lambda post: first(post.people) * first(post.salary))
    total = sum(first(post.people) * first(post.salary) for post in p.roles)
    share = first(dearest.people) * first(dearest.salary) / total if total > 0 else 0.0
    return f"What decides it: {dearest.name}, {words.percent(share)} of all salaries."


def measure_next(e: Evaluation) -> str:
    """Return the count that may change a decision of this page."""
    p = e.scenario.team
    if p.monthly_amount is not None:
        return "Measure next: who is paid what; enter the roles and clear the amount."
    room = team_facts.engineers(e) - team_facts.needed(e)
    if np.any(np.abs(room) < KINDS_MATTER * team_facts.engineers(e)):
        return "Measure next: engineer-days that the last three new kinds took."
    if p.wrangling_share is None and np.any(team_facts.engineers(e) > 0):
        return "Measure next: hours spent wrangling data in one week of all calendars."
    return "Measure next: how many have left in the last 24 months, and after how long."


def notes(e: Evaluation) -> list[str]:
    """Return what a reader must know, the most urgent first."""
    found = [_entered(e.scenario.team), _gap(e), _cash_of_leaving(e), _interviews(e)]
    return [note for note in [*found, _stage(e), _published(e)] if note]


def _entered(p: Team) -> str:
    if p.monthly_amount is None:
        return ""
    return plan_words.one_amount(
        p.monthly_amount,
        " to the plan until it is cleared. What is said of departures and of the engineers needed "
        "is that of the rows.",
    )


def _gap(e: Evaluation) -> str:
    turn = team_facts.short_from(e)
    if not np.isfinite(turn):
        return ""
    need, posts = team_facts.needed(e), team_facts.engineers(e)
    worst = int(np.argmax(need - posts))
    month = "Today" if turn == 1 else f"From {month_name(e, turn)}"
    last = month_name(e, worst + 1)
    return (
        f"{month} the models need more engineers than the rows hold; by {last}, "
        f"{words.number(need[worst])} against {words.number(posts[worst])}. The rows alone drive "
        "cash: add hires, or invest in maturity before the kinds come."
    )


def _stage(e: Evaluation) -> str:
    """Return when the essay would invest in maturity, where the plan does not."""
    if e.scenario.team.investment == YesNo.YES:
        return ""
    return (
        "Dhingra and Sood (2023) would not invest in maturity before the second stage of a product "
        "ends."
    )


def _cash_of_leaving(e: Evaluation) -> str:
    p, count = e.scenario.team, team_facts.churn(e)
    if not count > 0:
        return "Nobody is expected to leave; published rates of technology firms are about 13 %."
    found = parts(p, team_facts.pay_of(e))
    saved, lost = first(found["saved"]), team_facts.lost_a_month(e)
    said = (
        f"{words.number(count, 'people')} a year are expected to leave. Vacant posts save "
        f"{words.money(saved)} of salary a month, which the runway counts; work worth "
        f"{words.money(lost)} a month is not done, which it does not."
    )
    if first(p.contagion) > 0:
        said += f" Each departure draws {words.number(p.contagion)} more."
    return said


def _interviews(e: Evaluation) -> str:
    """Return engineer time beside the payroll, by both rules."""
    weeks = first(e.lines["team"].weeks)
    if not weeks > LITTLE:
        return ""
    cost = words.money(weeks * first(e.scenario.worth.engineer_week_cost))
    return (
        f"Interviews take {words.number(weeks, 'weeks')} of engineers a month: {cost} if their "
        "time is bought, nothing in cash alone."
    )


def _published(e: Evaluation) -> str:
    salary = first(mean_salary(team_facts.pay_of(e)))
    if not salary > 0:
        return ""
    gross = words.money(first(team_facts.departure_of(e).gross))
    return (
        f"As a check: {words.percent(PUBLISHED_SHARE)} of a salary in published cases (median; "
        f"Boushey and Glynn {PUBLISHED.as_of}), {words.money(PUBLISHED_SHARE * salary)} for a "
        f"departure against {gross} here; never added to it."
    )
