"""Tables of Commitments: the kinds beside each other, and what each future would cost."""

from __future__ import annotations

from calculators.answers.commitments_facts import Committed
from calculators.answers.commitments_words import gpus
from calculators.answers.lever_table import runway_change, turn_words
from calculators.answers.verdict_words import IN_TEXT
from calculators.choices.commitments import SERVICE_OWN, Offer
from calculators.core import load, words
from calculators.core.answer import Table
from calculators.core.decision import Verdict
from calculators.core.units import MONTHS_PER_YEAR, first
from calculators.variable import supply
from calculators.variable.service import SUPPLY_LABELS, CommitmentYears

OFFER_HEADS = (
    "Kind",
    "Discount",
    "Commit to",
    "A month",
    "Saves",
    "Month 1",
    "Runway",
    "Pays above",
    "Verdict",
)
REGRET_HEADS = (
    "If the load",
    "Growth",
    "Committed",
    "By the hour",
    "Saves",
    "Regret",
    "Best level",
)
BY_THE_HOUR = "By the hour"
THE_REST = "month 1, runway and verdict"
AT_TODAY = "verdicts are of today's load, the work counted"


def offers_table(c: Committed) -> Table:
    """Return each kind of commitment at its cheapest level, beside renting by the hour."""
    by_the_hour = [BY_THE_HOUR, "none", gpus(0.0), words.money(c.by_the_hour), *(["–"] * 5)]
    share = f"{words.percent(c.upfront)} is paid upfront, for the whole term"
    paid = f"in cash {share}" if c.upfront > 0 else "the same in cash, as it is paid month by month"
    return Table(
        title=f"On demand, one year, three years: {c.service.name}",
        subtitle="US dollars a month, mean of each term, at the cheapest level of each kind; "
        f"{paid}; saving and hours against renting by the hour{_judged(c)}",
        columns=OFFER_HEADS,
        rows=[by_the_hour, *(_offer_row(c, offer) for offer in c.offers)],
        numeric=OFFER_HEADS[1:8],
    )


def _judged(c: Committed) -> str:
    """Return against what the plan judges the kinds: the way that the service has now."""
    way = SUPPLY_LABELS[c.service.supply].lower()
    return "" if c.is_held else f", {THE_REST} against what the plan has, {way}; {AT_TODAY}"


def _offer_row(c: Committed, offer: Offer) -> list[str]:
    if offer.discount is None:
        wanted = f"cannot tell: enter {offer.missing}"
        return [f"{offer.label} · price unknown", *([words.UNKNOWN] * 7), wanted]
    months = supply.term_months(offer.years)
    hours, ratio = c.needed(months), 1 - float(offer.discount)
    level = float(load.reserve_level(hours, ratio))
    rented = float(hours.mean()) * c.price
    held = (level * ratio + float(((hours - level).clip(min=0)).mean())) * c.price
    own = offer.origin == SERVICE_OWN
    return [
        f"{offer.label} · {offer.origin}",
        words.percent(float(offer.discount)),
        gpus(level),
        words.money(held),
        words.money(rented - held),
        _month_1(c, offer),
        _runway(c, offer),
        f"{words.percent(ratio)} of hours",
        _verdict(c, offer, own, rented > held),
    ]


def _month_1(c: Committed, offer: Offer) -> str:
    """Return what a kind does to the bill of month 1, GPUs for later growth in it."""
    found = c.decision_of(offer)
    saved = first(found.monthly_saving) if found else 0.0
    return f"{' '.join(words.signed_money(saved))}" if saved else "no change"


def _runway(c: Committed, offer: Offer) -> str:
    found = c.decision_of(offer)
    return (
        "in the plan"
        if found is None and c.is_held
        else (runway_change(c.e, found) if found else "no change")
    )


def _verdict(c: Committed, offer: Offer, own: bool, saves: bool) -> str:
    found = c.decision_of(offer)
    if found is not None:
        turn = turn_words(c.e, found) if found.verdict == Verdict.NOT_YET else ""
        return f"{IN_TEXT[found.verdict]}: {turn}" if turn else IN_TEXT[found.verdict]
    if c.is_held and own:
        return "chosen"
    return "pays" if saves else "never"


def regret_table(c: Committed) -> Table:
    """Return what the level costs as planned, flat and failing, against the best in hindsight."""
    years = c.service.commitment_years == CommitmentYears.THREE
    term = "three years" if years else f"{MONTHS_PER_YEAR:.0f} months"
    return Table(
        title=f"If growth fails: {gpus(c.level)} committed all the same",
        subtitle=f"US dollars a month, mean of {term}; regret is what the level costs more than "
        "the best one in hindsight",
        columns=REGRET_HEADS,
        rows=[
            [
                r.name,
                f"{words.percent(r.growth)} a month",
                words.money(r.held),
                words.money(r.by_the_hour),
                words.money(r.saving),
                words.money(r.regret),
                gpus(r.best),
            ]
            for r in c.regrets
        ],
        numeric=REGRET_HEADS[1:-1],
    )
