"""What the page on one server or a cluster says of a plan, computed when it is first asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.choices import server_vs_cluster_jobs as jobs
from calculators.choices.server_vs_cluster import COST, MEMORY, PAGE, TIME
from calculators.choices.server_vs_cluster_inputs import DataJobs, Machines
from calculators.choices.server_vs_cluster_jobs import Job, Run
from calculators.core.decision import Decision, Turn
from calculators.core.units import first

__all__ = ["COST", "MEMORY", "TIME", "Floats", "OnJobs"]

Floats = NDArray[np.float64]


class OnJobs(OnPlan):
    """Jobs over the data of a plan."""

    @property
    def p(self) -> DataJobs:
        """The inputs of the page."""
        return self.e.scenario.data_jobs

    @property
    def on_cluster(self) -> bool:
        """Whether the plan has a cluster."""
        return self.p.machines == Machines.CLUSTER

    @property
    def timed(self) -> bool:
        """Whether somebody has timed a job."""
        return self.p.job_hours is not None

    @property
    def runs(self) -> bool:
        """Whether any job runs."""
        return first(self.p.jobs) > 0

    @property
    def fits(self) -> bool:
        """Whether the largest server holds the data of today."""
        return self.memory <= first(self.p.largest_gb)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to take a cluster, or to go back; None where the plan is not known."""
        found = self.e.decisions_on(PAGE)
        return found[0] if found else None

    @property
    def data(self) -> float:
        """The data of today [GB]."""
        return first(self.p.data_gb)

    @property
    def memory(self) -> float:
        """The peak memory of a job today [GB]."""
        return self.data * first(self.p.memory_per_byte) if self.runs else 0.0

    @property
    def full_at(self) -> float:
        """The data that fill the largest server [GB]; inf where no job runs."""
        return jobs.full_from(self.p)

    @cached_property
    def slow_at(self) -> float:
        """The data from which a job on the largest server ends too late [GB]; inf while untimed."""
        return jobs.slow_from(self.p) if self.timed else np.inf

    @property
    def outgrown_at(self) -> float:
        """The data from which the largest server is too small or too slow [GB]."""
        return min(self.full_at, self.slow_at)

    @property
    def is_slow(self) -> bool:
        """Whether the largest server holds the data of today and ends too late."""
        return self.fits and self.data > self.slow_at

    @cached_property
    def planned(self) -> Floats:
        """The data by month [GB]."""
        return jobs.planned_gb(self.p, self.e.demand)

    def month_beyond(self, gb: float) -> float:
        """Return the month of the plan in which the data are more, from 1; inf: in none."""
        over = self.planned > gb
        return float(np.argmax(over) + 1) if over.any() else np.inf

    def data_in(self, month: float) -> float:
        """Return the data in a month of the plan, from 1 [GB]."""
        return float(self.planned[int(month) - 1])

    def is_cluster_late(self, gb: float) -> bool:
        """Whether a cluster would end too late too, over data of this size."""
        asked = self.job(np.array([gb]))
        return first(jobs.shortest_on_cluster(self.p, asked)) >= self.allowed

    @property
    def cluster_late_from(self) -> float:
        """The data from which a cluster ends too late too, where it helps a slow server [GB]."""
        ends = [t.crossing.value for t in self.turns(TIME)
                if (t.crossing.direction < 0) != self.on_cluster]  # fmt: skip
        return min((gb for gb in ends if gb > self.slow_at), default=np.inf)

    def job(self, gb: Floats) -> Job:
        """Return a job over data of these sizes."""
        return jobs.job(self.p, gb)

    @cached_property
    def today(self) -> Job:
        """The job over the data of today."""
        return self.job(np.array([self.data]))

    @cached_property
    def server(self) -> Run:
        """Jobs of today on one server."""
        return jobs.on_server(self.p, self.today, self.worth)

    @cached_property
    def cluster(self) -> Run:
        """Jobs of today on a cluster."""
        return jobs.on_cluster(self.p, self.today, self.worth)

    def cost(self, run: Run, machines: Machines) -> Floats:
        """Return bill, waiting and upkeep of such jobs [USD/month], engineer time at its cost."""
        week = self.worth.engineer_week_cost
        fixed = self.p.cluster_fixed + (self.p.upkeep_time + self.p.debugging_time) * week
        own = fixed if machines == Machines.CLUSTER else 0.0
        return np.asarray(run.bill + run.waiting * week + own)

    @cached_property
    def costs_more(self) -> float:
        """What a cluster costs a month beyond the server today [USD], engineer time in it."""
        server, cluster = (self.cost(self.server, Machines.SINGLE),
                           self.cost(self.cluster, Machines.CLUSTER))  # fmt: skip
        return first(cluster - server)

    @cached_property
    def hour_of_waiting(self) -> float:
        """What an hour of a job costs in the time of engineers who wait for it [USD]."""
        return first(jobs.hour_of_waiting(self.p, self.worth))

    @property
    def allowed(self) -> float:
        """By when a job must end [h]."""
        return first(self.today.allowed)

    @cached_property
    def hours_on_largest(self) -> float:
        """The hours of a job of today on the largest server."""
        return first(jobs.hours_on(self.p, self.today.work, self.p.largest_gb))

    def holds(self, condition: str) -> bool:
        """Whether a condition speaks for a cluster today."""
        margin = self.decision.margins_today.get(condition, 0.0) if self.decision else 0.0
        return margin > 0 if not self.on_cluster else margin < 0

    def turns(self, condition: str) -> list[Turn]:
        """Return where a condition turns, in rising order."""
        found = self.decision.turns if self.decision else ()
        return [t for t in found if t.condition == condition]
