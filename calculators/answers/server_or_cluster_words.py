"""Words of the page on one server or a cluster: verdict, money, where it turns, what decides it."""

from __future__ import annotations

import numpy as np

from calculators.answers.lever_table import and_runway, runway_sentence
from calculators.answers.plan_words import month_name
from calculators.answers.server_or_cluster_facts import COST, MEMORY, OnJobs
from calculators.answers.spot_words import hours
from calculators.answers.verdict_words import (
    UNKNOWN,
    marked,
    needed,
    sentence_of,
    then,
    until_then,
)
from calculators.choices.server_vs_cluster_inputs import Machines
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Verdict
from calculators.core.units import KILO, first

ANOTHER = 0.8  # of the largest server or of the deadline: where it is time to look again


def size(gb: float) -> str:
    """Return a size in the unit in which it is read: ``154 MB``, ``2 TB``."""
    if not np.isfinite(gb):
        return "no size"
    return words.value_with_unit(gb * KILO if gb < 1 else gb, "MB" if gb < 1 else "GB")


def verdict(o: OnJobs) -> Part:
    """Return the verdict on a cluster; of a plan that has one: whether it is needed."""
    if o.decision is None:
        return UNKNOWN
    if not o.on_cluster:
        return marked(o.decision.verdict)
    return needed(o.decision.verdict)


def finding(o: OnJobs) -> str:
    """Return what a job needs today against the largest server, and how long it takes."""
    if not o.runs:
        return ": no job runs over the data"
    needs = f": a job over {size(o.data)} needs {size(o.memory)} of memory"
    largest = first(o.p.largest_gb)
    if not o.fits:
        untimed = "" if o.timed else "; a cluster has no price until a job was timed"
        return f"{needs}; the largest server has {size(largest)}{untimed}"
    if not o.timed:
        return f"{needs}, which one server holds; how long it takes nobody has timed"
    if o.hours_on_largest > o.allowed:
        return (
            f"{needs} and takes {hours(o.hours_on_largest)} on the largest server; it may "
            f"take {hours(o.allowed)}"
        )
    server, took = size(first(o.server.size_gb)), hours(first(o.server.hours))
    return f"{needs} and takes {took} on one server of {server}"


def where(o: OnJobs) -> str:
    """Return where it turns, money and runway."""
    return then(turn(o), money(o))


def turn(o: OnJobs) -> str:
    """Return what turns it first, at how much data and when."""
    if o.decision is None or not o.runs or o.decision.unknown:
        return ""
    if not o.fits:
        return f"It has been so from {size(o.outgrown_at)} of data on."
    found = o.decision.first_turn
    if found is None or o.decision.verdict != Verdict.NOT_YET:
        return ""
    at, month = size(found.crossing.value), month_name(o.e, found.month)
    if found.crossing.value < o.data and not o.on_cluster:
        return f"It would pay up to {at} of data: there a cluster ends in time, or costs less."
    if o.on_cluster:
        return f"Up to {at} of data one server would do, {month}."
    what = {MEMORY: "The largest server is too small", COST: "A cluster is cheaper"}
    said = what.get(found.condition, "The largest server is too slow")
    return f"{said} from {at} on, {month}."


def money(o: OnJobs) -> str:
    """Return what a cluster costs a month beyond the server, and of the runway."""
    if not o.timed or not o.runs:
        return runway_sentence(o.e, o.decision) if o.runs else ""
    more, runway = o.costs_more, and_runway(o.e, o.decision)
    if o.on_cluster:
        verb = "costs" if more >= 0 else "saves"
        said = f"The cluster {verb} {words.money(abs(more))} a month against one server."
        return f"{said} {runway_sentence(o.e, o.decision, 'Going back')}"
    if not o.fits:
        whole = words.money(first(o.cost(o.cluster, Machines.CLUSTER)), "month")
        return f"A cluster costs {whole}, upkeep in it{runway}."
    if more < 0:
        said = f"It would save {words.money(-more)} a month."
        return f"{said} {runway_sentence(o.e, o.decision)}"
    return f"A cluster would cost {words.money(more)} a month more{runway}."


def decides(o: OnJobs) -> str:
    """Return what decides the answer."""
    if not o.runs:
        return "What decides it: that any job runs at all."
    if not o.timed:
        return "What decides it: the hours of a job on one server."
    memory = o.memory / first(o.p.largest_gb)
    time = o.hours_on_largest / o.allowed
    if memory >= time:
        said = f"memory, today {words.percent(memory)} of the largest server"
    else:
        said = f"time, on the largest server {words.percent(time)} of what is allowed"
    weeks = words.number(first(o.p.setup_weeks), "weeks")
    return f"What decides it: {said}{'' if o.on_cluster else f'; a cluster takes {weeks} of work'}."


def measure(o: OnJobs) -> str:
    """Return what to measure next, and the number that would turn it."""
    if not o.timed:
        return "Measure next: one job, timed from start to end; it takes a line in its log."
    if not o.runs:
        return "Measure next: the jobs that will run, and over how much data."
    near = size(ANOTHER * first(o.p.largest_gb))
    late = hours(ANOTHER * o.allowed)
    return (
        f"Measure next: peak memory and hours of each run; above {near}, or {late} on the largest "
        "server, look again."
    )


def notes(o: OnJobs) -> list[str]:
    """Return what must be said beside the answer."""
    found = list(o.e.problems)
    if o.timed and o.runs and o.hours_on_largest > o.allowed < first(o.cluster.hours):
        found.append(
            f"A cluster would not end in time either: it takes {hours(first(o.cluster.hours))}. "
            f"The {words.percent(first(o.p.serial_share))} on one core have to shrink first."
        )
    if o.memory > first(o.p.server_gb):
        found.append(
            f"A job needs {size(o.memory)} but was timed on a server of "
            f"{size(first(o.p.server_gb))}; enter the server on which it really ran."
        )
    return found


def sentence(o: OnJobs) -> list[Part]:
    """Return the answer in one sentence."""
    until = until_then(o.decision) if o.runs else ""
    return sentence_of(verdict(o), finding(o), where(o), decides(o), measure(o), until)
