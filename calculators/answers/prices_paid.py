"""The prices that a plan pays, by the way in which each service and training are supplied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators import catalog, discounts
from calculators.catalog import CloudInstance, Machine
from calculators.catalog.loader import found
from calculators.choices import api_vs_self_hosted_catalog as api_catalog
from calculators.choices import cloud_vs_onprem_prices as own_prices
from calculators.choices import spot_market
from calculators.core import words
from calculators.core.inputs import Numeric, Source, YesNo
from calculators.core.units import first
from calculators.fixed.training_inputs import TrainingSupply
from calculators.scenario import Scenario
from calculators.variable.bandwidth_prices import price_list
from calculators.variable.service import OWNED_WAYS, WITHOUT_MACHINES, Service, Supply

TYPED, NO_ROW = "typed by you", "none"
NO_SOURCE = Source("")
BY_THE_HOUR = "by the hour"
ALL_BY_THE_HOUR = (Supply.ON_DEMAND, Supply.AUTOSCALED, Supply.HELD_DOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A price that the plan pays, and the row of the catalog behind it where there is one."""

    where: str
    name: str = TYPED
    plan: str  # words of the price in the plan
    listed: str = NO_ROW  # words of the price in the catalog
    discount: str = NO_ROW  # words of one's own, by provider
    source: Source = NO_SOURCE
    doubtful: bool = False

    @property
    def whose(self) -> str:
        """The service or topic that pays it."""
        return self.where.partition(" (")[0]

    @property
    def is_listed(self) -> bool:
        """Whether a row of the catalog stands behind it."""
        return self.source is not NO_SOURCE


def paid_prices(scenario: Scenario) -> list[Used]:
    """Return every price that the plan pays for machines, tokens and data that leaves."""
    services = [one for row in scenario.services.rows for one in _of_service(scenario, row)]
    return [*services, *_of_training(scenario), _of_bandwidth(scenario)]


def _of_service(s: Scenario, service: Service) -> Iterator[Used]:
    """Yield what a service pays: its way, and what is rented by the hour beside it."""
    name, way = service.name, service.supply
    rented = _rented(s, name, service.machine, service.price_per_gpu_hour)
    if way in ALL_BY_THE_HOUR:
        yield rented
        return
    if way == Supply.COMMITTED:
        less = service.price_per_gpu_hour * (1 - service.commitment_discount)
        yield replace(rented, where=f"{name} (bought ahead)", plan=words.money(first(less), "h"))
    elif way == Supply.SPOT:
        yield _on_spot(s, rented, service.machine, service.price_per_gpu_hour)
    elif way in OWNED_WAYS:
        yield _owned(s, service)
    elif way == Supply.SERVERLESS:
        second = service.serverless_price_per_gpu_second
        shown = words.unknown() if second is None else f"{words.money(first(second))}/GPU-s"
        yield Used(where=f"{name} (serverless)", plan=shown)
    else:
        yield from _by_tokens(s, name)
    if _rents_beside(s, service):
        yield replace(rented, where=f"{name} ({BY_THE_HOUR})")


def _rents_beside(s: Scenario, service: Service) -> bool:
    """Whether machines are rented by the hour beside the way that is chosen."""
    if first(service.other_gpus) > 0:
        return True
    if service.supply in WITHOUT_MACHINES:
        return False
    if service.supply == Supply.SPOT:
        return first(s.spot.on_demand_share) > 0
    if service.supply == Supply.OWN:
        own = s.ownership
        waits = first(own.delay_months) > 0 or first(own.buy_month) > 1
        return waits or own.refresh == YesNo.NO
    return True


def _rented(s: Scenario, where: str, key: str, price: Numeric) -> Used:
    machine, paid = catalog.machine(key), words.money(first(price), "h")
    if machine is None:
        return Used(where=where, plan=paid)
    return Used(where=where, name=machine.label, plan=paid,
                listed=words.money(machine.price_per_gpu_hour, "h"),
                discount=_discount(s, machine.provider), source=machine.price_source,
                doubtful=machine.doubtful)  # fmt: skip


def _on_spot(s: Scenario, rented: Used, key: str, price: Numeric) -> Used:
    """Return the price on spot: that by the hour less the discount entered, or the catalog's."""
    off = spot_market.discount(s.spot, key)
    shown = words.unknown() if off is None else words.money(first(price * (1 - off)), "h")
    paid = replace(rented, where=f"{rented.where} (on spot)", plan=shown)
    machine, row = catalog.machine(key), found(catalog.cloud_instances(), key)
    if machine is None or row is None or machine.spot_per_hour is None:
        return replace(paid, name=TYPED, listed=NO_ROW, source=NO_SOURCE, doubtful=False)
    listed = words.money(machine.spot_per_hour / machine.gpus_per_machine, "h")
    origin = _spot_source(machine, row)
    return replace(paid, listed=listed, source=origin, doubtful=row.spot_doubtful)


def _spot_source(machine: Machine, row: CloudInstance) -> Source:
    """Return where the spot price comes from: a source of its own, or that of the row."""
    if not row.spot_source:
        return machine.price_source
    return Source(row.spot_source, as_of=row.spot_as_of or machine.price_source.as_of)


def _owned(s: Scenario, service: Service) -> Used:
    """Return the price of an own GPU with its share of the server, or its lease, beside the card's.

    A price that was entered has no row behind it.
    """
    where = f"{service.name} (to own)"
    price = own_prices.own_gpu(s.ownership, service, s.worth)
    card = own_prices.card(service.machine)
    shown = words.unknown()
    if price is not None and s.ownership.lease == YesNo.YES:
        lease = price.price * s.ownership.lease_price / own_prices.LEASED_UNIT
        shown = f"{words.money(first(lease))} a GPU a month"
    elif price is not None:
        shown = f"{words.money(first(price.bought))} a GPU"
    if card is None or card.price is None or s.ownership.gpu_price is not None:
        return Used(where=where, plan=shown)
    return Used(where=where, name=f"{card.label}, the card alone", plan=shown,
                listed=words.money(card.price), source=Source(card.source, as_of=card.as_of),
                )  # fmt: skip


def _by_tokens(s: Scenario, name: str) -> Iterator[Used]:
    """Yield the price of tokens in and out, and of those found in the cache where it is known."""
    row, api = api_catalog.listed(s.api), s.api
    paid = {"input": api.input_price, "output": api.output_price, "cached": api.cached_price}
    listed = dict(
        zip(paid, api_catalog.prices_of(row).values() if row else (None,) * 3, strict=True)
    )
    for kind, price in paid.items():
        if kind == "cached" and price is None:
            continue
        one = Used(where=f"{name} (API, {kind})", plan=_a_million(price))
        if row is not None:
            model = f"{row.model.rpartition('/')[2]} · {row.provider}"
            one = replace(one, name=model, listed=_a_million(listed[kind]), source=row.origin,
                          discount=_discount(s, row.provider), doubtful=row.doubtful)  # fmt: skip
        yield one


def _a_million(price: Numeric | None) -> str:
    return words.unknown() if price is None else f"{words.money(first(price))}/M tokens"


def _of_training(s: Scenario) -> Iterator[Used]:
    """Yield what training pays; own machines stand on the page Hardware."""
    p = s.training
    rented = _rented(s, "Training", p.machine, p.price_per_gpu_hour)
    if p.supply == TrainingSupply.ON_DEMAND:
        yield rented
    elif p.supply == TrainingSupply.SPOT:
        yield _on_spot(s, rented, p.machine, p.price_per_gpu_hour)
    else:
        if p.supply == TrainingSupply.COMMITTED:
            less = p.price_per_gpu_hour * (1 - p.commitment_discount)
            yield replace(rented, where="Training (committed)", plan=words.money(first(less), "h"))
        yield replace(rented, where=f"Training (beyond, {BY_THE_HOUR})")


def _of_bandwidth(s: Scenario) -> Used:
    moving = price_list(s.bandwidth.provider)
    if moving is None:
        return Used(where="Bandwidth", plan="your tiers")
    share = discounts.share_off(s.services.discounts, moving.provider)
    same = discounts.is_price(s.bandwidth.tiers, discounts.less(moving.tiers, share))
    said = "discounted" if share else "as listed"
    return Used(where="Bandwidth", name=moving.name, plan=said if same else "changed by you",
                listed=f"{len(moving.tiers)} tiers", discount=_discount(s, moving.provider),
                source=moving.source)  # fmt: skip


def _discount(s: Scenario, provider: str) -> str:
    share = first(discounts.share_off(s.services.discounts, provider))
    return words.percent(share) if share else NO_ROW
