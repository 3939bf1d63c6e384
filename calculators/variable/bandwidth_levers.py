"""Bandwidth: the levers of its page, each on its own scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculators.core import words
from calculators.core.adoption import Adoption, Saving
from calculators.core.business import Worth
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric, YesNo, pick
from calculators.variable import bandwidth_traffic as moved
from calculators.variable.bandwidth_inputs import Bandwidth, Pictures, Travels

PAGE = "bandwidth"
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Steady:
    """One plan at steady volumes: what its bandwidth costs at any of them."""

    scored_share: float  # of raw queries, cached ones left out
    queries: float  # [queries/month] raw, in month 1

    @property
    def many(self) -> float:
        """A volume by which a straight line in the queries is found: today's, or 1 without any."""
        return self.queries if self.queries > 0 else 1.0

    def cost(self, p: Bandwidth, queries: Floats) -> Floats:
        """Return the cost at steady raw queries, devices as in month 1 [USD/month]."""
        whole = np.ones(1)
        now = moved.traffic(p, queries, queries * self.scored_share, whole)
        return np.asarray(moved.bill(p, now).total)

    def curve(self, p: Bandwidth) -> Saving:
        """Return the cost of one set of inputs as a function of raw queries, for many calls.

        All but the tiers is a straight line in the queries, found at none and at today's: beside
        the updates of many devices one query alone would be lost in the digits.
        """
        ends = np.array([0.0, self.many])
        now = moved.traffic(p, ends, ends * self.scored_share, np.ones(1))
        paid = moved.bill(p, now)
        out, rest = moved.through_tiers(p, now), paid.total - paid.provider

        def cost(queries: Floats) -> Floats:
            times = queries / self.many
            own = out[0] + (out[1] - out[0]) * times
            through = moved.tier_cost(p.tiers, p.free_gb, own)
            return np.asarray(through + rest[0] + (rest[1] - rest[0]) * times)

        return cost

    def cost_of_devices(self, p: Bandwidth, devices: Floats) -> Floats:
        """Return the cost of so many times the devices, queries as in month 1 [USD/month]."""
        raw = np.array([self.queries])
        now = moved.traffic(p, raw, raw * self.scored_share, devices)
        return np.asarray(moved.bill(p, now).total)

    def edges(self, plans: Sequence[Bandwidth]) -> list[float]:
        """Return the raw queries at which what leaves reaches the allowance or the end of a tier.

        What leaves is a straight line in the queries: out(q) = updates + q · GB per query.
        """
        found = []
        for p in plans:
            ends_of_line = np.array([0.0, self.many])
            scored = ends_of_line * self.scored_share
            own = moved.through_tiers(p, moved.traffic(p, ends_of_line, scored, np.ones(1)))
            slope = float(own[1] - own[0]) / self.many
            ends = [p.free_gb, *(tier.up_to_gb for tier in p.tiers[:-1])]
            found += [(float(end) - float(own[0])) / slope for end in ends if slope > 0]
        return sorted({edge for edge in found if edge > 0})


def steady(plan: DemandPlan) -> Steady:
    """Return today's plan as one that may hold any volume."""
    raw = float(np.ravel(plan.raw_queries)[0])
    share = float(np.ravel(plan.scored_queries)[0]) / raw if raw > 0 else 1.0
    return Steady(scored_share=share, queries=raw)


def adoptions(p: Bandwidth, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers that the plan does not have yet and that would move fewer bytes."""
    now = steady(plan)
    payload = moved.payload(p)
    if payload.up + payload.down > 0 and now.queries > 0:  # without queries nobody waits either
        if p.compression == YesNo.NO:
            yield _compression(p, plan, worth, now)
        if p.pictures != Pictures.NONE and p.resolution_target < p.resolution:
            yield _resolution(p, plan, worth, now)
        if p.travels == Travels.RAW and now.scored_share < 1:
            yield _sampling(p, plan, worth, now)
    if p.differences == YesNo.NO and moved.update_gb(p) > 0:
        yield _differences(p, plan, now)


def _compression(p: Bandwidth, plan: DemandPlan, worth: Worth, now: Steady) -> Adoption:
    known = p.compression_ratio is not None
    then = replace(p, compression=YesNo.YES) if known else p
    return Adoption(
        key="bandwidth.compression", label="Compress what travels", page=PAGE,
        detail=f"{words.number(p.compression_ratio)} times smaller" if known else "not measured",
        changes={"bandwidth.compression": YesNo.YES}, weeks=p.compression_weeks,
        points_lost=p.compression_points, value_gained=_value(p, then, worth),
        scale=_queries(now, plan), saving=_saving(p, then, worth, now),
        edges=now.edges((p, then)),
        unknown="" if known else "the ratio on your own payload: not measured",
        assumes="bytes repeat themselves, as text in JSON does", simpler="send it as it is",
        signal="bytes of a day's payload before and after",
    )  # fmt: skip


def _resolution(p: Bandwidth, plan: DemandPlan, worth: Worth, now: Steady) -> Adoption:
    then = replace(p, resolution=p.resolution_target)
    lost = p.resolution_points
    return Adoption(
        key="bandwidth.resolution", label="Lower the resolution", page=PAGE,
        detail=f"to {words.percent(p.resolution_target)} of the original",
        changes={"bandwidth.resolution": p.resolution_target}, weeks=p.resolution_weeks,
        points_lost=0.0 if lost is None else lost, value_gained=_value(p, then, worth),
        scale=_queries(now, plan), saving=_saving(p, then, worth, now),
        edges=now.edges((p, then)),
        unknown="" if lost is not None else "the points lost at that resolution: not measured",
        assumes="pictures hold more detail than the answer needs", simpler="send the original",
        signal="accuracy on your evaluation set at both resolutions",
    )  # fmt: skip


def _sampling(p: Bandwidth, plan: DemandPlan, worth: Worth, now: Steady) -> Adoption:
    del worth  # a query that still travels takes as long as before
    then = replace(p, travels=Travels.SCORED)
    return Adoption(
        key="bandwidth.travels", label="Sample and cache on the device", page=PAGE,
        detail="send only what a model scores", changes={"bandwidth.travels": Travels.SCORED},
        weeks=p.sampling_weeks, scale=_queries(now, plan),
        saving=_saving(p, then, None, now), edges=now.edges((p, then)),
        assumes="most of what is sent is never scored", simpler="send everything",
        signal="share of the queries received that reach a model",
    )  # fmt: skip


def _differences(p: Bandwidth, plan: DemandPlan, now: Steady) -> Adoption:
    one = replace(p, devices=1.0)
    then = replace(one, differences=YesNo.YES)

    def saving(devices: Floats) -> Floats:
        return now.cost_of_devices(one, devices) - now.cost_of_devices(then, devices)

    customers = np.ravel(plan.customers)
    growth = customers / customers[0] if customers[0] > 0 else np.ones(customers.shape)
    return Adoption(
        key="bandwidth.differences", label="Send updates as differences", page=PAGE,
        detail=f"{words.percent(p.difference_size)} of the size", weeks=p.difference_weeks,
        changes={"bandwidth.differences": YesNo.YES}, saving=saving,
        scale=Scale(label="Devices", unit="devices", today=float(p.devices),
                    planned=float(p.devices) * growth),
        assumes="versions differ little, and devices hold the one before",
        simpler="send the whole update", signal="size of a difference between two versions",
    )  # fmt: skip


def _queries(now: Steady, plan: DemandPlan) -> Scale:
    return Scale(label="Queries a month", unit="queries/month", today=now.queries,
                 planned=np.ravel(plan.raw_queries))  # fmt: skip


def _value(p: Bandwidth, then: Bandwidth, worth: Worth) -> Numeric:
    """Return what the seconds saved of each answer are worth, if somebody waits [USD/month]."""
    waiting = pick(p.waits, {YesNo.YES: lambda: 1.0, YesNo.NO: lambda: 0.0})
    seconds = moved.transfer_seconds(p) - moved.transfer_seconds(then)
    value: Numeric = waiting * seconds * worth.second_value
    return value


def _saving(p: Bandwidth, then: Bandwidth, worth: Worth | None, now: Steady) -> Saving:
    value = 0.0 if worth is None else _value(p, then, worth)
    before, after = now.curve(p), now.curve(then)

    def saving(queries: Floats) -> Floats:
        return np.asarray(before(queries) - after(queries) + value)

    return saving
