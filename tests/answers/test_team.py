"""Team says what people cost, what one more does to the runway, and whether they are enough."""

from __future__ import annotations

import numpy as np
import pytest

from calculators.answers import team, team_facts
from calculators.core import words
from calculators.core.business import EngineerTime
from calculators.core.inputs import YesNo
from calculators.core.paths import with_values
from calculators.evaluation import evaluate
from calculators.fixed.team_inputs import Hire, Kind, Recruiting, Role
from calculators.presets import KEYS, PRESETS
from calculators.scenario import Scenario
from tests.said import drawn, holes, texts

# Ten engineers at 120,000, nobody leaves, nothing on top: 100,000 a month, for ever.
PLAIN = {
    "team.roles": (Role(people=10.0, salary=120_000.0, tools=0.0),),
    "team.loaded_factor": 1.0,
    "team.attrition_per_year": 0.0,
    "team.cost_per_hire": 0.0,
    "team.interview_hours": 0.0,
}
# Nothing else is paid and nothing earned: the runway is cash over the team's cost.
ALONE = PLAIN | {
    "demand.queries_per_month": 0.0,
    "demand.customers": 0.0,
    "business.cash": 1_200_000.0,
    "business.other_fixed_costs": 0.0,
    "services.rows.0.price_per_gpu_hour": 0.0,
    "operations.monthly_amount": 0.0,
    "training.monthly_amount": 0.0,
    "hardware.monthly_amount": 0.0,
    "bandwidth.monthly_amount": 0.0,
}


def plan(**values):
    return evaluate(with_values(Scenario(), values))


def everything(e):
    tables = (team.departure_table(e), team.time_table(e), team.roles_table(e),
              team.levers_table(e))  # fmt: skip
    charts = drawn((team.need_chart, team.month_chart), e)
    assert all(len(trace["x"]) <= 300 for chart in charts for trace in chart.figure["data"])
    title, subtitle, shares = team.departure_bar(e)
    assert not shares or sum(s.share for s in shares) == pytest.approx(1.0)
    found = texts(team.answer(e), tables, charts)
    return [*found, title, subtitle, *(text for s in shares for text in (s.name, s.size))]


CASES = {
    "as it comes": {},
    "plain": PLAIN,
    "nobody": {"team.roles": ()},
    "nobody yet": {"team.roles": (), "team.hires": (Hire(month=4.0),)},
    "no engineers": {"team.roles": (Role(kind=Kind.OTHER),)},
    "unpaid": {"team.roles": (Role(salary=0.0, tools=0.0),)},
    "one amount": {"team.monthly_amount": 50_000.0},
    "nothing as one amount": {"team.monthly_amount": 0.0},
    "everybody leaves": {"team.attrition_per_year": 1.0, "team.contagion": 0.99},
    "by an agency": {"team.recruiting": Recruiting.AGENCY},
    "a lever used": {
        "team.investment": YesNo.YES,
        "team.documentation": YesNo.YES,
        "team.tooling": YesNo.YES,
        "team.wrangling_share": 0.4,
    },
    "nothing but wrangling": {"team.wrangling_share": 1.0},
    "fully mature": {"team.maturity": 1.0},
    "no further maturity": {"team.next_maturity": 0.0},
    "too few at any number": {"team.base_engineers": 50.0},
    "too many kinds": {"demand.kinds": 1e6},
    "kinds come": {"demand.kinds_added": 20.0},
    "no queries": {"demand.queries_per_month": 0.0},
    "no cash": {"business.cash": 0.0},
    "huge cash": {"business.cash": 1e12},
    "already profitable": {"business.revenue_per_customer": 1e5},
    "time is paid": {"worth.engineer_time": EngineerTime.PAID},
    "many rows": {
        "team.roles": tuple(Role(name=f"Role {i}") for i in range(200)),
        "team.hires": tuple(Hire(month=float(1 + i % 60)) for i in range(200)),
    },
    "does not fit": {"services.rows.0.parameters": 1000.0, "services.rows.0.memory_gb": 8.0},
}


@pytest.mark.parametrize("case", CASES)
def test_every_plan_has_words(case):
    e = plan(**CASES[case])
    found = everything(e)
    assert holes(found) == []
    assert not any("Kind." in text for text in found)
    said = team.answer(e)
    assert len(said.figures) == 4
    assert all(0 < len(figure.value) <= 8 for figure in said.figures)
    assert all(len(figure.note) <= 30 for figure in said.figures)


@pytest.mark.parametrize("key", KEYS)
def test_every_example_has_words(key):
    e = evaluate(PRESETS[key].scenario)
    assert holes(everything(e)) == []
    text = "".join(part.text for part in team.answer(e).sentence)
    assert "What decides it:" in text
    assert "Measure next:" in text


def test_one_more_engineer_by_hand():
    """1.2 M over 100,000 a month are 12 months; over 110,000 they are 10.9: 1.1 less."""
    e = plan(**ALONE)
    assert e.runway.months == pytest.approx(12)
    more = team_facts.one_more(e)
    assert more.monthly == pytest.approx(10_000)
    assert more.months == pytest.approx(1_200_000 / 110_000 - 12)
    figure = team.answer(e).figures[3]
    assert (figure.value, figure.unit) == ("1.1", "mo less")
    assert "$10k a month" in figure.note


def test_one_more_engineer_is_the_plan_with_a_hire():
    """Whatever stands on the rows: the same months as the plan evaluated again."""
    base = with_values(PRESETS["support"].scenario, {"worth.engineer_time": EngineerTime.BOUGHT})
    before = evaluate(base)
    more = team_facts.one_more(before)
    pay = team_facts.pay_of(before)
    hire = Hire(
        month=1.0,
        salary=float(pay.engineer_salaries[0] / pay.engineers[0]),
        tools=float(pay.tools[0] / pay.people[0]),
    )
    after = evaluate(with_values(base, {"team.hires": (hire,)}))
    assert more.months == pytest.approx(float(after.runway.months - before.runway.months))


def test_nobody_has_no_average_pay_and_cannot_leave():
    """The first engineer is taken at the declared 133,080 / 0.705 / 12 + 200 = 15,931."""
    values = {"team.roles": (), "team.attrition_per_year": 0.0}
    e = plan(**values)
    assert team_facts.one_more(e).monthly == pytest.approx(133_080 / 0.705 / 12 + 200)
    assert team.answer(e).figures[1].value == "none"
    assert team.departure_bar(e)[2] == []


def test_interviews_of_one_more_count_by_the_rule():
    """A search of 40 h x 10 interviewers is 10 weeks: 36,300 more, a third of a month."""
    values = ALONE | {"team.interview_hours": 40.0, "team.interviewers": 10.0}
    more = team_facts.one_more(plan(**values))
    assert more.months == more.months_if_bought
    assert more.months_if_bought == pytest.approx((1_200_000 - 36_300) / 110_000 - 12)
    assert more.months_in_cash_alone == pytest.approx(1_200_000 / 110_000 - 12)
    paid = plan(**values, **{"worth.engineer_time": EngineerTime.PAID})
    assert team_facts.one_more(paid).months == pytest.approx(more.months_in_cash_alone)


def test_the_cost_is_that_of_the_plan():
    e = plan(**ALONE)
    said = team.answer(e)
    assert said.figures[0].value == "$100k"
    assert said.figures[0].note == "10\xa0engineers, 0 other"
    assert "".join(part.text for part in said.sentence).startswith(
        "The team costs $100k a month, 100\u202f% of all that goes out"
    )


def test_an_amount_is_said_to_replace_the_rows():
    e = plan(**{"team.monthly_amount": 50_000.0})
    said = team.answer(e)
    assert said.figures[0].value == "$50k"
    assert said.notes[0].startswith("One amount is entered, $50k a month; the inputs below do ")
    assert "clear the amount" in "".join(part.text for part in said.sentence)


def test_interviews_are_said_by_both_rules():
    e = plan(**{"team.interview_hours": 100.0, "team.interviewers": 4.0})
    note = next(n for n in team.answer(e).notes if n.startswith("Interviews take"))
    assert "if their time is bought, nothing in cash alone" in note


def test_published_percentages_are_a_check_and_never_added():
    """21 % of 120,000 = 25,200."""
    e = plan(**PLAIN)
    note = next(n for n in team.answer(e).notes if n.startswith("As a check"))
    assert "$25.2k" in note
    assert "never added" in note
    gross = [row[1] for row in team.departure_table(e).rows if row[0].startswith("Gross")]
    assert gross == [team.answer(e).figures[1].value]


def test_a_departure_by_part_sums_to_its_gross():
    e = plan()
    found = team_facts.departure_of(e)
    parts = (found.fee, found.interviews, found.vacancy, found.ramp, found.knowledge)
    assert sum(parts) == pytest.approx(found.gross)
    assert found.gross - found.saved == pytest.approx(found.net)


def marks(chart):
    return [trace["name"] for trace in chart.figure["data"] if trace.get("mode") == "markers"]


def test_the_crossing_of_need_and_rows_is_marked():
    """10 on the rows, base 2, no load: (10 − 2)/0.5 = 16 = (k/4)^2, so 16 kinds; at 0.75 22.6."""
    values = PLAIN | {
        "demand.kinds": 8.0,
        "team.base_engineers": 2.0,
        "team.maturity": 0.5,
        "team.next_maturity": 0.75,
        "team.kinds_per_engineer": 4.0,
        "team.kinds_exponent": 2.0,
        "team.volume_engineers": 0.0,
        "team.peak_engineers": 0.0,
    }
    e = plan(**values)
    assert team_facts.carried(e, 0.5) == pytest.approx(16)
    assert team_facts.carried(e, 0.75) == pytest.approx(4 * 32**0.5)
    chart = team.need_chart(e)
    assert chart.title.startswith("10\xa0engineers carry 16\xa0kinds at a maturity of 50")
    assert "22.6 at 75" in chart.title
    assert marks(chart).count("break_even") == 2
    assert marks(chart).count("here") == 1
    names = list(chart.columns)
    assert any("Maturity 50" in name for name in names)
    assert any("Maturity 75" in name for name in names)


def test_the_month_in_which_the_rows_no_longer_suffice_is_marked_and_noted():
    """One kind more a month from 8: 17 kinds, the first above 16, in month 10."""
    values = PLAIN | {
        "demand.kinds": 8.0,
        "demand.kinds_added": 1.0,
        "team.base_engineers": 2.0,
        "team.maturity": 0.5,
        "team.kinds_per_engineer": 4.0,
        "team.kinds_exponent": 2.0,
        "team.volume_engineers": 0.0,
        "team.peak_engineers": 0.0,
        "business.start_month": "2027-01",
    }
    e = plan(**values)
    assert team_facts.short_from(e) == 10
    assert team.month_chart(e).title.startswith("From Oct\u00a02027 the rows no longer hold")
    assert "break_even" in marks(team.month_chart(e))
    assert any("add hires, or invest in maturity" in note for note in team.answer(e).notes)
    hired = plan(**values, **{"team.hires": (Hire(month=9.0, people=400.0),)})
    assert team_facts.short_from(hired) == np.inf
    assert "break_even" not in marks(team.month_chart(hired))


def test_the_pace_by_hand():
    """10 engineers, 12 % leave, 73 days: 0.24 vacant, nothing else, 9.76 left.

    8 releases a month come from 9.76: 0.24/9.76 of them are lost. 4 weeks to a customer are
    0.24/10 longer: 0.672 days. 100 customers x 6 % x 400 a month: 2,400 x 0.096/4.345 weeks.
    """
    values = PLAIN | {
        "team.attrition_per_year": 0.12,
        "team.vacancy_days": 73.0,
        "team.ramp_months": 0.0,
        "team.relearned_weeks": 0.0,
        "team.single_owner_parts": 0.0,
    }
    found = team_facts.pace(plan(**values), "vacant")
    assert found.engineers == pytest.approx(0.24)
    assert found.releases == pytest.approx(8 * 0.24 / 9.76)
    assert found.delay_days == pytest.approx(0.672)
    assert found.delay_cost == pytest.approx(2_400 * 0.096 / (365 / 7 / 12))


def test_unknown_wrangling_is_unknown_and_not_nothing():
    rows = {row[0]: row[1:] for row in team.time_table(plan()).rows}
    assert rows["Wrangling data"] == ["unknown"] * 4
    known = {r[0]: r[1:] for r in team.time_table(plan(**{"team.wrangling_share": 0.0})).rows}
    assert known["Wrangling data"] == ["none"] * 4


def test_who_is_paid_is_ordered_by_cost_and_hires_name_their_month():
    """1 at 240,000 costs 20,000; 2 at 60,000 cost 10,000; the hire 5,000 a month later."""
    rows = (
        Role(name="Two", people=2.0, salary=60_000.0, tools=0.0),
        Role(name="One", salary=240_000.0, tools=0.0),
    )
    hire = Hire(name="Later", month=3.0, salary=60_000.0, tools=0.0)
    table = team.roles_table(plan(**PLAIN | {"team.roles": rows, "team.hires": (hire,)}))
    assert [row[0].partition(" ")[0] for row in table.rows] == ["One", "Two", "Later"]
    assert [row[4] for row in table.rows] == ["$20k", "$10k", "$5k"]
    assert [row[1] for row in table.rows] == ["today", "today", "Feb\u00a02027"]
    assert [row[5] for row in table.rows] == ["66.7\u202f%", "33.3\u202f%", "later"]


def test_the_levers_of_the_page_are_those_of_the_team():
    e = plan(**{"team.wrangling_share": 0.2})
    names = {row[0].partition(" · ")[0] for row in team.levers_table(e).rows}
    assert names == {
        "Invest in maturity",
        "Document what people know",
        "Tools for data",
        "Recruiting by an agency",
    }
    adopted = plan(**CASES["a lever used"])
    assert {row[0].partition(" · ")[0] for row in team.levers_table(adopted).rows} == {
        "Recruiting by an agency"
    }


def test_a_year_of_departures_takes_what_the_notes_say_a_month():
    """Support: 13 % of 730 k of salaries x 1.418, vacant 62 of 365 days: 22.8 k a year."""
    e = evaluate(PRESETS["support"].scenario)
    p, year = e.scenario.team, team_facts.departures_of(e)
    salaries = sum(post.people * post.salary for post in p.roles)
    by_hand = 0.13 * p.vacancy_days / 365 * salaries * p.loaded_factor
    assert year.saved == pytest.approx(by_hand)
    assert year.value_lost / 12 == pytest.approx(team_facts.lost_a_month(e))
    rows = {row[0].partition(" · ")[0]: row[2] for row in team.departure_table(e).rows}
    note = next(n for n in team.answer(e).notes if "are expected to leave" in n)
    assert rows["Salary saved while vacant"] == f"saves {words.money(by_hand)}"
    assert f"save {words.money(by_hand / 12)} of salary a month" in note
    assert f"work worth {words.money(year.value_lost / 12)} a month" in note


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"team.attrition_per_year": 0.0}, "3 are left to work; time spent wrangling data is unkn"),
        ({"team.attrition_per_year": 0.0, "team.wrangling_share": 0.25},
         "2.25 are left to work: wrangling data takes the rest."),
        ({"team.attrition_per_year": 0.5, "team.wrangling_share": 0.25},
         "vacancies, new colleagues below full speed, interviews, relearning and wrangling data "
         "take the rest."),
    ],
)  # fmt: skip
def test_only_what_takes_time_is_said_to_take_it(changes, expected):
    three = {"team.roles": (Role(people=3.0),), "team.hires": ()}
    e = evaluate(with_values(Scenario(), {**three, **changes}))
    reading = team.month_chart(e, "light").reading
    assert expected in reading
    assert reading.startswith("Of 3")


def test_one_more_engineer_leaves_a_runway_beyond_the_plan_there_whether_or_not_cash_falls():
    # 120,000,000 for 100,000 a month lasts 1,200 months; cash falls in each of them
    e = plan(**ALONE | {"business.cash": 1.2e8})
    assert not e.runway.alive
    text = " ".join(texts(team.answer(e)))
    assert "One more engineer costs $10k a month and leaves the runway beyond 60 months." in text


def test_releases_lost_are_unknown_where_nobody_is_left_to_ship_any():
    # each leaves once a year and is missed for two: every post is vacant
    leaving = {"team.attrition_per_year": 1.0, "team.vacancy_days": 730.0}
    rows = {row[0]: row for row in team.time_table(plan(**PLAIN | leaving)).rows}
    assert rows["Left to work"][1] == "0"
    assert rows["Posts that are vacant"][1:3] == ["10", "unknown"]
    assert rows["Interviews"][1:3] == ["none", "none"]


def test_without_engineers_no_departure_is_an_engineers_and_no_wrangling_is_counted():
    sales = Role(name="Sales", people=3.0, salary=60_000.0, kind=Kind.OTHER)
    e = plan(**PLAIN | {"team.roles": (sales,)})
    assert team.departure_table(e).subtitle.startswith("One person on average pay; ")
    assert team.departure_bar(e)[1].startswith("One person on average pay. ")
    assert "wrangling data in one week" not in " ".join(texts(team.answer(e)))
    nobody = team.departure_table(plan(**PLAIN | {"team.roles": ()}))
    assert {tuple(row[1:]) for row in nobody.rows} == {("none", "none")}
