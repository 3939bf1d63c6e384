"""Cards of the page on one server or a cluster."""

from __future__ import annotations

from ui.inputs import Card

DATA = Card(
    "Data and jobs",
    [
        "data_jobs.data_gb",
        "data_jobs.data_added",
        "data_jobs.memory_per_byte",
        "data_jobs.job_hours",
        "data_jobs.jobs",
        "data_jobs.deadline_hours",
        "data_jobs.serial_share",
    ],
    ["data_jobs.waiting_engineers", "data_jobs.work_exponent"],
    "The largest job decides. Its hours are in the log of the last one.",
)
SERVER = Card(
    "One server",
    [
        "data_jobs.machines",
        "data_jobs.server_gb",
        "data_jobs.largest_gb",
        "data_jobs.gb_hour_price",
    ],
    ["data_jobs.return_weeks"],
    "Its bill stands in Training or in other fixed costs; the plan adds a cluster's difference.",
)
CLUSTER = Card(
    "Cluster",
    [
        "data_jobs.nodes",
        "data_jobs.node_gb",
        "data_jobs.node_price",
        "data_jobs.overhead",
        "data_jobs.setup_weeks",
        "data_jobs.upkeep_time",
        "data_jobs.debugging_time",
    ],
    ["data_jobs.start_hours", "data_jobs.most_nodes", "data_jobs.cluster_fixed"],
)
INPUTS = (DATA, SERVER, CLUSTER)
