"""Words of the page on one server or a cluster: verdict, money, where it turns, what decides it."""

from __future__ import annotations

import numpy as np

from calculators.answers.decision_words import reached
from calculators.answers.lever_table import and_runway, runway_sentence, turn_words
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


def any_size(gb: float) -> str:
    """Return a size from which something holds; from nothing on it holds at any."""
    return size(gb) if gb > 0 else "any size"


def month_beyond(o: OnJobs, gb: float) -> str:
    """Return the month in which the data are more than a size: ``Jun 2027``, ``already``."""
    return "already" if o.data > gb else month_name(o.e, o.month_beyond(gb))


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
    if o.is_slow:
        took = f"takes {hours(o.hours_on_largest)} on the largest server"
        return f": a job over {size(o.data)} {took} and may take {hours(o.allowed)}"
    server, took = size(first(o.server.size_gb)), hours(first(o.server.hours))
    return f"{needs} and takes {took} on one server of {server}"


def where(o: OnJobs) -> str:
    """Return where it turns, money and runway."""
    turned = turn(o)
    named = "cluster" in turned  # then the next sentence need not name it again
    return then(turned, money(o, "It" if named else "A cluster"))


def turn(o: OnJobs) -> str:
    """Return what turns it first, at how much data and when."""
    if o.decision is None or not o.runs or o.decision.unknown:
        return ""
    if not o.fits:
        return f"It has been so from {size(o.full_at)} of data on."
    if o.decision.verdict == Verdict.PAYS:
        pays = "" if o.on_cluster else turn_words(o.e, o.decision)
        return f"It pays {pays}." if pays else ""
    found = o.decision.first_turn
    if found is None or o.decision.verdict != Verdict.NOT_YET:
        return ""
    pays = reached(o.e, o.decision, found)
    if o.on_cluster:
        return f"Going back pays {pays}."
    if o.is_slow:
        return f"A cluster would be late too; it pays {pays}."
    if o.slow_at < o.full_at and o.is_cluster_late(o.slow_at):
        return f"From {any_size(o.slow_at)} even a cluster is too slow; it pays {pays}."
    if len(o.decision.windows) > 1 or found.crossing.direction < 0:
        return f"A cluster pays {pays}."
    at, month = size(found.crossing.value), month_name(o.e, found.month)
    what = {MEMORY: "The largest server is too small", COST: "A cluster is cheaper"}
    said = what.get(found.condition, "The largest server is too slow")
    return f"{said} from {at} on, {month}."


def money(o: OnJobs, a_cluster: str = "A cluster") -> str:
    """Return what a cluster costs a month beyond the server, and of the runway."""
    if not o.timed or not o.runs:
        return runway_sentence(o.e, o.decision) if o.runs else ""
    more, runway = o.costs_more, and_runway(o.e, o.decision)
    if o.on_cluster:
        verb, than = ("costs", " more") if more >= 0 else ("saves", "")
        said = f"The cluster {verb} {words.money(abs(more))} a month{than}."
        return f"{said} {runway_sentence(o.e, o.decision, 'Going back')}"
    if not o.fits:
        whole = words.money(first(o.cost(o.cluster, Machines.CLUSTER)), "month")
        return f"A cluster costs {whole}, upkeep in it{runway}."
    if more < 0:
        said = f"It would save {words.money(-more)} a month."
        return f"{said} {runway_sentence(o.e, o.decision)}"
    return f"{a_cluster} would cost {words.money(more)} a month more{runway}."


def decides(o: OnJobs) -> str:
    """Return what decides the answer."""
    if not o.runs:
        return "What decides it: that any job runs at all."
    if not o.timed:
        return "What decides it: the hours of a job on one server."
    memory = o.memory / first(o.p.largest_gb)
    time = o.hours_on_largest / o.allowed
    if memory >= time or not o.fits:
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
    if o.timed and o.runs:
        found += _late(o)
    if o.memory > first(o.p.server_gb):
        found.append(
            f"A job needs {size(o.memory)} but was timed on a server of "
            f"{size(first(o.p.server_gb))}; enter the server on which it really ran."
        )
    return found


def _late(o: OnJobs) -> list[str]:
    """Say where no number of nodes ends in time either, today or when the plan comes there."""
    shrink = f"{words.percent(first(o.p.serial_share))} on one core have to shrink first."
    took, month = first(o.cluster.hours), o.month_beyond(o.slow_at)
    if took > o.allowed and (o.is_slow or not o.fits):
        either = " either" if o.fits else ""
        return [f"A cluster would not end in time{either}: it takes {hours(took)}. The {shrink}"]
    if not np.isfinite(month) or o.slow_at >= o.full_at or o.data > o.slow_at:
        return []
    reached_gb = o.data_in(month)
    if reached_gb > o.full_at or not o.is_cluster_late(reached_gb):
        return []
    date = month_name(o.e, month)
    return [f"From {date} on the largest server ends too late, and a cluster too. The {shrink}"]


def sentence(o: OnJobs) -> list[Part]:
    """Return the answer in one sentence."""
    until = until_then(o.decision) if o.runs else ""
    return sentence_of(verdict(o), finding(o), where(o), decides(o), measure(o), until)
