"""Team: by hand, published cases, simulated departures, the need, levers, and what is refused."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core.business import EngineerTime, Worth
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import Input, InputError, YesNo, specs
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.fixed import team, team_need
from calculators.fixed.team_inputs import Hire, Kind, Recruiting, Role, Team
from calculators.fixed.team_leaving import departure, departure_rate, leaving, value_lost
from calculators.fixed.team_people import payroll
from calculators.scenario import Scenario

PLAN = demand_plan(Demand())
WORTH = Worth()
WEEKS_PER_MONTH = 365 / 7 / 12
# Nobody leaves, nothing on top of salaries, no tools: what is left is what a test is about.
QUIET = Team(
    roles=(Role(people=1.0, salary=150_000.0, tools=0.0),),
    loaded_factor=1.0,
    attrition_per_year=0.0,
    interview_hours=0.0,
    relearned_weeks=0.0,
    single_owner_parts=0.0,
)


def cash(p, plan=PLAN):
    return team.cost_line(p, plan, WORTH).cash


def test_ppl_1_cost_per_hire_and_vacancy():
    """4,754 for the hire + 13,163 of a vacant post = 17,917."""
    days = 13_163 / (150_000 / 365)
    p = replace(QUIET, cost_per_hire=4754.0, vacancy_days=days)
    found = departure(p, WORTH, payroll(p))
    assert found.fee + found.vacancy == pytest.approx(17_917)


def test_ppl_2_thirteen_of_a_hundred_leave():
    """100 engineers x 13 % = 13 leavers; x 4,700 = 61,100 a year."""
    p = replace(QUIET, roles=(Role(people=100.0),), attrition_per_year=0.13, cost_per_hire=4700.0)
    pay = payroll(p)
    assert leaving(p, pay)[0] * 12 == pytest.approx(13)
    assert team.parts(p, pay)["hiring"].sum() / 5 == pytest.approx(61_100)


def test_ppl_3_a_departure_gross_and_net():
    """20 % of 150 k; 62 of 365 days; half of 6 of 12 months: 92,979, or 67,500 net."""
    p = replace(
        QUIET,
        recruiting=Recruiting.AGENCY,
        agency_share=0.2,
        agency_days=62.0,
        ramp_months=6.0,
    )
    found = departure(p, WORTH, payroll(p))
    parts = (found.fee, found.vacancy, found.ramp)
    assert parts == pytest.approx((30_000, 25_479, 37_500), abs=1)
    assert found.gross == pytest.approx(92_979, abs=1)
    assert found.saved == pytest.approx(25_479, abs=1)
    assert found.net == pytest.approx(67_500, abs=1)
    assert found.gross / 150_000 == pytest.approx(0.62, abs=0.001)


BY_HAND = [  # changes, month, USD a month
    pytest.param({}, 1, 12_500, id="150,000 / 12"),
    pytest.param({"loaded_factor": 1 / 0.705}, 1, 17_730.50, id="150,000 / 0.705 / 12"),
    pytest.param({"raise_per_year": 0.04}, 12, 12_500, id="no raise in the first year"),
    pytest.param({"raise_per_year": 0.04}, 13, 13_000, id="12,500 x 1.04 from month 13"),
    pytest.param({"raise_per_year": 0.04}, 60, 12_500 * 1.04**4, id="12,500 x 1.04^4 in year 5"),
    pytest.param(
        {"hires": (Hire(month=7.0, salary=120_000.0, tools=100.0),), "cost_per_hire": 0.0},
        6,
        12_500,
        id="the hire of month 7 is not paid in month 6",
    ),
    pytest.param(
        {"hires": (Hire(month=7.0, salary=120_000.0, tools=100.0),), "cost_per_hire": 4000.0},
        7,
        12_500 + 10_000 + 100 + 4_000,
        id="12,500 + 10,000 + tools 100 + its search 4,000",
    ),
    pytest.param(
        {
            "hires": (Hire(month=7.0, salary=120_000.0, people=2.0, tools=0.0),),
            "recruiting": Recruiting.AGENCY,
            "agency_share": 0.25,
        },
        7,
        12_500 + 20_000 + 60_000,
        id="12,500 + 2 x 10,000 + 25 % of 240,000",
    ),
    pytest.param(
        {"attrition_per_year": 0.12, "vacancy_days": 73.0, "cost_per_hire": 5000.0},
        1,
        12_500 * (1 - 0.12 * 0.2) + 5000 * 0.01,
        id="12,500 less 12 % x 73/365 vacant, and 0.01 hires a month at 5,000",
    ),
    pytest.param(
        {"attrition_per_year": 0.12, "contagion": 0.5, "vacancy_days": 73.0, "cost_per_hire": 0.0},
        1,
        12_500 * (1 - 0.24 * 0.2),
        id="each departure draws half another: 24 % leave",
    ),
    pytest.param(
        {"tooling": YesNo.YES, "tooling_amount": 300.0}, 1, 12_800, id="12,500 + tools for data"
    ),
    pytest.param({"roles": ()}, 1, 0, id="nobody costs nothing"),
]


@pytest.mark.parametrize(("changes", "month", "expected"), BY_HAND)
def test_the_line_by_hand(changes, month, expected):
    assert cash(replace(QUIET, **changes))[month - 1] == pytest.approx(expected)


def test_interviews_are_weeks_and_never_dollars():
    """12 people, 10 % leave: 0.1 hires a month x 20 h x 4 / 40 h = 0.2 weeks; a hire adds 2."""
    p = replace(
        QUIET,
        roles=(Role(people=12.0, tools=0.0),),
        attrition_per_year=0.1,
        vacancy_days=0.0,
        cost_per_hire=0.0,
        interview_hours=20.0,
        interviewers=4.0,
        hires=(Hire(month=2.0, salary=0.0, tools=0.0),),
    )
    line = team.cost_line(p, PLAN, WORTH)
    assert line.weeks[0] == pytest.approx(0.2)
    assert line.weeks[1] == pytest.approx(0.2 * 13 / 12 + 2)
    np.testing.assert_allclose(line.cash, 12 * 133_080 / 12)
    paid = line.paid(Worth(engineer_time=EngineerTime.PAID))
    np.testing.assert_allclose(paid, line.cash)
    assert line.paid(WORTH)[0] - line.cash[0] == pytest.approx(0.2 * 3630)


def test_both_lenses_are_one_and_nothing_moves_with_volume():
    line = team.cost_line(Team(), PLAN, WORTH)
    np.testing.assert_array_equal(line.cash, line.accounting)
    assert not line.variable.any()
    assert not line.cloud.any()


def test_value_lost_is_beside_the_line():
    """12 x 150 k: 10 % leave; 0.1 x 73/365 + 0.1 x 6/12/2 of 150 k a month, and the relearning."""
    p = replace(
        QUIET,
        roles=(Role(people=12.0, salary=150_000.0, tools=0.0),),
        attrition_per_year=0.1,
        vacancy_days=73.0,
        ramp_months=6.0,
        documented_share=0.5,
        relearned_weeks=8.0,
        single_owner_parts=6.0,
        part_weeks=4.0,
    )
    lost = value_lost(p, WORTH, payroll(p))[0]
    work = 150_000 * (0.1 * 0.2 + 0.1 * 0.25)
    weeks = 0.1 / 12 * 0.5 * (12 * 8 + 6 * 4)
    assert lost == pytest.approx(work + weeks * 3630)
    for lossless in ({"ramp_months": 0.0}, {"relearned_weeks": 0.0}, {"value_factor": 5.0}):
        np.testing.assert_array_equal(cash(replace(p, **lossless)), cash(p))


def test_an_amount_replaces_everything_as_before():
    """An old link carries one amount: flat over the plan, whatever the rows say."""
    line = team.cost_line(replace(Team(), monthly_amount=86_300.0), PLAN, WORTH)
    assert line.cash.tolist() == [86_300.0] * 60
    assert not line.weeks.any()
    found = evaluate(with_values(Scenario(), {"team.monthly_amount": 5e4})).decisions
    assert all(decision.page != "team" for decision in found)


def test_the_declared_team_is_a_team_of_about_90_000():
    assert 85_000 < cash(Team())[0] < 95_000


# ---- people leaving


def simulated(p: Team, people: int, paths: int, seed: int) -> np.ndarray:
    """Departures of a year on each path: people leave by chance, and each draws others by chance.

    Each of the people leaves with probability a (a year, replaced at once); each departure draws a
    Poisson number of others with mean R, generation after generation.
    """
    generator = np.random.default_rng(seed)
    wave = generator.binomial(people, p.attrition_per_year, size=paths)
    total = wave.copy()
    while wave.any():
        wave = generator.poisson(p.contagion * wave)
        total += wave
    return total


@pytest.mark.parametrize("contagion", [0.0, 0.3, 0.6])
def test_simulated_departures_agree_with_the_expected_ones(contagion):
    """20,000 seeded paths; the mean within 2 %, so that 1/(1 − R) is the sum over generations."""
    p = replace(Team(), roles=(Role(people=40.0),), attrition_per_year=0.15, contagion=contagion)
    expected = leaving(p, payroll(p))[0] * 12
    assert expected == pytest.approx(40 * 0.15 / (1 - contagion))
    found = simulated(p, people=40, paths=20_000, seed=7).mean()
    assert found == pytest.approx(expected, rel=0.02)


@given(st.floats(0, 1), st.floats(0, 0.9))
def test_contagion_is_the_sum_of_its_generations(attrition, contagion):
    p = replace(Team(), attrition_per_year=attrition, contagion=contagion)
    generations = sum(attrition * contagion**k for k in range(400))
    assert departure_rate(p) == pytest.approx(generations, rel=1e-9)


@given(st.floats(0, 1), st.floats(0, 0.99), st.floats(0, 730))
@settings(max_examples=60)
def test_a_vacancy_never_saves_more_than_the_pay(attrition, contagion, days):
    p = replace(Team(), attrition_per_year=attrition, contagion=contagion, vacancy_days=days)
    found = team.parts(p, payroll(p))
    assert np.all(found["saved"] <= found["pay"] * (1 + 1e-12))
    assert np.all(cash(p) >= -1e-6)


# ---- rows


def test_rows_add_up_whatever_their_number():
    """200 roles and 200 hires are the sum of themselves one by one."""
    generator = np.random.default_rng(3)
    kinds = (Kind.ENGINEER, Kind.OTHER)

    def post(made, **more):
        return made(
            people=float(generator.integers(1, 9)),
            salary=float(generator.integers(0, 300_000)),
            kind=kinds[generator.integers(2)],
            tools=float(generator.integers(0, 900)),
            **more,
        )

    roles = tuple(post(Role) for _ in range(200))
    hires = tuple(post(Hire, month=float(generator.integers(1, 61))) for _ in range(200))
    base = replace(Team(), roles=(), raise_per_year=0.03)
    together = cash(replace(base, roles=roles, hires=hires))
    alone = sum(cash(replace(base, roles=(role,))) for role in roles)
    alone = alone + sum(cash(replace(base, hires=(hire,))) for hire in hires)
    np.testing.assert_allclose(together, alone, rtol=1e-9)


def test_a_draw_of_one_row_is_a_loop_of_points():
    salaries, months = np.array([1e5, 1.5e5, 2e5]), np.array([3.0, 9.0, 60.0])
    rows = {
        "roles": (Role(people=2.0), Role(salary=salaries), Role(people=np.array([1.0, 2.0, 3.0]))),
        "hires": tuple(Hire(month=5.0) for _ in range(70)) + (Hire(month=months),),
    }
    drawn = replace(Team(), **rows, attrition_per_year=np.array([0.0, 0.2, 1.0]))
    whole = {"line": cash(drawn), "left": team_need.working(drawn, payroll(drawn)).effective}
    for i in range(3):
        point = replace(
            Team(),
            roles=(
                Role(people=2.0),
                Role(salary=float(salaries[i])),
                Role(people=float(i + 1)),
            ),
            hires=tuple(Hire(month=5.0) for _ in range(70)) + (Hire(month=float(months[i])),),
            attrition_per_year=float([0.0, 0.2, 1.0][i]),
        )
        np.testing.assert_allclose(whole["line"][i], cash(point), rtol=1e-12)
        left = team_need.working(point, payroll(point)).effective
        np.testing.assert_allclose(whole["left"][i], left, rtol=1e-12)


def best_of(run, count=20):
    best = np.inf
    for _ in range(count):
        begun = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begun)
    return best


def test_the_line_is_quick():
    p, rows = Team(), tuple(Role() for _ in range(200))
    draws = replace(
        p, attrition_per_year=np.linspace(0, 0.3, 1000), cost_per_hire=np.linspace(0, 1e4, 1000)
    )
    hires = tuple(Hire(month=float(1 + i % 60)) for i in range(200))
    assert best_of(lambda: cash(p)) < 0.0006
    assert best_of(lambda: cash(replace(p, roles=rows, hires=hires))) < 0.008
    assert best_of(lambda: cash(draws)) < 0.010
    assert best_of(lambda: list(team.adoptions(p, PLAN, WORTH))) < 0.002


# ---- the need


def test_engineers_needed_by_hand():
    """2 + (1 − 0.25)·[(32/4)^(4/3) + 0.5·log10(1 + 9) + 1·log10(1 + 99)] = 2 + 0.75·18.5."""
    p = replace(
        Team(),
        maturity=0.25,
        kinds_per_engineer=4.0,
        kinds_exponent=4 / 3,
        base_engineers=2.0,
        volume_engineers=0.5,
        reference_queries_per_month=1e6,
        peak_engineers=1.0,
        reference_peak_per_second=1.0,
    )
    plan = replace(
        PLAN, kinds=np.full(60, 32.0), raw_queries=np.full(60, 9e6), peak_rate=np.full(60, 99.0)
    )
    np.testing.assert_allclose(team_need.need(p, plan), 2 + 0.75 * (16 + 0.5 + 2))
    invested = replace(p, investment=YesNo.YES, next_maturity=0.5)
    np.testing.assert_allclose(team_need.need(invested, plan), 2 + 0.5 * 18.5)


@given(
    st.floats(0.2, 1e3),
    st.floats(1, 3),
    st.floats(0, 0.95),
    st.floats(0, 50),
    st.floats(0, 20),
)
def test_kinds_carried_is_where_the_need_meets_the_rows(per, exponent, level, posts, base):
    p = replace(Team(), kinds_per_engineer=per, kinds_exponent=exponent, base_engineers=base)
    load = float(team_need.load_engineers(p, PLAN)[0])
    kinds = team_need.kinds_carried(p, posts, load, level)
    bracket = float(team_need.kind_engineers(p, np.array([kinds]))[0]) + load
    if kinds > 0:
        assert base + (1 - level) * bracket == pytest.approx(posts, rel=1e-9)
    else:
        assert base + (1 - level) * bracket >= posts - 1e-9


def test_nobody_carries_everything_and_full_maturity_does():
    p = Team()
    assert team_need.kinds_carried(p, 1.0, 0.0, 0.2) == 0  # two are needed without any kind
    assert team_need.kinds_carried(p, 3.0, 0.0, 1.0) == np.inf
    assert team_need.kinds_carried(p, 2.0, 0.0, 1.0) == np.inf


@given(st.floats(1, 1e4), st.floats(1, 1e4), st.floats(0, 1), st.floats(0, 1))
def test_the_need_rises_with_kinds_and_falls_with_maturity(one, other, low, high):
    def need(kinds, maturity):
        plan = replace(PLAN, kinds=np.full(60, kinds))
        return team_need.need(replace(Team(), maturity=maturity), plan)[0]

    assert need(max(one, other), low) >= need(min(one, other), low) - 1e-9
    assert need(one, max(low, high)) <= need(one, min(low, high)) + 1e-9


@given(
    st.floats(0, 1), st.floats(0, 0.95), st.floats(0, 730), st.floats(0, 36), st.floats(0, 1000),
    st.none() | st.floats(0, 1),
)  # fmt: skip
@settings(max_examples=60)
def test_the_time_of_engineers_sums_to_what_is_paid(rate, more, days, ramp, hours, wrangling):
    p = replace(
        Team(),
        attrition_per_year=rate,
        contagion=more,
        vacancy_days=days,
        ramp_months=ramp,
        interview_hours=hours,
        wrangling_share=wrangling,
        hires=(Hire(month=4.0, people=3.0), Hire(month=50.0, kind=Kind.OTHER)),
    )
    found = team_need.working(p, payroll(p))
    parts = [getattr(found, name) for name in vars(found) if name != "paid"]
    np.testing.assert_allclose(sum(parts), np.broadcast_to(found.paid, (60,)), atol=1e-9)
    assert all(np.all(part >= 0) for part in parts)


def test_left_to_work_by_hand():
    """10 engineers, 12 % leave, 73 days vacant, 6 months of ramp, nothing else; a quarter wrangles.

    Vacant 10·0.12·0.2 = 0.24, ramp 10·0.12·0.5/2 = 0.3, left 9.46, of which 2.365 wrangle.
    """
    p = replace(
        QUIET,
        roles=(Role(people=10.0),),
        attrition_per_year=0.12,
        vacancy_days=73.0,
        ramp_months=6.0,
        wrangling_share=0.25,
    )
    found = team_need.working(p, payroll(p))
    assert found.vacant[0] == pytest.approx(0.24)
    assert found.ramping[0] == pytest.approx(0.3)
    assert found.wrangling[0] == pytest.approx(9.46 / 4)
    assert found.effective[0] == pytest.approx(9.46 * 0.75)


def test_a_hire_ramps_evenly_and_loses_half_its_months():
    """Half a month in it works at 1/12, then 3/12, …: 3 of 6 months are lost."""
    p = replace(QUIET, roles=(), hires=(Hire(month=5.0),), ramp_months=6.0)
    found = team_need.working(p, payroll(p))
    np.testing.assert_allclose(found.ramping[4:10], 1 - np.arange(0.5, 6) / 6)
    assert found.ramping.sum() == pytest.approx(3)
    assert found.effective[:4].sum() == 0
    np.testing.assert_allclose(found.effective[10:], 1)


# ---- levers


BIG = replace(
    Team(),
    roles=(Role(people=9.0), Role(people=3.0, kind=Kind.OTHER, salary=90_000.0)),
    wrangling_share=0.3,
)
MANY_KINDS = replace(PLAN, kinds=np.full(60, 30.0))
LEVER_PLANS = {
    "few kinds": (BIG, PLAN),
    "more kinds than the rows carry": (BIG, MANY_KINDS),
    "by an agency": (replace(BIG, recruiting=Recruiting.AGENCY, value_factor=2.0), PLAN),
    "contagious": (replace(BIG, contagion=0.4, raise_per_year=0.1), MANY_KINDS),
}


@pytest.mark.parametrize("name", LEVER_PLANS)
def test_what_a_lever_saves_is_what_its_plan_differs_by(name):
    """saving(today) = bills and weeks of month 1, of the lines and beside them, and value."""
    p, plan = LEVER_PLANS[name]
    before = team.cost_line(p, plan, WORTH)
    offered = list(team.adoptions(p, plan, WORTH))
    assert {a.key.removeprefix("team.") for a in offered} == {
        "investment", "documentation", "tooling", "recruiting"}  # fmt: skip
    for adoption in offered:
        changes = {path.removeprefix("team."): v for path, v in adoption.changes.items()}
        then = replace(p, **changes)
        after = team.cost_line(then, plan, WORTH)
        bills = before.cash[0] - after.cash[0]
        weeks = before.weeks[0] - after.weeks[0] + np.ravel(adoption.weeks_saved)[0]
        by_hand = bills + weeks * 3630 + adoption.value_gained
        found = adoption.saving(np.array([adoption.scale.today]))[0]
        assert found == pytest.approx(by_hand, rel=1e-9, abs=1e-6), adoption.key
        again = {a.key for a in team.adoptions(then, plan, WORTH)}
        assert adoption.key not in again or adoption.key == "team.recruiting"
        assert all(then_a.changes != adoption.changes
                   for then_a in team.adoptions(then, plan, WORTH))  # fmt: skip


def test_documentation_wins_the_value_that_is_no_longer_lost():
    p, plan = LEVER_PLANS["few kinds"]
    adoption = next(a for a in team.adoptions(p, plan, WORTH) if a.key == "team.documentation")
    then = replace(p, documentation=YesNo.YES)
    lost = [value_lost(q, WORTH, payroll(q))[0] for q in (p, then)]
    assert adoption.value_gained == pytest.approx(lost[0] - lost[1])


def test_maturity_frees_no_more_engineers_than_are_paid():
    """30 kinds need 2 + 0.8·(6^1.2 + …) = 9 and more; 60 % maturity half of that."""
    adoption = next(team.adoptions(BIG, MANY_KINDS, WORTH))
    freed = np.ravel(adoption.weeks_saved)[0] / WEEKS_PER_MONTH
    before = team_need.need(BIG, MANY_KINDS)[0]
    after = team_need.need(replace(BIG, investment=YesNo.YES), MANY_KINDS)[0]
    assert freed == pytest.approx(min(before, 9) - min(after, 9))
    short = adoption.value_gained / 3630 / WEEKS_PER_MONTH
    assert freed + short == pytest.approx(before - after)
    none = next(team.adoptions(replace(BIG, roles=()), MANY_KINDS, WORTH))
    assert not np.any(none.weeks_saved)
    assert none.value_gained > 0


def test_the_break_even_of_maturity_is_where_time_spared_repays_the_work():
    """12 months·0.4·[(k/5)^1.2 + load]·4.345 weeks = 40 weeks."""
    decision = next(d for d in evaluate(Scenario()).decisions if d.key == "team.investment")
    p = Team()
    load = float(team_need.load_engineers(p, demand_plan(Demand()))[0])
    engineers = 40 / 12 / WEEKS_PER_MONTH / 0.4 - load
    by_hand = 5 * engineers ** (1 / 1.2)
    assert [t.crossing.value for t in decision.turns] == pytest.approx([by_hand])


def test_unknown_wrangling_cannot_be_decided():
    offered = {a.key: a for a in team.adoptions(Team(), PLAN, WORTH)}
    assert offered["team.tooling"].unknown == "hours spent wrangling data: not measured"
    known = replace(Team(), wrangling_share=0.2)
    assert not {a.key: a for a in team.adoptions(known, PLAN, WORTH)}["team.tooling"].unknown


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({"attrition_per_year": 0.0}, {"team.documentation", "team.recruiting"}),
        ({"next_maturity": 0.1}, {"team.investment"}),
        ({"roles": ()}, {"team.documentation", "team.tooling", "team.recruiting"}),
        (
            {"roles": (Role(kind=Kind.OTHER),)},
            {"team.documentation", "team.tooling"},
        ),
    ],
)
def test_a_lever_without_an_effect_is_not_offered(changes, gone):
    every = {a.key for a in team.adoptions(Team(), PLAN, WORTH)}
    assert len(every) == 4
    assert {a.key for a in team.adoptions(replace(Team(), **changes), PLAN, WORTH)} == every - gone


# ---- what is refused


REFUSED = [  # path, value, what the sentence says
    ("team.roles.0.people", 0.0, "People: 0 is not a whole number in 1 to 100k people; a role"),
    ("team.roles.0.people", 2.5, "People: 2.5 is not a whole number"),
    ("team.attrition_per_year", 1.01, "People who leave: 101 % is not in 0 to 100 % a year; no"),
    ("team.contagion", 1.0, "per departure: 1 is not in 0 to 0.99; at 1 or more the team empties"),
    ("team.contagion", -0.1, "Further departures per departure: -0.1 is not in 0 to 0.99"),
    ("team.kinds_exponent", 0.9, "Exponent of kinds: 0.9 is not in 1 to 3"),
    ("team.maturity", 1.2, "Maturity: 120 % is not in 0 to 100 %"),
    ("team.loaded_factor", 0.7, "Loaded cost over salary: 0.7 is not in 1 to 5 ×"),
    ("team.agency_share", 25.0, "Agency, of a year's salary: 2.5k % is not in 0 to 100 %"),
    ("team.kinds_per_engineer", 0.0, "carries by hand: 0 is not in 0.1 to 100k kinds"),
    ("team.vacancy_days", np.nan, "Days until a post is filled: not a number; it takes 0"),
    ("team.ramp_months", np.inf, "Months to full speed: infinite is not in 0 to 36 months"),
    ("team.roles.0.salary", -1.0, "Salary: -$1 is not in $0 to $10M a year"),
    ("team.interview_hours", "many", "Interview hours for a hire: 'many' is not a number"),
    ("team.roles.0.kind", "boss", "Kind: 'boss' is not one of engineer, other"),
]


@pytest.mark.parametrize(("path", "value", "said"), REFUSED)
def test_what_is_out_of_bounds_is_refused_in_words(path, value, said):
    with pytest.raises(InputError) as refusal:
        with_values(Scenario(), {path: value})
    assert said in refusal.value.problems[0]


def test_a_month_that_has_passed_is_refused():
    with pytest.raises(InputError, match="Month of the plan: 0 is not .* 1 to 60 month; month 1"):
        Hire(month=0.0)


def test_more_than_500_rows_are_refused():
    with pytest.raises(InputError, match="Roles: 501 rows is not in 0 to 500 rows"):
        Team(roles=tuple(Role() for _ in range(501)))


def test_no_number_is_nan_at_any_bound_or_typical_end():
    for name, spec in specs(Team).items():
        if not isinstance(spec, Input):
            continue
        for value in (*spec.bounds, *spec.typical):
            p = replace(Team(), **{name: value})
            line = team.cost_line(p, PLAN, WORTH)
            assert np.all(np.isfinite(line.cash)), name
            assert np.all(np.isfinite(line.weeks)), name
            pay = payroll(p)
            found = departure(p, WORTH, pay)
            for part in vars(found):
                assert np.isfinite(getattr(found, part)), f"{name} = {value}: {part}"
            for part, series in vars(team_need.working(p, pay)).items():
                assert np.all(np.isfinite(series)), f"{name} = {value}: {part}"
            assert not np.isnan(team_need.need(p, PLAN)).any(), name
            if p.monthly_amount is None:
                for adoption in team.adoptions(p, PLAN, WORTH):
                    saved = adoption.saving(np.geomspace(1, 1e6, 50))
                    assert not np.isnan(saved).any(), f"{name} = {value}: {adoption.key}"
