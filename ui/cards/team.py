"""Cards of the page on the team."""

from __future__ import annotations

from ui.inputs import Card

ROLES = Card("Roles", ["team.roles.*"])
HIRES = Card("Hires", ["team.hires.*"])
PAY = Card(
    "Pay",
    ["team.loaded_factor", "team.raise_per_year", "worth.engineer_time"],
    ["worth.engineer_week_cost", "team.monthly_amount"],
    "Who is paid stands in the tables below.",
)
LEAVING = Card(
    "Leaving",
    ["team.attrition_per_year", "team.vacancy_days", "team.ramp_months"],
    ["team.contagion", "team.value_factor"],
)
HIRING = Card(
    "Hiring",
    ["team.recruiting", "team.cost_per_hire", "team.agency_share", "team.interview_hours"],
    ["team.interviewers", "team.agency_days", "team.agency_weeks"],
)
KNOWLEDGE = Card(
    "What is only in heads",
    ["team.documented_share", "team.single_owner_parts"],
    ["team.relearned_weeks", "team.part_weeks"],
)
NEED = Card(
    "Engineers needed",
    ["demand.kinds", "demand.kinds_added", "team.maturity", "team.kinds_per_engineer"],
    [
        "team.base_engineers",
        "team.kinds_exponent",
        "team.volume_engineers",
        "team.reference_queries_per_month",
        "team.peak_engineers",
        "team.reference_peak_per_second",
    ],
    "An assumed form; fit it to two moments of your own team.",
)
PACE = Card(
    "Pace",
    ["team.wrangling_share", "team.releases", "team.customer_weeks"],
)
LEVERS = Card(
    "Levers",
    ["team.investment", "team.next_maturity", "team.documentation", "team.tooling"],
    [
        "team.investment_weeks",
        "team.documentation_share",
        "team.documentation_ramp_cut",
        "team.documentation_weeks",
        "team.tooling_cut",
        "team.tooling_weeks",
        "team.tooling_amount",
        "worth.payback_months",
    ],
)

PEOPLE = (NEED, LEAVING, PAY)
HIRING_CARDS = (HIRING, KNOWLEDGE, PACE)
LEVER_CARDS = (LEVERS,)
