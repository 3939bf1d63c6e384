"""Tables of the page on one server or a cluster: conditions, the ladder of servers, the context."""

from __future__ import annotations

import numpy as np

from calculators.answers.context import compared, context_in_size
from calculators.answers.plan_words import month_name
from calculators.answers.server_or_cluster_facts import COST, MEMORY, TIME, OnJobs
from calculators.answers.server_or_cluster_words import size
from calculators.answers.spot_words import hours
from calculators.choices import server_vs_cluster_jobs as jobs
from calculators.choices.server_vs_cluster_inputs import Machines
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.decision import Turn
from calculators.core.units import first

BUILT_FOR_GB, BUILT_FOR_NODES, BUILT_FOR_PEOPLE = 1e6, 100.0, 50.0  # assumed, and said so
MOST_SERVERS = 10
LADDER = ("Server", "Holds data up to", "A job takes", "A job costs", "With waiting")


def conditions_table(o: OnJobs) -> Table:
    """Return each condition: what is used today, what is allowed, where and when it turns."""
    known = o.timed and o.runs
    largest = first(o.p.largest_gb)
    rows = [_row(o, "Memory · a job no longer fits the largest server", o.memory, largest, MEMORY)]
    if known:
        rows += [
            _row(o, "Time · a job on the largest server ends too late", o.hours_on_largest,
                 o.allowed, TIME),
            _cost_row(o),
        ]  # fmt: skip
    return Table(
        title="What would speak for a cluster",
        subtitle="One is enough. Time counts where a cluster would end in time; cost counts the "
        "work of setting up, paid back in time",
        columns=("Condition", "Today", "Allowed", "Left", "Turns at", "Month"),
        rows=rows,
        numeric=("Today", "Allowed", "Left"),
    )


def _row(o: OnJobs, label: str, used: float, allowed: float, name: str) -> list[str]:
    said = size if name == MEMORY else hours
    left = said(allowed - used) if used <= allowed else f"passed by {said(used - allowed)}"
    return [label, said(used), said(allowed), left, *_turns(o, name)]


def _cost_row(o: OnJobs) -> list[str]:
    server = first(o.cost(o.server, Machines.SINGLE))
    cluster = first(o.cost(o.cluster, Machines.CLUSTER))
    margin = o.decision.margins_today.get(COST, 0.0) if o.decision else 0.0
    way = "ahead" if o.holds(COST) else "short"
    over = words.months(first(o.worth.payback_months))
    left = f"{words.money(abs(margin))} {way} over {over}"
    label = "Cost · a cluster against one server, engineer time in both"
    return [label, words.money(cluster, "month"), words.money(server, "month"), left,
            *_turns(o, COST)]  # fmt: skip


def _turns(o: OnJobs, name: str) -> list[str]:
    found = o.turns(name)
    if not found:
        return ["nowhere near", month_name(o.e, np.inf)]
    at = "; ".join(_turn(o, t) for t in found[:2])
    month = month_name(o.e, min(t.month for t in found))
    return [at, "already" if o.holds(name) else month]


def _turn(o: OnJobs, turn: Turn) -> str:
    starts = (turn.crossing.direction > 0) != o.on_cluster
    return f"{'from' if starts else 'up to'} {size(turn.crossing.value)}"


def servers_table(o: OnJobs) -> Table | None:
    """Return the servers that can be rented: price, the data that they hold, hours of a job."""
    if not o.timed or not o.runs:
        return None
    used, largest = first(o.p.server_gb), first(o.p.largest_gb)
    steps = min(int(np.ceil(np.log2(largest / used))) + 1, MOST_SERVERS)
    sizes = np.minimum(used * np.exp2(np.arange(steps)), largest)
    took = np.asarray(jobs.hours_on(o.p, o.today.work, sizes))
    rows = [_server_row(o, gb, h) for gb, h in zip(sizes, took, strict=True)]
    cluster = first(o.cluster.hours)
    nodes = words.number(first(o.cluster.machines), "nodes")
    price = first(o.cluster.machines * o.p.node_price)
    held = first(o.cluster.machines * o.p.node_gb)
    rows.append([f"Cluster of {nodes} · {words.money(price, 'h')}", _held(o, held), hours(cluster),
                 *_costs(o, price, cluster)])  # fmt: skip
    return Table(
        title="The ladder of servers",
        subtitle="Each has twice the memory, cores and price of the one before; a job over today's "
        "data. The server that is cheapest with the engineers who wait is taken",
        columns=LADDER,
        rows=rows,
        numeric=LADDER[1:],
    )


def _costs(o: OnJobs, price: float, took: float) -> list[str]:
    """Return what a job costs at a price of an hour, without and with those who wait."""
    return [words.money(each * took) for each in (price, price + o.hour_of_waiting)]


def _server_row(o: OnJobs, gb: float, took: float) -> list[str]:
    price = gb * first(o.p.gb_hour_price)
    fits = o.memory <= gb
    return [
        f"{size(gb)} · {words.money(price, 'h')}",
        _held(o, gb),
        hours(took) if fits else "does not fit",
        *(_costs(o, price, took) if fits else ["does not fit"] * 2),
    ]


def _held(o: OnJobs, gb: float) -> str:
    return size(gb / first(o.p.memory_per_byte))


def context_table(o: OnJobs) -> Table:
    """Return whether the context resembles the one from which clusters come."""
    team = sum(first(role.people) for role in o.e.scenario.team.roles)
    nodes = first(o.cluster.machines) if o.timed else first(o.p.nodes)
    rows = [
        compared("Data of a job", o.data, BUILT_FOR_GB, size),
        compared("Machines at once", nodes, BUILT_FOR_NODES),
        compared("People of the company, for services beside a monolith too", team,
                 BUILT_FOR_PEOPLE),
    ]  # fmt: skip
    return context_in_size(
        "What clusters and services were built for is an assumption; the conditions above decide",
        rows,
    )
