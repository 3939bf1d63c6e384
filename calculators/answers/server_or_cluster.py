"""One server or a cluster: whether jobs over the data need more than one machine."""

from __future__ import annotations

from calculators.answers.plan_words import month_name
from calculators.answers.server_or_cluster_charts import cost_chart, hours_chart
from calculators.answers.server_or_cluster_facts import OnJobs
from calculators.answers.server_or_cluster_method import METHOD
from calculators.answers.server_or_cluster_tables import (
    conditions_table,
    context_table,
    servers_table,
)
from calculators.answers.server_or_cluster_words import notes, sentence, size
from calculators.answers.spot_words import hours
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
    more = o.costs_more if known else 0.0
    return [
        Figure(
            label="A job needs",
            value=size(o.memory) if o.runs else "nothing",
            note=f"of memory; the largest server has {size(first(o.p.largest_gb))}",
        ),
        Figure(
            label="Outgrows one server at",
            value=size(o.outgrown_at),
            note=f"of data: {month_name(o.e, o.outgrown_month)}",
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
            value=words.money(abs(more)) if known else words.UNKNOWN,
            unit=f"a month {'more' if more >= 0 else 'less'}" if known else "",
            note=f"and {weeks} to set up",
        ),
    ]
