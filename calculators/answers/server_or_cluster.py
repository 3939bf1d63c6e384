"""One server or a cluster: whether jobs over the data need more than one machine."""

from __future__ import annotations

from calculators.answers.server_or_cluster_charts import cost_chart, hours_chart
from calculators.answers.server_or_cluster_facts import OnJobs
from calculators.answers.server_or_cluster_method import METHOD
from calculators.answers.server_or_cluster_tables import (
    conditions_table,
    context_table,
    servers_table,
)
from calculators.answers.server_or_cluster_words import (
    any_size,
    month_beyond,
    notes,
    sentence,
    size,
)
from calculators.answers.spot_words import hours
from calculators.choices.server_vs_cluster_inputs import Machines
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "conditions_table", "context_table", "cost_chart"]
__all__ += ["hours_chart", "on_jobs", "servers_table"]


def on_jobs(e: Evaluation) -> OnJobs:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnJobs(e=e)


def answer(o: OnJobs) -> Answer:
    """Return whether a cluster is needed, what it costs, and where that turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def _figures(o: OnJobs) -> list[Figure]:
    known = o.timed and o.runs
    weeks = words.number(first(o.p.setup_weeks), "weeks")
    return [
        Figure(
            label="A job needs",
            value=size(o.memory) if o.runs else "nothing",
            note=f"of memory; the largest server has {size(first(o.p.largest_gb))}",
        ),
        Figure(
            label="Outgrows one server at",
            value=any_size(o.outgrown_at) if o.runs else "never",
            note=_outgrown(o),
        ),
        Figure(
            label="A job takes",
            value=(hours(first(o.server.hours)) if o.fits else "does not fit")
            if known
            else words.UNKNOWN,
            note=f"on one server; on a cluster {hours(first(o.cluster.hours))}"
            if known
            else "nobody timed it"
            if o.runs
            else "no job runs",
        ),
        Figure(
            label="A cluster costs",
            value=words.money(abs(_cost(o))) if known else words.UNKNOWN,
            unit=f"a month{_than_a_server(o)}" if known else "",
            note=f"and {weeks} to set up",
        ),
    ]


def _outgrown(o: OnJobs) -> str:
    """Return what a server runs out of first, and when."""
    if not o.runs:
        return "no job runs"
    by = "time" if o.slow_at < o.full_at else "memory" if o.timed else "memory alone"
    return f"of data, by {by}: {month_beyond(o, o.outgrown_at)}"


def _cost(o: OnJobs) -> float:
    """Return what a cluster costs a month beyond the server; all of it where no server holds."""
    return o.costs_more if o.fits else first(o.cost(o.cluster, Machines.CLUSTER))


def _than_a_server(o: OnJobs) -> str:
    return "" if not o.fits else " more" if o.costs_more >= 0 else " less"
