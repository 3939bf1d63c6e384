"""Team: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import (
    NO_YES,
    Choice,
    Input,
    Inputs,
    Measured,
    Numeric,
    Rows,
    Source,
    Text,
    YesNo,
)
from calculators.core.sources import WORK, YOURS, assumption

LOADED = 1.41843971631  # 1 / 0.705, to the digits that a link keeps
BENEFITS = Source(
    "US Bureau of Labor Statistics, Employer Costs for Employee Compensation, September 2022, "
    "quoted: benefits are 29.5 % of compensation, so loaded = salary / 0.705",
    "https://timberproductsassociation.org/2023/03/14/employer-costs-for-compensation/",
    "2023-03-14")
MEDIAN_SALARY = Source(
    "US software developer, median 133,080 USD a year (BLS OEWS 2024, quoted)",
    "https://certifywize.com/compare/data-scientists-vs-software-developers/", "2024")
TURNOVER = Source(
    "Technology firms lose about 13 % of their people a year (undated, read on that day)",
    "https://paidwell.io/resources/turnover-cost", "2026-11-21")
COST_PER_HIRE = Source(
    "US average cost of a hire 4,700 USD, median 1,633 (undated, 2022 to 2023)",
    "https://www.zippia.com/advice/cost-of-hiring-statistics-average-cost-per-hire/", "2022")
AGENCY_FEE = Source(
    "Agencies take 15 to 33 % of the first year's salary, typically 25 % (undated, read on that "
    "day)", "https://paidwell.io/resources/turnover-cost", "2026-11-21")
TIME_TO_FILL = Source(
    "A post in software engineering stays vacant for 62 days (citing SHRM; all jobs 42)",
    "https://www.lingolive.com/blog/cost-of-turnover-for-software-engineers/", "2016-06-17")
RAMP = Source(
    "Software engineers take 6 to 12 months to full speed (an opinion, undated, read on that day)",
    "https://www.sledgeworx.io/how-much-is-turnover-costing-your-company/", "2026-11-21")
FORM = assumption(
    "the form of the need is assumed, not measured; fit it to two moments of your own team")
EFFECT = assumption("no measurement of this effect was found; try it on one part first")


class Kind(StrEnum):
    """Whether a person counts among the engineers that the models need."""

    ENGINEER = "engineer"
    OTHER = "other"


class Recruiting(StrEnum):
    """Who finds new people: the slot that one option fills."""

    OWN = "own"
    AGENCY = "agency"


@dataclass(frozen=True, kw_only=True, eq=False)
class Post(Inputs):
    """People with the same work and pay."""

    name: Annotated[str, Text(label="Role", source=YOURS, longest=40)] = "Developer"
    people: Annotated[Numeric, Input(
        label="People", unit="people", bounds=(1.0, 1e5), typical=(1.0, 20.0), whole=True,
        source=YOURS, beyond="a role with nobody in it is no role, remove its row")] = 1.0
    salary: Annotated[Numeric, Input(
        label="Salary", unit="USD/year", bounds=(0.0, 1e7), typical=(2e4, 3e5), step=1000.0,
        source=MEDIAN_SALARY, help="Of one person, before what you pay on top.")] = 133_080.0
    kind: Annotated[Kind, Choice(
        label="Kind", options=Kind, labels={"engineer": "engineer", "other": "other"},
        source=YOURS, help="Engineers build and run the models.")] = Kind.ENGINEER
    tools: Annotated[Numeric, Input(
        label="Tools per person", unit="USD/month", bounds=(0.0, 1e6), typical=(0.0, 1000.0),
        step=10.0, source=assumption("a coding assistant, hosting of code and tests"),
        help="Office software stands in other fixed costs, tools of training on its page.")] = 200.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Role(Post):
    """People who are there in month 1."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Hire(Post):
    """People who join later."""

    month: Annotated[Numeric, Input(
        label="Month of the plan", unit="month", bounds=(1.0, 60.0), typical=(1.0, 36.0),
        whole=True, source=YOURS, help="Paid from this month on.",
        beyond="month 1 is today, and what is past cannot be planned")] = 6.0


TODAY = (
    Role(name="Developer", people=4.0),
    Role(name="Data scientist", people=1.0, salary=112_590.0),
    Role(name="Founder in sales", people=1.0, salary=100_000.0, kind=Kind.OTHER),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Team(Inputs):
    """People, people leaving, and how many are needed."""

    monthly_amount: Annotated[Measured, Input(
        label="Team, as one amount", unit="USD/month",
        bounds=(0.0, 1e10), typical=(1e3, 1e6),
        optional=True, source=YOURS, expert=True,
        help="All people, loaded: salaries, benefits, tools. "
        "When entered, it replaces all that this page computes.")] = None
    roles: Annotated[tuple[Role, ...], Rows(
        label="Roles", row=Role, one="role", most=500, source=YOURS)] = TODAY
    hires: Annotated[tuple[Hire, ...], Rows(
        label="Hires", row=Hire, one="hire", most=500, source=YOURS)] = ()
    loaded_factor: Annotated[Numeric, Input(
        label="Loaded cost over salary", unit="×", bounds=(1.0, 5.0), typical=(1.0, 2.0),
        step=0.01, source=BENEFITS, help="Benefits, taxes and insurance on top of salaries.")
        ] = LOADED
    raise_per_year: Annotated[Numeric, Input(
        label="Yearly raise", unit="share/year", bounds=(0.0, 1.0), typical=(0.0, 0.1), step=0.005,
        source=YOURS, help="Of all salaries, from month 13, 25 and so on.")] = 0.0
    attrition_per_year: Annotated[Numeric, Input(
        label="People who leave", unit="share/year", bounds=(0.0, 1.0), typical=(0.0, 0.4),
        step=0.01, doubt=(0.5, 1.8), source=TURNOVER, help="Of their own accord or not.",
        beyond="no more than everybody leaves in a year")] = 0.13
    contagion: Annotated[Numeric, Input(
        label="Further departures per departure", unit="", bounds=(0.0, 0.99), typical=(0.0, 0.6),
        step=0.05, expert=True, source=assumption("off: one departure draws no other"),
        help="Each departure draws so many others on average, and these draw theirs.",
        beyond="at 1 or more the team empties")] = 0.0
    vacancy_days: Annotated[Numeric, Input(
        label="Days until a post is filled", unit="days", bounds=(0.0, 730.0),
        typical=(10.0, 180.0), doubt=(0.6, 1.6), source=TIME_TO_FILL,
        help="By your own recruiting.")] = 62.0
    ramp_months: Annotated[Numeric, Input(
        label="Months to full speed", unit="months", bounds=(0.0, 36.0), typical=(0.0, 12.0),
        step=0.5, doubt=(0.5, 1.6), source=RAMP,
        help="A new colleague starts at nothing and gets faster evenly: half of it is lost.")] = 6.0
    value_factor: Annotated[Numeric, Input(
        label="Value of work over its cost", unit="×", bounds=(0.0, 20.0), typical=(0.5, 3.0),
        step=0.1, expert=True, source=assumption(
            "work not done is worth what it would have cost, the least that justifies the post"))
        ] = 1.0
    recruiting: Annotated[Recruiting, Choice(
        label="New people are found by", options=Recruiting, source=YOURS,
        labels={"own": "your own recruiting", "agency": "an agency"})] = Recruiting.OWN
    cost_per_hire: Annotated[Numeric, Input(
        label="Own recruiting, a hire", unit="USD", bounds=(0.0, 1e6), typical=(0.0, 2e4),
        step=100.0, doubt=(0.4, 1.8), source=COST_PER_HIRE,
        help="Advertisements, referral bonus, tests, travel.")] = 4700.0
    agency_share: Annotated[Numeric, Input(
        label="Agency, of a year's salary", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.4),
        step=0.01, source=AGENCY_FEE)] = 0.25
    agency_days: Annotated[Numeric, Input(
        label="Days until an agency fills a post", unit="days", bounds=(0.0, 730.0),
        typical=(10.0, 180.0), doubt=(0.6, 1.6), expert=True, source=assumption(
            "the mean of all jobs, 42 days (SHRM 2016), as an agency has candidates at hand"))
        ] = 42.0
    agency_weeks: Annotated[Numeric, Input(
        label="Change of recruiting: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 10.0),
        step=0.5, doubt=(0.6, 2.0), expert=True, source=WORK)] = 0.5
    interview_hours: Annotated[Numeric, Input(
        label="Interview hours for a hire", unit="h", bounds=(0.0, 1000.0), typical=(0.0, 60.0),
        step=1.0, doubt=(0.6, 2.0), source=WORK,
        help="Of one interviewer, with all candidates for one post.")] = 20.0
    interviewers: Annotated[Numeric, Input(
        label="Interviewers", unit="people", bounds=(0.0, 20.0), typical=(0.0, 6.0), step=1.0,
        source=WORK)] = 2.0
    documented_share: Annotated[Numeric, Input(
        label="Documented", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        doubt=(0.5, 1.6), source=YOURS, help="Of what people know, what is written down.")] = 0.3
    relearned_weeks: Annotated[Numeric, Input(
        label="Relearned when an engineer leaves", unit="weeks", bounds=(0.0, 200.0),
        typical=(0.0, 20.0), step=0.5, doubt=(0.4, 2.0), source=WORK,
        help="Weeks of colleagues and successor if nothing were written down.")] = 6.0
    single_owner_parts: Annotated[Numeric, Input(
        label="Parts that one person alone knows", unit="parts", bounds=(0.0, 1e4),
        typical=(0.0, 20.0), step=1.0, source=YOURS,
        help="Pipelines, models, integrations; spread evenly over the engineers.")] = 3.0
    part_weeks: Annotated[Numeric, Input(
        label="To relearn such a part", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 12.0),
        step=0.5, doubt=(0.4, 2.0), source=WORK, help="If nothing were written down.")] = 4.0
    documentation: Annotated[YesNo, Choice(
        label="Document what people know", options=YesNo, labels=NO_YES, source=YOURS,
        help="Yes puts the share below in place of the one above.")] = YesNo.NO
    documentation_share: Annotated[Numeric, Input(
        label="Documentation: written down then", unit="share", bounds=(0.0, 1.0),
        typical=(0.3, 1.0), step=0.05, expert=True, source=EFFECT)] = 0.8
    documentation_ramp_cut: Annotated[Numeric, Input(
        label="Documentation: faster to full speed", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 0.6), step=0.05, doubt=(0.3, 2.0), expert=True, source=EFFECT,
        help="Share of the months to full speed that it saves.")] = 0.2
    documentation_weeks: Annotated[Numeric, Input(
        label="Documentation: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), expert=True, source=WORK)] = 5.0
    wrangling_share: Annotated[Measured, Input(
        label="Time spent wrangling data", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.8),
        step=0.05, optional=True, source=YOURS,
        help="Finding, copying, cleaning and relabelling data by hand. Unknown until you count a "
        "week of your own calendars; surveys disagree.")] = None
    tooling: Annotated[YesNo, Choice(
        label="Tools for data", options=YesNo, labels=NO_YES, source=YOURS,
        help="Yes saves the share below of the time spent wrangling.")] = YesNo.NO
    tooling_cut: Annotated[Numeric, Input(
        label="Tools for data: wrangling saved", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 0.8), step=0.05, doubt=(0.4, 1.8), expert=True, source=EFFECT)] = 0.3
    tooling_weeks: Annotated[Numeric, Input(
        label="Tools for data: work", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 40.0),
        step=0.5, doubt=(0.6, 2.0), expert=True, source=WORK)] = 12.0
    tooling_amount: Annotated[Numeric, Input(
        label="Tools for data: subscription", unit="USD/month", bounds=(0.0, 1e7),
        typical=(0.0, 5000.0), step=50.0, expert=True, source=WORK,
        help="Paid each month once they are in the plan.")] = 400.0
    releases: Annotated[Numeric, Input(
        label="Releases", unit="releases/month", bounds=(0.0, 1e5), typical=(0.0, 60.0), step=1.0,
        source=YOURS, help="Features that reach users, as the team is today.")] = 8.0
    customer_weeks: Annotated[Numeric, Input(
        label="Weeks to a new customer", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 30.0),
        step=0.5, source=YOURS, help="Or site: from contract to the first answer.")] = 4.0
    maturity: Annotated[Numeric, Input(
        label="Maturity", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        doubt=(0.6, 1.6), source=YOURS,
        help="0: each kind by hand. 1: a new kind needs nobody.")] = 0.2
    kinds_per_engineer: Annotated[Numeric, Input(
        label="Kinds that an engineer carries by hand", unit="kinds", bounds=(0.1, 1e5),
        typical=(1.0, 50.0), doubt=(0.5, 2.0), source=FORM)] = 5.0
    base_engineers: Annotated[Numeric, Input(
        label="Engineers without any kind", unit="engineers", bounds=(0.0, 1e4),
        typical=(0.0, 10.0), step=0.5, source=FORM, help="Product, operations, management.")] = 2.0
    kinds_exponent: Annotated[Numeric, Input(
        label="Exponent of kinds", unit="", bounds=(1.0, 3.0), typical=(1.0, 2.0), step=0.05,
        expert=True, source=FORM, help="1: each kind costs the same. More: kinds get entangled.")
        ] = 1.2
    volume_engineers: Annotated[Numeric, Input(
        label="Engineers per tenfold volume", unit="engineers", bounds=(0.0, 1000.0),
        typical=(0.0, 5.0), step=0.1, expert=True, source=FORM)] = 0.5
    reference_queries_per_month: Annotated[Numeric, Input(
        label="Volume from which it counts", unit="queries/month", bounds=(1.0, 1e13),
        typical=(1e3, 1e9), expert=True, source=FORM)] = 1e7
    peak_engineers: Annotated[Numeric, Input(
        label="Engineers per tenfold peak", unit="engineers", bounds=(0.0, 1000.0),
        typical=(0.0, 5.0), step=0.1, expert=True, source=FORM)] = 0.5
    reference_peak_per_second: Annotated[Numeric, Input(
        label="Peak from which it counts", unit="queries/s", bounds=(1e-3, 1e9),
        typical=(0.1, 1e4), expert=True, source=FORM)] = 10.0
    investment: Annotated[YesNo, Choice(
        label="Invest in maturity", options=YesNo, labels=NO_YES, source=YOURS,
        help="Yes puts the maturity below in place of the one above.")] = YesNo.NO
    next_maturity: Annotated[Numeric, Input(
        label="Maturity: reached", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        expert=True, source=EFFECT,
        help="Shared pipelines, automatic tests and releases, configuration instead of code.")
        ] = 0.6
    investment_weeks: Annotated[Numeric, Input(
        label="Maturity: work", unit="weeks", bounds=(0.0, 2000.0), typical=(0.0, 200.0), step=1.0,
        doubt=(0.6, 2.0), expert=True, source=WORK)] = 40.0
