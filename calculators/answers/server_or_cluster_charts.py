"""Charts of the page on one server or a cluster: cost and hours against data."""

from __future__ import annotations

import numpy as np

from calculators.answers.server_or_cluster_facts import Floats, OnJobs
from calculators.answers.server_or_cluster_words import any_size, size
from calculators.answers.spot_words import hours
from calculators.choices import server_vs_cluster_jobs as jobs
from calculators.choices.server_vs_cluster_inputs import Machines
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Rule, Text
from calculators.core.units import first

POINTS = 240
BELOW, ABOVE = 10.0, 2.0  # of today's data and of the size that fills the largest server
FARTHEST = 1e4  # times today's data
DRAWN = 1.5  # times the hours allowed: above it a job is late, however late
OF_DATA = "GB of data that a job reads"


def _sizes(o: OnJobs) -> Floats:
    end = min(max(o.full_at * ABOVE, o.data * BELOW), o.data * FARTHEST)
    return np.geomspace(o.data / BELOW, max(end, o.data * BELOW), POINTS)


def _rules(o: OnJobs, sizes: Floats) -> list[Rule]:
    if not sizes[0] < o.full_at < sizes[-1]:
        return []
    return [Rule(x=o.full_at, text=f"Largest server full\n{size(o.full_at)}", kind="limit")]


def cost_chart(o: OnJobs, theme: ThemeName) -> Chart | None:
    """Cost of a month on one server and on a cluster, against the data that a job reads."""
    if not o.timed or not o.runs:
        return None
    sizes = _sizes(o)
    asked = o.job(sizes)
    server = o.cost(jobs.on_server(o.p, asked, o.worth), Machines.SINGLE)
    cluster = o.cost(jobs.on_cluster(o.p, asked, o.worth), Machines.CLUSTER)
    fits = sizes <= o.full_at
    more = o.costs_more
    equal = _equal(sizes, server, cluster, fits)
    saves = f"A cluster {'costs' if more >= 0 else 'saves'} {words.money(abs(more))} a month"
    rest = f"they cost the same at {size(equal)}" if np.isfinite(equal) else (
        "no amount of data that one server holds makes it cheaper" if more >= 0
        else "one server is nowhere cheaper")  # fmt: skip
    return charts.lines(
        sizes,
        [
            Line(name="One server", y=np.where(fits, server, np.inf), role="base"),
            Line(name="Cluster", y=cluster, role="alt"),
        ],
        x_axis=Axis(title=OF_DATA, unit="GB", scale="log"),
        y_axis=Axis(unit="USD/month", low=0.0),
        text=Text(
            title=f"{saves}{' more' if more >= 0 else ''} for today's data"
            if o.fits
            else "Today's data do not fit the largest server",
            subtitle="US dollars a month: machines, waiting and upkeep; without the work of "
            "setting up",
            reading=f"{size(o.data)} today; {rest}. The line of one server ends where the "
            f"largest one is full, at {size(o.full_at)}.",
        ),
        marks=_cost_marks(o, equal, float(np.interp(equal, sizes, cluster))),
        rules=_rules(o, sizes),
        theme=theme,
    )


def _cost_marks(o: OnJobs, equal: float, at: float) -> list[Mark]:
    on_cluster = o.on_cluster or not o.fits
    run, way = (o.cluster, Machines.CLUSTER) if on_cluster else (o.server, Machines.SINGLE)
    here = first(o.cost(run, way))
    marks = [Mark(x=o.data, y=here, text=f"You are here\n{size(o.data)}", kind="here")]
    if np.isfinite(equal):
        marks.append(Mark(x=equal, y=at, text=f"Same cost\n{size(equal)}", kind="break_even"))
    return marks


def _equal(sizes: Floats, server: Floats, cluster: Floats, fits: np.ndarray) -> float:
    """Return the drawn size nearest to where both cost the same, on one server; inf: none."""
    cheaper = (cluster < server)[fits]
    turned = np.flatnonzero(cheaper[1:] != cheaper[:-1])
    return float(sizes[fits][turned[0] + 1]) if turned.size else np.inf


def hours_chart(o: OnJobs, theme: ThemeName) -> Chart | None:
    """Hours of a job on one server and on a cluster, with the time that is left."""
    if not o.timed or not o.runs:
        return None
    sizes = _sizes(o)
    asked = o.job(sizes)
    server, cluster = (
        jobs.on_server(o.p, asked, o.worth).hours,
        jobs.on_cluster(o.p, asked, o.worth).hours,
    )
    top = o.allowed * DRAWN
    fits = sizes <= o.full_at
    now = first(o.cluster.hours if o.on_cluster or not o.fits else o.server.hours)
    beyond = "a server that holds the data ends in time"
    if o.slow_at < o.full_at:
        beyond = f"the largest one ends too late from {any_size(o.slow_at)}"
    return charts.lines(
        sizes,
        [
            Line(name="One server", y=np.where(fits & (server <= top), server, np.inf)),
            Line(name="Cluster", y=np.where(cluster <= top, cluster, np.inf), role="alt"),
        ],
        x_axis=Axis(title=OF_DATA, unit="GB", scale="log"),
        y_axis=Axis(unit="h", low=0.0, high=o.allowed * 2),
        text=Text(
            title=f"A job takes {hours(first(o.server.hours))} on one server, "
            f"{hours(first(o.cluster.hours))} on a cluster"
            if o.fits
            else f"No server holds a job; a cluster takes {hours(first(o.cluster.hours))}",
            subtitle="Hours of a job; a larger server is taken where memory or the deadline asks "
            "for it",
            reading=f"It may take {hours(o.allowed)}. Where a line falls, larger machines begin; "
            f"{beyond}.",
        ),
        marks=[Mark(x=o.data, y=now, text="You are here", kind="here")],
        limits=[Limit(y=o.allowed, text=f"Must end within {hours(o.allowed)}")],
        rules=_rules(o, sizes),
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )
