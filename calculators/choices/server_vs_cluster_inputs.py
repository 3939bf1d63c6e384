"""One server or a cluster: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from calculators.core.inputs import Choice, Input, Inputs, Measured, Numeric, Source
from calculators.core.range_words import entered
from calculators.core.sources import WORK, YOURS, assumption

MEMORY_OPTIMISED = Source(
    "AWS on-demand price list us-east-1: r7i.xlarge, 32 GiB = 34.4 GB at 0.2646 USD/h; larger "
    "sizes cost in proportion to their memory",
    "https://github.com/aws/karpenter-provider-aws", "2026-07-20")
TEN_THINGS = Source(
    "McKinney, Apache Arrow and the 10 Things I Hate About pandas: 5 to 10 times as much memory as "
    "data; column engines that read from disk need far less",
    "https://wesmckinney.com/blog/apache-arrow-pandas-internals/", "2017-09")
LARGEST = assumption("a size that the large clouds rent by the hour; some reach ten times that")


class Machines(StrEnum):
    """Where jobs over the data run."""

    SINGLE = "single"
    CLUSTER = "cluster"


@dataclass(frozen=True, kw_only=True, eq=False)
class DataJobs(Inputs):
    """One server or a cluster."""

    machines: Annotated[Machines, Choice(
        label="Jobs over the data run on", options=Machines, source=YOURS,
        labels={"single": "one server", "cluster": "a cluster"},
        help="The plan holds what a cluster costs beyond the server that it replaces.")
        ] = Machines.SINGLE
    data_gb: Annotated[Numeric, Input(
        label="Data that a job reads", unit="GB", bounds=(0.001, 1e8), typical=(1.0, 1e4),
        doubt=(0.7, 1.5), source=YOURS, help="The largest job, today.")] = 10.0
    data_added: Annotated[Numeric, Input(
        label="Data added in a month", unit="GB/month", bounds=(0.0, 1e7), typical=(0.0, 500.0),
        step=0.5, doubt=(0.5, 2.0), source=YOURS,
        help="In month 1; it follows the queries.")] = 0.5
    memory_per_byte: Annotated[Numeric, Input(
        label="Memory for each byte of data", unit="bytes", bounds=(0.01, 100.0),
        typical=(0.1, 10.0), step=0.1, doubt=(0.5, 2.0), source=TEN_THINGS,
        help="Peak memory of the job ÷ size of the data.")] = 5.0
    job_hours: Annotated[Measured, Input(
        label="Hours of a job on that server", unit="h", bounds=(0.001, 1e5), typical=(0.05, 48.0),
        optional=True, doubt=(0.7, 1.5),
        source=assumption("an hour; read it from the log of your last job"),
        help="Of today's data, on the server that you use now. Empty: nobody has timed it.")] = 1.0
    work_exponent: Annotated[Numeric, Input(
        label="Work grows with data to the power", unit="", bounds=(0.0, 3.0), typical=(0.5, 2.0),
        step=0.1, expert=True, source=assumption("one pass over the data; comparing all pairs: 2"),
        )] = 1.0
    jobs: Annotated[Numeric, Input(
        label="Jobs in a month", unit="jobs/month", bounds=(0.0, 1e6), typical=(0.0, 1000.0),
        source=YOURS)] = 30.0
    serial_share: Annotated[Numeric, Input(
        label="Share that runs on one core", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.01, doubt=(0.5, 2.0),
        source=assumption("reading, sorting and writing at the ends; measure a job on half the "
                          "cores"),
        help="More cores, in one server or many, do not shorten it.")] = 0.1
    deadline_hours: Annotated[Numeric, Input(
        label="A job must end within", unit="h", bounds=(0.01, 730.0), typical=(0.5, 168.0),
        source=assumption("started in the evening, read in the morning"),
        help="And before the next one starts.")] = 12.0
    waiting_engineers: Annotated[Numeric, Input(
        label="Engineers who wait for a job", unit="people", bounds=(0.0, 100.0),
        typical=(0.0, 3.0), step=0.05, doubt=(0.3, 2.0),
        source=assumption("most jobs run while people do something else"),
        help="On average, by its whole time.")] = 0.1
    server_gb: Annotated[Numeric, Input(
        label="Memory of the server used now", unit="GB", bounds=(1.0, 1e5),
        typical=(16.0, 2000.0), source=YOURS,
        help="Larger ones have twice, four times … its memory, cores and price.")] = 64.0
    largest_gb: Annotated[Numeric, Input(
        label="Largest single server", unit="GB", bounds=(1.0, 1e6), typical=(64.0, 24_000.0),
        source=LARGEST)] = 2000.0
    gb_hour_price: Annotated[Numeric, Input(
        label="Price of a GB of server memory", unit="USD/h", bounds=(0.0, 10.0),
        typical=(0.001, 0.05), step=0.0001, source=MEMORY_OPTIMISED,
        help="Price of a server an hour ÷ its memory.")] = 0.0077
    nodes: Annotated[Numeric, Input(
        label="Nodes of the cluster, at least", unit="machines", bounds=(1.0, 1e4),
        typical=(2.0, 64.0), whole=True,
        source=assumption("one that leads and three that work"),
        help="More are taken where memory or the deadline asks for them.")] = 4.0
    most_nodes: Annotated[Numeric, Input(
        label="Nodes taken for a deadline, at most", unit="machines", bounds=(1.0, 1024.0),
        typical=(2.0, 256.0), whole=True, expert=True,
        source=assumption("beyond it coordination takes what is won"))] = 64.0
    node_gb: Annotated[Numeric, Input(
        label="Memory of a node", unit="GB", bounds=(1.0, 1e5), typical=(16.0, 512.0),
        source=assumption("as the server used now"))] = 64.0
    node_price: Annotated[Numeric, Input(
        label="Price of a node", unit="USD/h", bounds=(0.0, 1000.0), typical=(0.05, 10.0),
        step=0.01, source=MEMORY_OPTIMISED, help="Of 64 GB as shown.")] = 0.49
    start_hours: Annotated[Numeric, Input(
        label="Starting a cluster", unit="h", bounds=(0.0, 100.0), typical=(0.0, 1.0), step=0.05,
        expert=True, source=assumption("six minutes to rent, install and join"),
        help="For each job.")] = 0.1
    overhead: Annotated[Numeric, Input(
        label="Coordination", unit="share", bounds=(0.0, 100.0), typical=(0.0, 5.0), step=0.1,
        doubt=(0.3, 4.0), source=Source(
            "Assumption: half as much again for moving data between nodes; McSherry et al. (HotOS "
            "2015) found systems on hundreds of cores slower than one thread",
            "https://blog.acolyer.org/2015/06/05/scalability-but-at-what-cost/", "2015-05"),
        help="More work of the part that runs on many cores.")] = 0.5
    cluster_fixed: Annotated[Numeric, Input(
        label="Cluster, whether used or not", unit="USD/month", bounds=(0.0, 1e6),
        typical=(0.0, 2000.0), step=10.0, expert=True,
        source=assumption("a managed control plane at 0.10 USD/h"))] = 73.0
    setup_weeks: Annotated[Numeric, Input(
        label="Setting up a cluster: work", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 26.0),
        step=0.5, doubt=(0.6, 2.5), source=WORK,
        help="Jobs are rewritten for it, too.")] = 6.0
    upkeep_time: Annotated[Numeric, Input(
        label="Upkeep of a cluster", unit="weeks/month", bounds=(0.0, 50.0), typical=(0.0, 4.0),
        step=0.05, doubt=(0.5, 2.5), source=WORK)] = 0.4
    debugging_time: Annotated[Numeric, Input(
        label="Debugging on a cluster", unit="weeks/month", bounds=(0.0, 50.0), typical=(0.0, 4.0),
        step=0.05, doubt=(0.5, 2.5), source=WORK,
        help="Beyond that on one server: logs of many machines, data on the wrong one.")] = 0.3
    return_weeks: Annotated[Numeric, Input(
        label="Back to one server: work", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 12.0),
        step=0.5, expert=True, source=WORK, help="Asked for where the plan has a cluster.")] = 2.0

    def relations(self) -> list[str]:
        """Refuse a largest server below the one in use, and a cluster for jobs nobody timed."""
        said = []
        if np.any(np.greater(self.server_gb, self.largest_gb)):
            found, least = np.min(self.largest_gb), np.max(self.server_gb)
            said.append(
                f"Largest single server: {entered(found)} GB is below the server used now; it "
                f"takes {entered(least)} GB or more")
        if self.job_hours is None and self.machines == Machines.CLUSTER:
            said.append(
                "Hours of a job on that server: unknown, but the plan has a cluster; enter 0.001 "
                "to 100k h, or choose one server")
        return said
