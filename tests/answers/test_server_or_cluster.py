"""The page on one server or a cluster says what its calculators found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calculators import presets
from calculators.answers import server_or_cluster as page
from calculators.choices.server_vs_cluster_inputs import DataJobs, Machines
from calculators.core import paths
from calculators.evaluation import evaluate
from calculators.scenario import Scenario
from tests.said import drawn, holes, texts

P = DataJobs(data_gb=100.0, memory_per_byte=2.0, job_hours=2.0, jobs=10.0, server_gb=256.0,
             waiting_engineers=0.0)  # fmt: skip
CASES = {
    "as it is": {},
    "nobody timed": {"job_hours": None},
    "nothing runs": {"jobs": 0.0},
    "hardly any data": {"data_gb": 0.001},
    "more than any server holds": {"data_gb": 1e6},
    "that and nobody timed": {"data_gb": 1e6, "job_hours": None},
    "too slow": {"job_hours": 500.0, "jobs": 30.0},
    "all on one core": {"job_hours": 500.0, "serial_share": 1.0},
    "a cluster": {"machines": Machines.CLUSTER},
    "a large cluster": {"machines": Machines.CLUSTER, "data_gb": 1e6},
    "a cluster for nothing": {"machines": Machines.CLUSTER, "jobs": 0.0},
    "growing": {"data_added": 1000.0},
    "free": {"gb_hour_price": 0.0, "node_price": 0.0, "cluster_fixed": 0.0},
}


def on(**changed):
    return page.on_jobs(evaluate(replace(Scenario(), data_jobs=replace(P, **changed))))


def everything(o):
    tables = (page.servers_table, page.conditions_table, page.context_table)
    charts = drawn((page.cost_chart, page.hours_chart), o)
    return texts(page.answer(o), [make(o) for make in tables], charts)


def said(o):
    return "".join(part.text for part in page.answer(o).sentence)


def cells(table, row):
    return dict(zip(table.columns, table.rows[row], strict=True))


def test_not_yet_with_its_numbers():
    text = said(on())
    assert text.startswith("Not yet: a job over 100")
    assert "needs 200\u202fGB of memory and takes 2\u202fh on one server of 256\u202fGB" in text
    assert "What decides it: " in text
    assert "Measure next: " in text


def test_it_pays_where_no_server_holds_the_data():
    o = on(data_gb=1500.0)
    assert said(o).startswith("Pays: a job over 1.5\u202fTB needs 3\u202fTB of memory")
    assert "It has been so from 1\u202fTB of data on." in said(o)
    assert cells(page.conditions_table(o), 0)["Month"] == "already"
    assert page.servers_table(o).rows[0][3] == "does not fit"


def test_cannot_tell_what_nobody_timed():
    o = on(job_hours=None)
    assert said(o).startswith("Cannot tell")
    assert page.cost_chart(o, "light") is None
    assert page.answer(o).figures[2].value == "unknown"


def test_a_cluster_that_is_there_is_judged_too():
    assert said(on(machines=Machines.CLUSTER)).startswith("Not needed yet")
    assert said(on(machines=Machines.CLUSTER, data_gb=1500.0)).startswith("Keep it")


def test_the_ladder_by_hand():
    """512 GB: 2 x (0.1 + 0.9 / 2) = 1.1 h at 512 x 0.0077 = 3.94 USD: 4.34 USD."""
    row = cells(page.servers_table(on()), 1)
    assert row["A job takes"] == "1.1\u202fh"
    assert row["A job costs"] == "$4.34"
    assert row["Holds data up to"] == "256\u202fGB"


def test_the_outgrown_month_is_said():
    o = on(data_added=100.0)
    assert "not in this plan" not in page.answer(o).figures[1].note


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_in_words_whatever_is_entered(case):
    assert holes(everything(on(**CASES[case]))) == []


@pytest.mark.parametrize("times", [1.0, 100.0])
@pytest.mark.parametrize("key", presets.PLANS)
def test_the_examples_wait_and_a_hundredfold_pays(key, times):
    scenario = presets.PRESETS[key].scenario
    p, queries = scenario.data_jobs, scenario.demand.queries_per_month
    changes = {"data_jobs.data_gb": p.data_gb * times, "demand.queries_per_month": queries * times,
               "data_jobs.data_added": p.data_added * times}  # fmt: skip
    o = page.on_jobs(evaluate(paths.with_values(scenario, changes)))
    assert holes(everything(o)) == []
    text = said(o)
    assert text.startswith("Not yet" if times == 1 else "Pays")


def test_the_ladder_says_what_makes_a_server_the_cheapest():
    """Support: 3 h at 0.493 + 0.02 x 3,630 ÷ 40 an hour = 6.92 on 64 GB, 3.67 on 512 GB."""
    o = page.on_jobs(evaluate(presets.PRESETS["support"].scenario))
    table = page.servers_table(o)
    assert table.columns[-1] == "With waiting"
    costs = {row[0].partition(" · ")[0]: row[3:] for row in table.rows}
    assert costs["64\u202fGB"] == ["$1.48", "$6.92"]
    assert costs["512\u202fGB"] == ["$2.51", "$3.67"]
    servers = [row for row in table.rows if "Cluster" not in row[0]]
    least = min(servers, key=lambda row: float(row[4].removeprefix("$")))
    assert least[0].startswith("512")


def test_the_simpler_way_stands_beside_what_does_not_pay_yet():
    until = "Until then: rent a larger server by the hour, or read columns from disk. Measure next:"
    assert until in said(on())
    assert until.removesuffix(" Measure next:") in said(on(job_hours=None))
    for pays in (on(data_gb=1500.0), on(machines=Machines.CLUSTER)):
        assert "Until then" not in said(pays)
    kept = said(on(machines=Machines.CLUSTER, data_gb=1500.0))
    assert "Until then: fewer nodes." in kept


def support(**changed):
    """Support: 3 h of 30 GB on 64 GB, of which 10 % on one core; 0.3·d/3·0.1288 on 2 TB."""
    inputs = {f"data_jobs.{name}": value for name, value in changed.items()}
    scenario = paths.with_values(presets.PRESETS["support"].scenario, inputs)
    return page.on_jobs(evaluate(scenario))


def outgrown(o):
    figure = page.answer(o).figures[1]
    return plain(f"{figure.value} {figure.note}")


def plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("machines", Machines)
@pytest.mark.parametrize(
    ("changed", "slow", "month", "turns"),
    [
        pytest.param({"deadline_hours": 0.3}, "23.3 GB", "already", "from 23.3 GB; a cluster too",
                     id="0.386 h of 0.3 today: too slow from 30 · 0.3 / 0.386 GB"),
        pytest.param({"jobs": 700.0}, "81 GB", "Sep 2031", "from 81 GB; a cluster too",
                     id="730 / 700 = 1.04 h: 30 · 1.04 / 0.386 GB"),
        pytest.param({}, "621 GB", "not in this plan", "from 621 GB; a cluster too from 652 GB",
                     id="8 h: 30 · 8 / 0.386 GB"),
        pytest.param({"data_added": 100.0}, "621 GB", "Jun 2027",
                     "from 621 GB; a cluster too from 652 GB", id="550 GB in May, 661 in June"),
    ],
)  # fmt: skip
def test_figure_table_and_chart_say_from_where_the_largest_server_is_too_slow(
    changed, slow, month, turns, machines
):
    o = support(machines=machines, **changed)
    assert outgrown(o) == f"{slow} of data, by time: {month}"
    row = {name: plain(text) for name, text in cells(page.conditions_table(o), 1).items()}
    assert (row["Turns at"], row["Month"]) == (turns, month)
    reading = plain(page.hours_chart(o, "light").reading)
    assert f"the largest one ends too late from {slow}." in reading


def test_the_sentence_says_what_is_late_and_each_window_in_which_a_cluster_pays():
    windows = "pays from 621 to 652 GB and from 1.33 TB, beyond this plan."
    assert f"A cluster {windows}" in plain(said(support()))
    assert f"A cluster would be late too; it {windows}" in plain(
        said(support(data_gb=660.0, job_hours=66.0))
    )
    late = plain(said(support(deadline_hours=0.3)))
    assert "takes 23.2 minutes on the largest server and may take 18 minutes." in late
    assert "A cluster would be late too; it pays from 1.33 TB, beyond this plan." in late
    both = plain(said(support(jobs=700.0)))
    assert "From 81 GB even a cluster is too slow; it pays from 1.33 TB, beyond this plan." in both
    assert "It pays from 621 to 652 GB" in plain(said(support(data_gb=640.0, job_hours=64.0)))
    back = support(data_gb=640.0, job_hours=64.0, machines=Machines.CLUSTER)
    assert "Going back pays from 652 GB to 1.33 TB, " in plain(said(back))
    assert ", and up to 621 GB." in plain(said(back))


def test_a_month_in_which_both_are_late_is_said():
    """661 GB in June 2027: 8.51 h on the largest server, 8.1 on as many nodes as are taken."""
    assert any("From Jun\xa02027 on the largest server ends too late, and a cluster too." in note
               for note in page.answer(support(data_added=100.0)).notes)  # fmt: skip
    assert page.answer(support()).notes == []


@pytest.mark.parametrize("machines", Machines)
def test_data_that_fit_no_server_are_neither_timed_nor_priced_on_one(machines):
    """2 TB need 3 TB of memory; the largest server has 2."""
    o = support(data_gb=2000.0, machines=machines)
    memory, time, cost = (cells(page.conditions_table(o), row) for row in range(3))
    assert memory["Month"] == "already"
    assert (time["Today"], time["Left"]) == ("does not fit", "no server to compare")
    assert (cost["Allowed"], cost["Left"]) == ("does not fit", "no server to compare")
    figure = page.answer(o).figures[3]
    assert (figure.value, figure.unit) == (cost["Today"].removesuffix(" a month"), "a month")
    assert "What decides it: memory" in said(o)
    assert "ends in time." in page.hours_chart(o, "light").reading


def test_memory_turns_where_the_figure_says_whether_timed_or_not():
    """2 TB over 1.5 bytes a byte; the search from today's data ends far below it."""
    for o in (support(job_hours=None), support(data_gb=0.1)):
        assert plain(cells(page.conditions_table(o), 0)["Turns at"]) == "from 1.33 TB"
    assert outgrown(support(job_hours=None)).startswith("1.33 TB of data, by memory alone")
    nothing = support(jobs=0.0)
    assert outgrown(nothing) == "never no job runs"
    assert cells(page.conditions_table(nothing), 0)["Turns at"] == "nowhere: no job runs"
