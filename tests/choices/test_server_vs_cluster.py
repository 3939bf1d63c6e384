"""One server or a cluster: jobs by hand, Amdahl's law, three conditions, and what never moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.choices import server_vs_cluster as topic
from calculators.choices import server_vs_cluster_jobs as jobs
from calculators.choices.server_vs_cluster_inputs import DataJobs, Machines
from calculators.core.business import Worth
from calculators.core.decision import Verdict
from calculators.core.demand import Demand, demand_plan
from calculators.core.inputs import InputError
from calculators.evaluation import evaluate
from calculators.scenario import Scenario

PLAIN = DataJobs(
    data_gb=100.0, memory_per_byte=1.0, job_hours=10.0, jobs=10.0, serial_share=0.2,
    server_gb=128.0,
    largest_gb=1024.0, gb_hour_price=0.01, nodes=4.0, node_gb=128.0, node_price=1.28,
    start_hours=0.0, overhead=0.0, cluster_fixed=0.0, deadline_hours=70.0, waiting_engineers=0.0,
)  # fmt: skip
WORTH = Worth()
STILL = demand_plan(Demand(customers_gained=0.0, customers_lost=0.0, usage_growth=0.0))


def at(p: DataJobs, gb: float) -> jobs.Job:
    return jobs.job(p, np.array([gb]))


def decided(p: DataJobs):
    return evaluate(replace(Scenario(), data_jobs=p)).decisions_on("data_jobs")[0]


# --- by hand ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gb", "size", "hours"),
    [
        pytest.param(100.0, 128.0, 10.0, id="100 GB fit 128: W = 10 h"),
        pytest.param(200.0, 256.0, 12.0, id="200 GB take 256: 20 h x (0.2 + 0.8 / 2) = 12 h"),
        pytest.param(300.0, 512.0, 12.0, id="300 GB take 512: 30 h x (0.2 + 0.8 / 4) = 12 h"),
        pytest.param(9000.0, 1024.0, 270.0, id="9 TB: the largest, 900 h x (0.2 + 0.8 / 8)"),
    ],
)
def test_the_smallest_server_that_holds_the_data(gb, size, hours):
    run = jobs.on_server(PLAIN, at(PLAIN, gb), WORTH)
    assert run.size_gb == pytest.approx(size)
    assert run.hours == pytest.approx(hours)
    assert run.bill == pytest.approx(10 * hours * size * 0.01)


def test_a_larger_server_is_taken_for_the_deadline_alone():
    """10 h x (0.2 + 0.8 / 2) = 6 h on 256 GB; 128 GB would take 10 of the 7 h allowed."""
    p = replace(PLAIN, deadline_hours=7.0)
    run = jobs.on_server(p, at(p, 100.0), WORTH)
    assert run.size_gb == 256.0
    assert run.hours == pytest.approx(6.0)


@pytest.mark.parametrize("waiting", [0.001, 0.01, 0.1, 1.0, 20.0])
def test_the_server_and_the_nodes_cost_least_with_the_waiting(waiting):
    """Against every server of the ladder, and every number of nodes up to 64."""
    p = replace(PLAIN, waiting_engineers=waiting, start_hours=0.2)
    job, hour = at(p, 100.0), waiting * WORTH.engineer_week_cost / 40
    sizes = 128.0 * np.array([1, 2, 4, 8])
    all_sizes = jobs.hours_on(p, job.work, sizes) * (sizes * 0.01 + hour)
    run = jobs.on_server(p, job, WORTH)
    assert run.hours * (run.size_gb * 0.01 + hour) == pytest.approx(all_sizes.min())
    nodes = np.arange(4, 65)
    every = (10 * (0.2 + 0.8 / nodes) + 0.2) * (nodes * 1.28 + hour)
    run = jobs.on_cluster(p, job, WORTH)
    assert run.hours * (run.machines * 1.28 + hour) == pytest.approx(every.min(), rel=0.02)


@pytest.mark.parametrize(
    ("nodes", "hours"),
    [
        pytest.param(1, 10.0, id="one node as large as the server: 10 h"),
        pytest.param(4, 4.0, id="10 x (0.2 + 0.8 / 4) = 4 h"),
        pytest.param(8, 3.0, id="10 x (0.2 + 0.8 / 8) = 3 h"),
    ],
)
def test_a_cluster_without_coordination_is_amdahls_law(nodes, hours):
    p = replace(PLAIN, nodes=float(nodes))
    run = jobs.on_cluster(p, at(p, 100.0), WORTH)
    assert run.hours == pytest.approx(hours)
    assert run.bill == pytest.approx(10 * hours * nodes * 1.28)


def test_coordination_and_start_by_hand():
    """10 x (0.2 + 1.5 x 0.8 / 4) + 0.5 = 5.5 h."""
    p = replace(PLAIN, overhead=0.5, start_hours=0.5)
    assert jobs.on_cluster(p, at(p, 100.0), WORTH).hours == pytest.approx(5.5)


def test_nodes_grow_with_memory_and_with_the_deadline():
    """1,000 GB / 128 = 7.8: 8 nodes; in 4 h: 8 h shared / (4 - 2) = 4 nodes, in 3 h 8 nodes."""
    assert jobs.on_cluster(PLAIN, at(PLAIN, 1000.0), WORTH).machines == 8
    fast = replace(PLAIN, deadline_hours=3.0, nodes=1.0)
    assert jobs.on_cluster(fast, at(fast, 100.0), WORTH).machines == 8


def test_a_job_must_end_before_the_next_one_starts():
    """73 jobs a month: 730 / 73 = 10 h, below the deadline of 70 h."""
    p = replace(PLAIN, jobs=73.0)
    assert at(p, 100.0).allowed == pytest.approx(10.0)


def test_the_line_by_hand():
    """Server 10 x 10 h x 1.28 = 128 USD; cluster 10 x 4 h x 4 x 1.28 = 204.8; 76.8 more."""
    p = replace(PLAIN, machines=Machines.CLUSTER, data_added=0.0, cluster_fixed=3.2)
    line = topic.cost_line(p, STILL, WORTH)
    np.testing.assert_allclose(line.cash, 80.0)
    np.testing.assert_allclose(line.weeks, p.upkeep_time + p.debugging_time)


def test_waiting_engineers_by_hand():
    """Free machines: 10 x (2.5 - 3 h) x 2 people / 40 h = -0.25 weeks beside one of upkeep.

    1,024 GB: 10 x (0.2 + 0.8 / 8) = 3 h; 16 nodes: 10 x (0.2 + 0.8 / 16) = 2.5 h.
    """
    p = replace(PLAIN, waiting_engineers=2.0, upkeep_time=0.5, debugging_time=0.5,
                gb_hour_price=0.0, node_price=0.0, most_nodes=16.0)  # fmt: skip
    assert topic.difference(p, WORTH, np.array([100.0])).weeks == pytest.approx(1.0 - 0.25)


def test_data_follow_the_queries():
    """100, + 10, + 10 x 1.1: month 3 has 121 GB."""
    grown = demand_plan(Demand(customers_gained=0.1, customers_lost=0.0, usage_growth=0.0))
    planned = jobs.planned_gb(replace(PLAIN, data_added=10.0), grown)
    np.testing.assert_allclose(planned[:3], [100.0, 110.0, 121.0])


# --- the decision -------------------------------------------------------------------------------


def test_nothing_is_paid_on_one_server():
    line = topic.cost_line(PLAIN, STILL, WORTH)
    assert not any(np.any(getattr(line, f)) for f in ("cash", "accounting", "weeks", "cloud"))


@pytest.mark.parametrize("machines", Machines)
@pytest.mark.parametrize("p", [PLAIN, DataJobs(), replace(PLAIN, data_gb=5000.0, jobs=60.0)])
def test_saving_today_is_the_difference_of_the_lines(p, machines):
    p = replace(p, machines=machines)
    (found,) = topic.adoptions(p, STILL, WORTH)
    then = replace(p, machines=found.changes["data_jobs.machines"])
    lines = [topic.cost_line(one, STILL, WORTH) for one in (p, then)]
    paid = [line.cash[0] + line.weeks[0] * WORTH.engineer_week_cost for line in lines]
    assert found.saving(np.array([p.data_gb]))[0] == pytest.approx(paid[0] - paid[1])


@pytest.mark.parametrize(
    ("changed", "slow", "full"),
    [
        pytest.param({}, 200.0, 1024.0, id="0.3 W = 6 h at W = 20 h: twice the 100 GB of 10 h"),
        pytest.param({"work_exponent": 2.0}, 100 * 2**0.5, 1024.0, id="10 (d / 100)^2 = 20 h"),
        pytest.param({"jobs": 365.0}, 100 / 1.5, 1024.0, id="730 / 365 = 2 h: W = 6.67 h"),
        pytest.param({"work_exponent": 0.0}, np.inf, 1024.0, id="3 h whatever the data"),
        pytest.param({"work_exponent": 0.0, "job_hours": 21.0}, 0.0, 1024.0, id="6.3 h always"),
        pytest.param({"memory_per_byte": 2.0}, 200.0, 512.0, id="two bytes a byte"),
        pytest.param({"jobs": 0.0}, np.inf, np.inf, id="no job"),
    ],
)
def test_the_largest_server_is_too_slow_and_too_small_from_sizes_by_hand(changed, slow, full):
    p = replace(PLAIN, **{"deadline_hours": 6.0, **changed})
    assert jobs.slow_from(p) == pytest.approx(slow)
    assert jobs.full_from(p) == pytest.approx(full)


@pytest.mark.parametrize("side", [0.999, 1.001])
def test_memory_turns_the_verdict_at_its_crossing(side):
    """1,024 GB of memory over 1 byte a byte: 1,024 GB of data."""
    found = decided(replace(PLAIN, data_gb=1024.0 * side, job_hours=1.0, data_added=0.0))
    assert found.verdict == (Verdict.PAYS if side > 1 else Verdict.NOT_YET)
    turn = next(t for t in found.turns if t.condition == "memory")
    assert turn.crossing.value == pytest.approx(1024.0, rel=1e-6)


def test_time_turns_it_where_a_cluster_ends_in_time_and_the_largest_server_does_not():
    """On 1,024 GB W x 0.3 = 6 h at W = 20 h; 16 nodes: W x (0.2 + 0.8 / 16) = 6 h at W = 24 h."""
    p = replace(PLAIN, deadline_hours=6.0, data_gb=100.0, job_hours=2.5, most_nodes=16.0)
    turns = [t for t in decided(p).turns if t.condition == "time"]
    assert [t.crossing.direction for t in turns] == [1, -1]
    values = [t.crossing.value for t in turns]
    np.testing.assert_allclose(values, [800.0, 960.0], rtol=1e-6)


def test_the_month_in_which_the_data_outgrow_the_largest_server():
    """100 + 100 a month > 1,024 in month 11 (1,100 GB)."""
    quiet = Demand(customers_gained=0.0, customers_lost=0.0, usage_growth=0.0)
    p = replace(PLAIN, data_added=100.0, job_hours=0.5)
    found = evaluate(replace(Scenario(), demand=quiet, data_jobs=p)).decisions_on("data_jobs")[0]
    assert next(t.month for t in found.turns if t.condition == "memory") == 11


def test_cannot_tell_until_a_job_was_timed():
    found = decided(replace(PLAIN, job_hours=None))
    assert found.verdict == Verdict.CANNOT_TELL
    assert "hours of a job" in found.unknown


def test_going_back_needs_every_condition():
    cluster = replace(PLAIN, machines=Machines.CLUSTER)
    assert decided(cluster).verdict == Verdict.PAYS
    assert decided(replace(cluster, data_gb=2000.0)).verdict == Verdict.NOT_YET


@given(
    jobs_a_month=st.floats(0.0, 1e6), hours=st.floats(0.001, 1e5), serial=st.floats(0.0, 1.0),
    coordination=st.floats(0.0, 100.0), exponent=st.floats(0.0, 3.0),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_larger_data_never_move_memory_back_and_nothing_is_no_number(
    jobs_a_month, hours, serial, coordination, exponent
):
    p = replace(PLAIN, jobs=jobs_a_month, job_hours=hours, serial_share=serial,
                overhead=coordination, work_exponent=exponent)  # fmt: skip
    gb = np.geomspace(0.01, 1e7, 60)
    asked = jobs.job(p, gb)
    assert np.all(np.diff(jobs.memory_margin(p, asked)) >= 0)
    for found in (jobs.time_margin(p, asked), topic.difference(p, WORTH, gb).cash,
                  topic.difference(p, WORTH, gb).weeks):  # fmt: skip
        assert np.all(np.isfinite(found))
    assert np.all(np.isfinite(jobs.edges(p, WORTH)))


@given(gb=st.floats(0.01, 1e7), hours=st.floats(0.001, 1e5))
@settings(max_examples=25, deadline=None)
def test_without_jobs_a_cluster_is_never_taken(gb, hours):
    found = decided(replace(PLAIN, jobs=0.0, data_gb=gb, job_hours=hours))
    assert found.verdict == Verdict.NEVER
    assert len(found.turns) == 0


@given(gb=st.floats(1.0, 1e4), hours=st.floats(0.01, 500.0), waiting=st.floats(0.0, 5.0))
@settings(max_examples=20, deadline=None)
def test_every_crossing_of_the_cost_separates_two_signs(gb, hours, waiting):
    p = replace(PLAIN, data_gb=gb, job_hours=hours, waiting_engineers=waiting)
    (found,) = topic.adoptions(p, STILL, WORTH)
    e = evaluate(replace(Scenario(), data_jobs=p))
    months, work = WORTH.payback_months, p.setup_weeks * WORTH.engineer_week_cost
    for turn in e.decisions_on("data_jobs")[0].turns:
        if turn.condition == "cost":
            x = turn.crossing.value * np.array([1 - 1e-6, 1 + 1e-6])
            below, above = months * found.saving(x) - work
            assert (above > below) == (turn.crossing.direction > 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"server_gb": 4000.0}, "Largest single server: 1024 GB is below"),
        ({"job_hours": None, "machines": Machines.CLUSTER}, "enter 0.001 to 100k h"),
        ({"serial_share": 1.2}, "Share that runs on one core: 120 % is not in 0 to 100 %"),
    ],
)
def test_what_contradicts_is_refused_in_words(wrong, said):
    with pytest.raises(InputError, match=said):
        replace(PLAIN, **wrong)


def test_draws_equal_scalars():
    p = replace(PLAIN, machines=Machines.CLUSTER)
    many = replace(p, job_hours=np.array([1.0, 10.0, 40.0]), data_gb=np.array([50.0, 100.0, 3e3]))
    together = topic.cost_line(many, STILL, WORTH)
    for i in range(3):
        one = replace(p, job_hours=float(many.job_hours[i]), data_gb=float(many.data_gb[i]))
        alone = topic.cost_line(one, STILL, WORTH)
        np.testing.assert_allclose(together.cash[i], alone.cash)
        np.testing.assert_allclose(together.weeks[i], alone.weeks)
