"""What decides the cost of bandwidth, what to measure next, and what must be said beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from calculators.answers import plan_words
from calculators.answers.bandwidth_curves import Moving
from calculators.answers.plan_words import date
from calculators.answers.price_notes import egress_price
from calculators.core import words
from calculators.core.inputs import Input, YesNo, specs
from calculators.core.units import HORIZON_MONTHS, first
from calculators.variable.bandwidth_inputs import Bandwidth, Encoding
from calculators.variable.bandwidth_prices import price_list

MILLISECONDS = 1e3
NOTICED = 0.05  # dollars a month: less is no reason to measure
MEASURED_FIRST = ("kilobytes_down", "kilobytes_up", "retry_share", "difference_size")


def seconds_words(seconds: float) -> str:
    """Return a duration: milliseconds below one second."""
    if seconds < 1:
        return words.value_with_unit(seconds * MILLISECONDS, "ms")
    return words.value_with_unit(seconds, "s")


def decides(m: Moving) -> str:
    """Return which part of the bill is the largest, or what keeps it at nothing."""
    if m.entered:
        return "What decides it: the amount entered, and how queries grow."
    parts = {
        f"the {words.value_with_unit(first(m.query.down), 'kB')} that an answer sends down":
            first(m.bill.provider + m.bill.cdn) * _answers_share(m),
        "the updates over the air": first(m.bill.provider + m.bill.cdn) * (1 - _answers_share(m)),
        f"the {words.value_with_unit(first(m.query.up), 'kB')} that a query sends up, "
        f"at {words.money(m.p.inbound_price, 'GB')}": first(m.bill.inbound),
        "traffic between zones": first(m.bill.zones),
        "the CPU time of compression": first(m.bill.cpu),
    }  # fmt: skip
    name = max(parts, key=lambda part: parts[part])
    if parts[name] > 0:
        return f"What decides it: {name}."
    if first(m.traffic.out) > 0 and first(m.p.free_gb) >= first(m.traffic.out):
        return "What decides it: the free allowance, which holds all that leaves."
    return "What decides it: nothing that is paid for moves."


def _answers_share(m: Moving) -> float:
    out = first(m.traffic.out)
    return first(m.traffic.down) / out if out > 0 else 1.0


def measure_next(m: Moving) -> str:
    """Return the guess whose usual error moves the bill most."""
    if m.entered:
        return "Measure next: bytes of a day's payload; then clear the amount."
    declared = specs(Bandwidth)
    swings = {}
    for name in MEASURED_FIRST:
        spec, value = declared[name], getattr(m.p, name)
        if not isinstance(spec, Input) or spec.doubt is None:
            continue
        low, high = (float(np.clip(value * x, *spec.bounds)) for x in spec.doubt)
        ends = [_cost_with(m, name, end) for end in (low, high)]
        swings[spec.label] = abs(ends[1] - ends[0])
    label = max(swings, key=lambda one: swings[one])
    if swings[label] < NOTICED:
        return "Measure next: nothing here; likely errors do not change the bill."
    moved = words.money(swings[label])
    label = words.uncapitalised(label)
    return f"Measure next: {label}; its usual error moves {moved} a month."


def _cost_with(m: Moving, name: str, value: float) -> float:
    changed: dict[str, Any] = {name: value}
    there = replace(m.p, **changed)
    return float(m.steady.cost(there, np.array([m.steady.queries]))[0])


def notes(m: Moving) -> list[str]:
    """Return what a reader must know: the amount entered, allowance, ends of lists, encoding."""
    if m.entered:
        return [plan_words.one_amount(m.p.monthly_amount)]
    found = [_allowance(m), _list_note(m), _end_note(m), _encoding(m), _compressed(m)]
    found.append(egress_price(m.p))
    return [note for note in found if note]


def _allowance(m: Moving) -> str:
    free, out = first(m.p.free_gb), np.ravel(m.traffic.out)
    if not free > 0 or out[0] > free or not out[0] > 0:
        return ""
    said = (
        f"The free {words.value_with_unit(free, 'GB')} hold all that leaves, "
        f"{words.value_with_unit(out[0], 'GB')} a month: it costs nothing"
    )
    above = out > free
    if not above.any():
        return f"{said} through month {HORIZON_MONTHS}."
    return f"{said} until {date(m.e, int(np.argmax(above)))}."


def _list_note(m: Moving) -> str:
    chosen = price_list(m.p.provider)
    if chosen is None:
        return "" if m.p.provider == "typed" else "The price list named is not in the catalog."
    tiers = [(t.up_to_gb, t.price) for t in m.p.tiers]
    same = tiers == [(t.up_to_gb, t.price) for t in chosen.tiers]
    if same and m.p.free_gb == chosen.free_gb:
        return f"{chosen.name}: {chosen.condition}." if chosen.condition else ""
    return (
        f"Tiers or allowance are not those of the list of {chosen.name}; they are used as entered."
    )


def _end_note(m: Moving) -> str:
    chosen = price_list(m.p.provider)
    most = float(np.max(m.traffic.out))
    if chosen is None or chosen.ends_at_gb is None or most <= chosen.ends_at_gb:
        return ""
    month = int(np.argmax(np.ravel(m.traffic.out) > chosen.ends_at_gb))
    return f"{chosen.ends} The plan gets there in {date(m.e, month)}."


def _encoding(m: Moving) -> str:
    if m.p.encoding == Encoding.BINARY:
        return ""
    there = replace(m.p, encoding=Encoding.BINARY)
    saved = m.cost[0] - float(m.steady.cost(there, np.array([m.steady.queries]))[0])
    return f"Base64 makes 4 bytes of 3; sent as binary it would save {words.money(saved, 'month')}."


def _compressed(m: Moving) -> str:
    if m.p.compression == YesNo.NO or m.p.compression_ratio is None:
        return ""
    return f"All bytes of queries are taken as {words.number(m.p.compression_ratio)} times smaller."
