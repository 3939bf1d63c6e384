"""One server or a cluster asked alone: a job of today on either, and what fills a server."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from calculators.choices import server_vs_cluster_jobs as jobs
from calculators.choices.server_vs_cluster_inputs import DataJobs
from calculators.core.business import Worth
from calculators.core.inputs import Numeric
from calculators.core.units import over_months, ratio_or_never

UNITS = {
    "largest_data_gb": "GB",
    "memory_gb": "GB",
    "server_gb": "GB",
    "server_hours": "h",
    "server_bill": "USD/month",
    "nodes": "machines",
    "cluster_hours": "h",
    "cluster_bill": "USD/month",
}


def jobs_results(data_jobs: DataJobs, worth: Worth) -> Mapping[str, Numeric]:
    """Return a job over today's data on a server and on a cluster; inf what nobody has timed."""
    p = data_jobs
    held = ratio_or_never(p.largest_gb, p.memory_per_byte)
    if p.job_hours is None:
        return dict.fromkeys(UNITS, np.inf) | {"largest_data_gb": held}
    asked = jobs.job(p, over_months(p.data_gb))
    server, cluster = jobs.on_server(p, asked, worth), jobs.on_cluster(p, asked, worth)
    found = {
        "memory_gb": asked.memory,
        "server_gb": server.size_gb,
        "server_hours": server.hours,
        "server_bill": server.bill,
        "nodes": cluster.machines,
        "cluster_hours": cluster.hours,
        "cluster_bill": cluster.bill + over_months(p.cluster_fixed),
    }
    return {"largest_data_gb": held} | {k: np.asarray(v)[..., 0] for k, v in found.items()}
