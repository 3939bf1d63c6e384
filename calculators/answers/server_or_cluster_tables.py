"""Tables of the page on one server or a cluster: conditions, the ladder of servers, the context."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from calculators.answers.context import compared, context_in_size
from calculators.answers.plan_words import month_name
from calculators.answers.server_or_cluster_facts import COST, OnJobs
from calculators.answers.server_or_cluster_words import any_size, month_beyond, size
from calculators.answers.spot_words import hours
from calculators.answers.window_words import span
from calculators.choices import server_vs_cluster_jobs as jobs
from calculators.choices.server_vs_cluster_inputs import Machines
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.breakeven import Crossing
from calculators.core.units import first
from calculators.core.windows import windows

BUILT_FOR_GB, BUILT_FOR_NODES, BUILT_FOR_PEOPLE = 1e6, 100.0, 50.0  # assumed, and said so
MOST_SERVERS, MOST_WINDOWS = 10, 2
NO_FIT, NO_SERVER = "does not fit", "no server to compare"
LADDER = ("Server", "Holds data up to", "A job takes", "A job costs", "With waiting")


def conditions_table(o: OnJobs) -> Table:
    """Return each condition: what is used today, what is allowed, where and when it turns."""
    rows = [_memory_row(o)]
    if o.timed and o.runs:
        rows += [_time_row(o), _cost_row(o)]
    return Table(
        title="What would speak for a cluster",
        subtitle="One is enough. Time counts where a cluster would end in time, cost where one "
        "server holds the data; the work of setting up is paid back in time",
        columns=("Condition", "Today", "Allowed", "Left", "Turns at", "Month"),
        rows=rows,
        numeric=("Today", "Allowed", "Left"),
    )


def _memory_row(o: OnJobs) -> list[str]:
    largest = first(o.p.largest_gb)
    turns = f"from {size(o.full_at)}" if o.runs else "nowhere: no job runs"
    left = _left(largest - o.memory, size)
    return ["Memory · a job no longer fits the largest server", size(o.memory), size(largest), left,
            turns, month_beyond(o, o.full_at)]  # fmt: skip


def _time_row(o: OnJobs) -> list[str]:
    label, allowed = "Time · a job on the largest server ends too late", hours(o.allowed)
    if o.slow_at >= o.full_at:
        turns = ["nowhere while it fits", month_name(o.e, np.inf)]
    else:
        turns = [_late_from(o), month_beyond(o, o.slow_at)]
    if not o.fits:
        return [label, NO_FIT, allowed, NO_SERVER, *turns]
    took = o.hours_on_largest
    return [label, hours(took), allowed, _left(o.allowed - took, hours), *turns]


def _late_from(o: OnJobs) -> str:
    """Return from where the largest server ends too late, and from where a cluster does too."""
    late, both = any_size(o.slow_at), o.cluster_late_from
    if o.is_cluster_late(o.slow_at):
        return f"from {late}; a cluster too"
    return f"from {late}" + (f"; a cluster too from {size(both)}" if np.isfinite(both) else "")


def _left(left: float, said: Callable[[float], str]) -> str:
    return said(left) if left >= 0 else f"passed by {said(-left)}"


def _cost_row(o: OnJobs) -> list[str]:
    label = "Cost · a cluster against one server, engineer time in both"
    cluster = words.money(first(o.cost(o.cluster, Machines.CLUSTER)), "month")
    if not o.fits:
        return [label, cluster, NO_FIT, NO_SERVER, *_cost_turns(o)]
    server = words.money(first(o.cost(o.server, Machines.SINGLE)), "month")
    margin = o.decision.margins_today.get(COST, 0.0) if o.decision else 0.0
    way = "ahead" if o.holds(COST) else "short"
    left = f"{words.money(abs(margin))} {way} over {words.months(first(o.worth.payback_months))}"
    return [label, cluster, server, left, *_cost_turns(o)]


def _cost_turns(o: OnJobs) -> list[str]:
    """Return where a cluster is cheaper while one server holds the data, and when."""
    found = [t for t in o.turns(COST) if t.crossing.value < o.full_at]
    if not found or o.decision is None:
        return ["nowhere near", month_name(o.e, np.inf)]
    cheaper = windows(_of_a_cluster(o, t.crossing) for t in found)
    at = "; ".join(span(o.decision, w) for w in cheaper[:MOST_WINDOWS])
    more = "; and more" if len(cheaper) > MOST_WINDOWS else ""
    month = month_name(o.e, min(t.month for t in found))
    return [f"{at}{more}", "already" if o.fits and o.holds(COST) else month]


def _of_a_cluster(o: OnJobs, crossing: Crossing) -> Crossing:
    """Return a crossing of what speaks for a cluster; of a plan that has one, turned round."""
    return replace(crossing, direction=-1 if (crossing.direction > 0) == o.on_cluster else 1)


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
