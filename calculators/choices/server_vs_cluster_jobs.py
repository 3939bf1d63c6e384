"""A job over the data, on one server and on a cluster: memory, hours, machines and their bill."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.choices.server_vs_cluster_inputs import DataJobs
from calculators.core.business import Worth
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric
from calculators.core.units import (
    HOURS_PER_MONTH,
    HOURS_PER_WORK_WEEK,
    first,
    over_months,
    ratio_or_never,
    whole_up,
)

Floats = NDArray[np.float64]
SIZES = 24  # servers of a ladder, each twice the one before, that a scan looks at
NODES = 64  # steps of the cluster that a scan looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A job on some machines, and a month of such jobs."""

    machines: Numeric
    size_gb: Numeric  # memory of each
    hours: Numeric  # of one job
    bill: Numeric  # [USD/month]
    waiting: Numeric  # [weeks/month] of engineers


def planned_gb(p: DataJobs, plan: DemandPlan) -> Floats:
    """Return the data by month [GB]: data + added·Σ growth of the queries in the months before."""
    before = np.cumsum(plan.growth, axis=-1) - plan.growth
    planned: Floats = over_months(p.data_gb) + over_months(p.data_added) * before
    return planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a job over data of some sizes asks for; nothing where no job runs."""

    memory: Numeric  # [GB] at its peak
    work: Numeric  # [h] on the server used now
    allowed: Numeric  # [h] by when it must end


def job(p: DataJobs, data: Floats) -> Job:
    """Return memory = data·bytes a byte and W(d) = hours today·(d ÷ data today)^e.

    It must end by its deadline, and before the next one starts: 730 h ÷ jobs a month.
    """
    assert p.job_hours is not None
    jobs = over_months(p.jobs)
    runs = jobs > 0
    grown = np.power(data / over_months(p.data_gb), over_months(p.work_exponent))
    until_next = ratio_or_never(HOURS_PER_MONTH, jobs)
    return Job(
        memory=np.where(runs, data * over_months(p.memory_per_byte), 0.0),
        work=np.where(runs, over_months(p.job_hours) * grown, 0.0),
        allowed=np.minimum(over_months(p.deadline_hours), until_next),
    )


def hours_on(p: DataJobs, work: Numeric, size_gb: Numeric) -> Numeric:
    """Return W·(s + (1 − s)·server ÷ size): Amdahl's law, cores in proportion to memory."""
    serial = over_months(p.serial_share)
    return work * (serial + (1 - serial) * over_months(p.server_gb) / size_gb)


def hour_of_waiting(p: DataJobs, worth: Worth) -> Numeric:
    """Return what it costs that engineers wait for a job [USD/h]."""
    return over_months(p.waiting_engineers * worth.engineer_week_cost / HOURS_PER_WORK_WEEK)


def on_server(p: DataJobs, asked: Job, worth: Worth) -> Run:
    """Return the job on the cheapest server that holds the data and meets the deadline.

    Servers double from the one used now; where none is large enough, the largest one. With v an
    hour of waiting, (s + (1 − s)·server ÷ x)·(x·price + v) is least at x = √((1 − s)·server·v ÷
    (s·price)), and of all doublings at that nearest to x by ratio.
    """
    used, serial = over_months(p.server_gb), over_months(p.serial_share)
    shared = used * (1 - serial) * asked.work
    in_time = ratio_or_never(shared, asked.allowed - serial * asked.work)
    largest = over_months(p.largest_gb)
    waited = (1 - serial) * used * hour_of_waiting(p, worth)
    cheapest = np.sqrt(ratio_or_never(waited, serial * over_months(p.gb_hour_price)))
    cheapest = np.where(waited > 0, np.clip(cheapest, used, largest), used)
    needed = np.maximum(np.maximum(asked.memory, in_time), used)
    steps = np.maximum(whole_up(np.log2(needed / used)), np.rint(np.log2(cheapest / used)))
    size = np.minimum(used * np.exp2(steps), largest)
    return _month(p, hours_on(p, asked.work, size), 1.0, size, size * over_months(p.gb_hour_price))


def _month(p: DataJobs, hours: Numeric, machines: Numeric, size: Numeric, price: Numeric) -> Run:
    on = over_months(p.jobs) * hours
    waiting = on * over_months(p.waiting_engineers / HOURS_PER_WORK_WEEK)
    return Run(machines=machines, size_gb=size, hours=hours, bill=on * price, waiting=waiting)


def _shared_hours(p: DataJobs, asked: Job) -> Numeric:
    """Return what nodes share of a job, as hours of one node: (1 + coordination)·(1 − s)·W."""
    speed = (1 + p.overhead) * (1 - p.serial_share) * p.server_gb / p.node_gb
    return asked.work * over_months(speed)


def _alone_hours(p: DataJobs, asked: Job) -> Numeric:
    """Return start + s·W [h]: what no number of nodes shortens."""
    return over_months(p.start_hours) + over_months(p.serial_share) * asked.work


def _holding_nodes(p: DataJobs, asked: Job) -> Numeric:
    return np.maximum(asked.memory / over_months(p.node_gb), over_months(p.nodes))


def on_cluster(p: DataJobs, asked: Job, worth: Worth) -> Run:
    """Return the job on the cheapest nodes that hold the data and meet the deadline.

    hours = W·(s + (1 + coordination)·(1 − s)·server ÷ (nodes·node)) + start. Where no number of
    nodes meets the deadline, the most that are taken for it. The bill is that of the nodes alone.
    With waiting, √(shared·v ÷ (alone·price)) nodes cost least.
    """
    shared, alone = _shared_hours(p, asked), _alone_hours(p, asked)
    in_time = np.minimum(ratio_or_never(shared, asked.allowed - alone), over_months(p.most_nodes))
    most, waited = over_months(p.most_nodes), shared * hour_of_waiting(p, worth)
    cheapest = np.sqrt(ratio_or_never(waited, alone * over_months(p.node_price)))
    cheapest = np.where(waited > 0, np.minimum(cheapest, most), 1.0)
    nodes = whole_up(np.maximum(_holding_nodes(p, asked), np.maximum(in_time, cheapest)))
    price = nodes * over_months(p.node_price)
    return _month(p, alone + shared / nodes, nodes, over_months(p.node_gb), price)


def shortest_on_cluster(p: DataJobs, asked: Job) -> Numeric:
    """Return the hours of a job on as many nodes as are taken for a deadline."""
    nodes = np.maximum(_holding_nodes(p, asked), over_months(p.most_nodes))
    return _alone_hours(p, asked) + _shared_hours(p, asked) / nodes


def memory_margin(p: DataJobs, asked: Job) -> Numeric:
    """Return how much more memory a job needs than the largest server has [GB]."""
    return asked.memory - over_months(p.largest_gb)


def time_margin(p: DataJobs, asked: Job) -> Numeric:
    """Return by how much a job misses its deadline on the largest server [h].

    Where a cluster could not meet it either, it speaks for none: then the hours by which the
    cluster misses it count, as a minus.
    """
    late = hours_on(p, asked.work, over_months(p.largest_gb)) - asked.allowed
    return np.minimum(late, asked.allowed - shortest_on_cluster(p, asked))


def full_from(p: DataJobs) -> float:
    """Return the data from which a job fills the largest server: its memory ÷ bytes a byte [GB]."""
    return first(ratio_or_never(p.largest_gb, p.memory_per_byte)) if first(p.jobs) > 0 else np.inf


def slow_from(p: DataJobs) -> float:
    """Return the data from which a job on the largest server ends too late [GB].

    data today·(allowed ÷ hours of today's job there)^(1/e), whether it fits or not. Where the work
    does not grow with the data (e = 0) every size is late, from 0 on, or none is.
    """
    asked = job(p, over_months(p.data_gb))
    took = hours_on(p, asked.work, over_months(p.largest_gb))
    with np.errstate(over="ignore"):
        grown = np.power(ratio_or_never(asked.allowed, took), ratio_or_never(1.0, p.work_exponent))
    return first(p.data_gb * grown)


def edges(p: DataJobs, worth: Worth) -> list[float]:
    """Return the data sizes at which a larger server, or one more node, is taken [GB]."""
    used, serial = p.server_gb, p.serial_share
    sizes = np.minimum(used * np.exp2(np.arange(SIZES)), p.largest_gb)
    counts = np.unique(np.minimum(p.nodes + np.arange(NODES), np.maximum(p.most_nodes, p.nodes)))
    allowed = first(job(p, np.ones(1)).allowed)
    shared = np.asarray((1 + p.overhead) * (1 - serial) * used / (counts * p.node_gb))
    left = first(np.maximum(allowed - p.start_hours, 0.0))
    by_time = np.concatenate([
        np.ravel(ratio_or_never(allowed, serial + (1 - serial) * used / sizes)),
        np.ravel(ratio_or_never(left, serial + shared)),
        _cheapest_from(p, worth, counts),
    ])  # fmt: skip
    with np.errstate(over="ignore"):  # so far away that no scale reaches it
        at = p.data_gb * np.power(by_time / p.job_hours, ratio_or_never(1.0, p.work_exponent))
    held = np.concatenate([sizes, counts * p.node_gb]) / p.memory_per_byte
    found = np.concatenate([held, at])
    return [float(x) for x in np.unique(found[np.isfinite(found) & (found > 0)])]


def _cheapest_from(p: DataJobs, worth: Worth, counts: Floats) -> Floats:
    """Return the work from which more nodes than these cost less, as engineers wait [h].

    counts² = shared·v ÷ (alone·price), with shared and alone as for the work W.
    """
    speed = (1 + p.overhead) * (1 - p.serial_share) * p.server_gb / p.node_gb
    waited = speed * first(hour_of_waiting(p, worth))
    paid = np.square(counts) * p.node_price
    found: Floats = np.asarray(ratio_or_never(paid * p.start_hours, waited - paid * p.serial_share))
    return found
