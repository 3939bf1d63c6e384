"""One server or a cluster: what jobs over the data cost, and when they outgrow a server.

The server is part of what the plan holds elsewhere (Training, or other fixed costs); the line of
this topic is what a cluster costs beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculators.choices import server_vs_cluster_jobs as jobs
from calculators.choices.server_vs_cluster_inputs import DataJobs, Machines
from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.decision import Condition, Needs, Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric, pick
from calculators.core.units import over_months

Floats = NDArray[np.float64]
PAGE = "data_jobs"
NEAR = 0.8  # of the largest server: the peak at which to look again
MEMORY, TIME, COST = "memory", "time", "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a cluster asks for beyond the server that it replaces."""

    cash: Numeric  # [USD/month]
    weeks: Numeric  # [weeks/month]


def cost_line(p: DataJobs, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return what the cluster costs beyond the server, by month; nothing on one server."""
    line: CostLine = pick(p.machines, {
        Machines.SINGLE: lambda: bills(plan, cash=0.0),
        Machines.CLUSTER: lambda: _cluster_line(p, plan, worth),
    })  # fmt: skip
    return line


def _cluster_line(p: DataJobs, plan: DemandPlan, worth: Worth) -> CostLine:
    more = difference(p, worth, jobs.planned_gb(p, plan))
    return bills(plan, cash=more.cash, cloud=more.cash, weeks=more.weeks)


def difference(p: DataJobs, worth: Worth, data: Floats) -> Difference:
    """Return what a cluster costs more than one server for data of these sizes.

    Where no server is large enough, against the largest one at the hours it would take: that it
    does not fit is said by the other conditions, not by its bill.
    """
    asked = jobs.job(p, data)
    server, cluster = jobs.on_server(p, asked, worth), jobs.on_cluster(p, asked, worth)
    kept = over_months(p.upkeep_time + p.debugging_time)
    return Difference(
        cash=cluster.bill + over_months(p.cluster_fixed) - server.bill,
        weeks=cluster.waiting - server.waiting + kept,
    )


def adoptions(p: DataJobs, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the cluster where the plan has one server, and the way back where it has a cluster."""
    scale = Scale(label="Data that a job reads", unit="GB", today=float(p.data_gb),
                  planned=jobs.planned_gb(p, plan), least=0.001)  # fmt: skip
    yield pick(p.machines, {
        Machines.SINGLE: lambda: _cluster(p, worth, scale),
        Machines.CLUSTER: lambda: _server(p, worth, scale),
    })  # fmt: skip


def _cluster(p: DataJobs, worth: Worth, scale: Scale) -> Adoption:
    unknown = "" if p.job_hours is not None else "hours of a job on one server: not measured"
    return Adoption(
        **_either(p, worth, scale, Machines.CLUSTER),
        label="Run the jobs on a cluster",
        detail=f"{words.number(p.nodes, 'nodes')} or more, {words.number(p.jobs, 'jobs')} a month",
        weeks=p.setup_weeks,
        needs=Needs.ANY,
        unknown=unknown,
        assumes=_no_server(p),
        simpler="rent a larger server by the hour, or read columns from disk",
        question="Do we need a cluster?",
        baseline="one server",
    )


def _no_server(p: DataJobs) -> str:
    """Say what a cluster takes for granted; where it is so, with what its cost is compared."""
    fits = jobs.full_from(p) >= p.data_gb
    compared = "" if fits else "; its cost is against the largest one, as if it held them"
    return f"the data do not fit any server that can be rented{compared}"


def _server(p: DataJobs, worth: Worth, scale: Scale) -> Adoption:
    return Adoption(
        **_either(p, worth, scale, Machines.SINGLE),
        label="Go back to one server",
        detail=f"up to {words.value_with_unit(p.largest_gb, 'GB')} of memory",
        weeks=p.return_weeks,
        needs=Needs.ALL,
        assumes="one server holds the data and ends in time, or a cluster is late too",
        simpler="fewer nodes",
        question="Would one server do?",
        baseline="a cluster",
    )


def _either(p: DataJobs, worth: Worth, scale: Scale, option: Machines) -> dict[str, Any]:
    """Return what moving to a cluster and moving back have in common; each has its own sign."""
    near = words.value_with_unit(NEAR * p.largest_gb, "GB")
    sign = 1.0 if option == Machines.CLUSTER else -1.0
    steps = [] if p.job_hours is None else jobs.edges(p, worth)

    def saving(data: Floats) -> Floats:
        more = difference(p, worth, data)
        return np.asarray(-sign * (more.cash + more.weeks * worth.engineer_week_cost))

    def memory(data: Floats) -> Floats:
        return np.asarray(sign * jobs.memory_margin(p, jobs.job(p, data)))

    def late(data: Floats) -> Floats:
        return np.asarray(sign * jobs.time_margin(p, jobs.job(p, data)))

    return {
        "key": f"{PAGE}.machines.{option}",
        "page": PAGE,
        "changes": {f"{PAGE}.machines": option},
        "scale": scale,
        "saving": saving,
        "edges": steps,
        "conditions": (
            Condition(name=MEMORY, unit="GB", margin=memory, breakpoints=steps),
            Condition(name=TIME, unit="h", margin=late, breakpoints=steps),
        ),
        "cost_name": COST,
        "signal": f"peak memory of a job above {near}, or a job on the largest server past its end",
    }
