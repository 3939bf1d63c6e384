"""Words of the page on vector databases: verdict, money, where it turns, what decides it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators.answers.lever_table import NO_CHANGE_MONTHS, and_runway, runway_sentence
from calculators.answers.plan_words import month_name
from calculators.answers.vector_database_facts import COST, DATABASES, OnVectors
from calculators.answers.verdict_words import (
    UNKNOWN,
    marked,
    needed,
    sentence_of,
    then,
    until_then,
)
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Verdict
from calculators.core.units import BYTES_PER_GB, first
from calculators.core.windows import Window
from calculators.practices import vector_search_catalog
from calculators.practices.vector_search import NAMES
from calculators.practices.vector_search_inputs import Index, ValueType
from calculators.practices.vector_search_need import held_gb

TOLD = {
    "memory": "memory",
    "latency": "the time of a search",
    "restart": "the time to load after a restart",
    "writes": "rewriting after each change",
    COST: "the bill",
}
SHORTEST_MS = 0.001  # less is not worth telling apart
MANY_TIMES = 10.0  # what is allowed: from here on not said in percent
MOST_SPANS = 2  # said one by one
LARGEST_SERVER_GB = 24_000.0  # of memory in the largest machines for hire


def size(gb: float) -> str:
    """Return a size in the unit in which it is read: ``154 MB``."""
    count = gb * BYTES_PER_GB
    return words.value_with_unit(count if count >= 1 else 0.0, "bytes")


def milliseconds(ms: float) -> str:
    """Return a time of a search in words."""
    shown = words.value_with_unit(max(ms, SHORTEST_MS if ms else 0.0), "ms", never="without end")
    return f"< {shown}" if 0 < ms < SHORTEST_MS else shown


def takes(ms: float) -> str:
    """Return how long a search takes, as a verb and a time."""
    return f"takes {milliseconds(ms)}" if np.isfinite(ms) else "waits without end"


def estimated(o: OnVectors) -> str:
    """Return that the time of a search was not measured, behind a time."""
    return " by estimate" if o.p.measured_ms is None else ""


def of_allowed(share: float) -> str:
    """Return what is used of what is allowed: ``70 %``, ``20 times``."""
    if not np.isfinite(share):
        return "without end"
    if share < MANY_TIMES:
        return f"at {words.percent(share)} of what is allowed"
    return f"at {words.number(share)} times what is allowed"


def vectors(count: float) -> str:
    """Return a number of vectors in words."""
    return words.number(count, "vectors", never="no number of vectors")


def spans(windows: Sequence[Window]) -> str:
    """Return windows in words: ``from 86.7 to 98.8 M vectors and from 107 M on``."""
    if len(windows) <= MOST_SPANS:
        return " and ".join(_span(w, "" if i else "vectors") for i, w in enumerate(windows))
    begins = f"from {vectors(windows[0].start)} with gaps"
    end = windows[-1].end
    if np.isfinite(end):
        return f"{begins} up to {words.number(end)}"
    return f"{begins}, without them from {words.number(windows[-1].start)} on"


def _span(w: Window, unit: str = "") -> str:
    if not np.isfinite(w.end):
        return f"from {words.number(w.start, unit)}" + ("" if unit else " on")
    if not np.isfinite(w.start):
        return f"up to {words.number(w.end, unit)}"
    if words.number(w.start) == words.number(w.end):
        return f"at about {words.number(w.start, unit)}"
    return f"from {words.interval(w.start, w.end, unit).replace('–', ' to ')}"


def option_name(index: Index) -> str:
    """Return a way of searching within a sentence."""
    return words.uncapitalised(NAMES[index])


def verdict(o: OnVectors) -> Part:
    """Return the verdict on a database; of a plan that has one: whether it is needed."""
    if o.best is None:
        return UNKNOWN
    if not o.adopted:
        return marked(o.best.verdict)
    return needed(o.best.verdict)


def finding(o: OnVectors) -> str:
    """Return what brute force does today against its budget, or which limit is passed."""
    if not o.load.today > 0:
        return ": there is nothing to search yet"
    held = held_gb(o.p, o.load.today)
    took, budget = takes(o.latency_today_ms), milliseconds(first(o.p.latency_budget_ms))
    n = vectors(o.load.today)
    passed = [name for name in o.used if o.used[name][0] > 1]
    if "memory" in passed:
        left = size(first(o.p.memory_gb))
        return f": {n} take {size(first(held))} of memory; {left} are left"
    if "latency" in passed or not passed:
        told = "a search of all" if o.p.corpora == 1 else "a search of one corpus of"
        if o.too_short:
            return f": {told} {n} {took}, and no database meets {budget} either"
        return f": {told} {n} {took}{estimated(o)} and may take {budget}"
    return f": {n} pass the limit on {TOLD[passed[0]]}"


def where(o: OnVectors) -> str:
    """Return money, runway and turn."""
    return then(money(o), runway(o), turn(o), simpler(o))


def money(o: OnVectors) -> str:
    """Return what the database costs a month beside brute force."""
    more = o.cost_today(o.option) - o.cost_today(Index.BRUTE_FORCE)
    name = option_name(o.option)
    name = words.capitalised(name)
    if o.adopted:
        weeks = o.best_weeks
        back = f"; going back takes {words.number(weeks, 'weeks')} of work" if weeks > 0 else ""
        if more < 0:
            return f"{name} saves {words.money(-more)} a month."
        return f"{name} costs {words.money(more)} a month more than an array in memory{back}."
    if more < 0:
        return f"{name} would save {words.money(-more)} a month. {runway_sentence(o.e, o.best)}"
    return f"{name} would cost {words.money(more)} a month more{and_runway(o.e, o.best)}."


def runway(o: OnVectors) -> str:
    """Return what going back does to the runway; that of a database stands beside its cost.

    The plan holds no machines of an array: where it needs some, going back seems to save them.
    """
    if not o.adopted:
        return ""
    back, machines = runway_sentence(o.e, o.best, "Going back"), o.machines_of_array
    if not machines > 0:
        return back
    held = f"no line holds the {words.money(machines)} a month of the array's machines"
    if o.best is not None and o.best.months_gained >= NO_CHANGE_MONTHS and back:
        return f"{back.removesuffix('.')}, for {held}."
    return f"{back} {words.capitalised(held)}.".strip()


def turn(o: OnVectors) -> str:
    """Return what turns it, where and when; what pays says since when."""
    d, name = o.best, o.deciding
    if o.adopted or d is None or not o.load.today > 0:
        return ""
    if d.unknown:
        low, high = o.open_between
        return f"It is open {_span(Window(low, high), 'vectors')}."
    if d.verdict == Verdict.PAYS:
        return f"It has been so from {vectors(o.since)} on." if np.isfinite(o.since) else ""
    at, month = o.limits.get(name, np.inf), np.inf
    if name == COST and d.first_turn is not None:
        at, month = d.first_turn.crossing.value, d.first_turn.month
    elif name != COST:
        month = o.month_of(name)
    if not np.isfinite(at):
        return ""
    when = month_name(o.e, month, never="not in this plan")
    return f"{words.capitalised(TOLD[name])} turns it at {vectors(at)}, {when}."


def simpler(o: OnVectors) -> str:
    """Return what brute force would need instead, where a limit is passed."""
    if o.adopted or o.best is None or o.best.verdict != Verdict.PAYS:
        return ""
    bill = o.machines_of_array
    if not bill > 0:
        return ""
    machines = words.money(bill)
    if o.cost_today(o.option) < bill:
        return (
            f"Brute force on more machines would cost {machines} a month, which no line of this "
            "plan holds."
        )
    return f"Simpler first: more machines for brute force cost only {machines} a month."


def decides(o: OnVectors) -> str:
    """Return what decides the answer."""
    if o.best is not None and o.best.unknown:
        return (
            "What decides it: the time of one search; the estimate is right within a factor of "
            "two, and the budget lies within it."
        )
    if not o.load.today > 0:
        return "What decides it: the number of vectors."
    name = o.deciding
    if name == COST:
        mine, array = (o.cost_today(index) for index in (o.option, Index.BRUTE_FORCE))
        if o.adopted and mine > array:
            saved, weeks = words.money(mine - array), words.number(o.best_weeks, "weeks")
            return f"What decides it: {weeks} of work to go back, against {saved} a month saved."
        bills = f"{words.money(mine)} a month beside {words.money(array)} in memory"
        return f"What decides it: the bill, {bills}{work(o)}."
    return f"What decides it: {TOLD[name]}, today {of_allowed(float(o.used[name][0]))}{work(o)}."


def work(o: OnVectors) -> str:
    """Return the work that a database takes, behind what decides it."""
    if o.adopted or o.best is None or not o.best.weeks > 0:
        return ""
    return f"; a database takes {words.number(o.best.weeks, 'weeks')} of work"


def measure(o: OnVectors) -> str:
    """Return what to measure next."""
    if o.adopted:
        return "Measure next: the recall of your index, 100 queries against brute force."
    name = o.deciding
    if name == COST:
        return f"Measure next: a month's bill of {option_name(o.option)} for your own load."
    if name != "latency" and not (o.best is not None and o.best.unknown):
        turned = vectors(o.limits[name])
        return f"Measure next: vectors added a month; {turned} are the limit of {TOLD[name]}."
    if o.p.measured_ms is None:
        return "Measure next: one search on your machine, with the script below; it takes a minute."
    budget = milliseconds(first(o.p.latency_budget_ms))
    return f"Measure next: searches slower than {budget} in the busiest hour; five of 100 turn it."


def notes(o: OnVectors) -> list[str]:
    """Return what must be said beside the answer."""
    found = [*o.e.problems, _too_far(o), _slow_numpy(o), _beyond(o), _cores(o), _prices(o)]
    return [note for note in found if note]


def _too_far(o: OnVectors) -> str:
    index, managed = (o.answer_ms(one) for one in DATABASES)
    budget = first(o.p.latency_budget_ms)
    if managed < budget:
        return ""
    said = f"A managed database answers in {milliseconds(managed)}, its network included"
    if index < budget:
        allowed = f"the budget is {milliseconds(budget)}"
        return f"{said}; {allowed}. It does not help with latency here."
    return (
        f"{said}, an index we run in {milliseconds(index)}; the budget is {milliseconds(budget)}. "
        "Neither helps with latency here."
    )


def _slow_numpy(o: OnVectors) -> str:
    if o.p.value_type == ValueType.FLOAT32 or o.p.measured_ms is not None:
        return ""
    return (
        f"The estimate for {o.p.value_type} holds for a library that multiplies it as it is; plain "
        "numpy first makes float32 of it and takes longer."
    )


def _beyond(o: OnVectors) -> str:
    held = first(held_gb(o.p, o.load.today))
    if held <= LARGEST_SERVER_GB:
        return ""
    return f"{size(held)} of vectors do not fit into any one machine."


def _cores(o: OnVectors) -> str:
    cores = first(o.p.cores)
    if o.busy_cores < cores:
        return ""
    return (
        f"At the peak searches would keep {words.number(o.busy_cores, 'cores')} busy; "
        f"{words.number(cores)} are free, and the queue would grow without end."
    )


def _prices(o: OnVectors) -> str:
    rows = vector_search_catalog.listed(o.p.provider)
    if not rows:
        return ""
    row = rows["read_price"]
    same = all(
        getattr(o.p, name) == price
        for name, price in vector_search_catalog.prices_of(o.p.provider).items()
    )
    edited = "" if same else ", edited by you"
    return (
        f"Prices of {row.provider} {row.scope}, as of {row.as_of}, the middle of what is "
        f"published{edited}. They change every year, and third parties differ by 50 times."
    )


def sentence(o: OnVectors) -> list[Part]:
    """Return the answer in one sentence."""
    until = "" if o.adopted else until_then(o.best)
    return sentence_of(verdict(o), finding(o), where(o), decides(o), measure(o), until)
