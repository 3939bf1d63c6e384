"""Words of API or self-hosted: the verdict, where it turns, what decides, what to measure."""

from __future__ import annotations

import numpy as np

from calculators import catalog
from calculators.answers.api_case import Case, Part, TurnAt
from calculators.answers.lever_table import runway_change
from calculators.answers.plan_words import month_name
from calculators.choices import api_vs_self_hosted_catalog as api_catalog
from calculators.choices import api_vs_self_hosted_tokens as api_tokens
from calculators.core import words
from calculators.core.cost_line import Lens
from calculators.core.decision import Verdict
from calculators.core.units import HORIZON_MONTHS, first
from calculators.fill import TYPED
from calculators.variable.service import RENTED_WAYS, SUPPLY_LABELS

RULE_OF_THUMB_TOKENS = 2e9  # a month; assumption: below it own serving of one model rarely pays
EVEN = 1e-6  # of an error gap


def asked_words(c: Case, units: float) -> str:
    """Return what is asked in a month: ``13.1 B tokens a month``, ``12 M calls a month``."""
    return words.number(units, f"{c.sold.many}/month", never=f"any number of {c.sold.many}")


def bare_words(c: Case, units: float) -> str:
    """Return what is asked in a month, where its unit stands beside it: ``13.1 B``."""
    return words.number(units, never=f"any number of {c.sold.many}")


def reached_words(c: Case, turn: TurnAt) -> str:
    """Return when the plan comes to a crossing."""
    if not np.isfinite(turn.month) and turn.units <= c.units:
        return "passed already"
    return month_name(c.e, turn.month)


def turning_words(c: Case) -> str:
    """Return where it turns next, in what is asked a month."""
    if not c.turns:
        return ""
    turn = min(c.turns, key=lambda t: abs(np.log(t.units / c.units)))
    way = "the API is cheaper" if turn.to_api else "own serving is cheaper"
    return f"{way} from {asked_words(c, turn.units)}"


def api_name(c: Case) -> str:
    """Return how the API is called: as another model's where it is known to run one."""
    return "the API" if api_catalog.other_model(c.p, c.service) is None else "another model's API"


def verdict_words(c: Case) -> str:
    """Return the verdict in a few words."""
    decision = c.decision
    assert decision is not None
    option, other = ("own serving", api_name(c)) if c.by_api else (api_name(c), "own serving")
    said = {
        Verdict.PAYS: f"{words.capitalised(option)} pays",
        Verdict.NOT_YET: f"Stay with {other}",
        Verdict.NEVER: f"Stay with {other} at any volume",
        Verdict.CANNOT_TELL: "Cannot tell",
    }
    return said[decision.verdict]


def money_words(c: Case) -> str:
    """Return both bills of a month in the lens, and with engineers, the move and what is lost."""
    lens = "when paid" if c.lens == Lens.CASH else "spread over use"
    bills = words.money(c.in_lens(c.own_bill)), words.money(c.in_lens(c.api_bill))
    all_in = words.money(c.own_all_in), words.money(c.api_all_in)
    named = api_name(c) in verdict_words(c).replace("Another", "another")
    api = "the API" if named else api_name(c)
    return (
        f"for {c.service.name} machines cost {bills[0]} and {api} {bills[1]} a month, "
        f"{lens}; all in {all_in[0]} and {all_in[1]}."
    )


def runway_words(c: Case) -> str:
    """Return what the move does to the runway."""
    assert c.decision is not None
    change = runway_change(c.e, c.decision)
    if change == "no change":
        return "Moving changes the runway by less than a tenth of a month."
    if change.startswith("stays"):
        return f"The money lasts beyond {HORIZON_MONTHS} months either way."
    return f"Moving {change} of runway."


def turn_sentence(c: Case) -> str:
    """Return where it turns, and when the plan comes there."""
    if not c.turns:
        assert c.decision is not None
        reach = asked_words(c, c.decision.scale.high * c.units_per_query)
        return f"Nothing turns up to {reach}."
    turn = min(c.turns, key=lambda t: abs(np.log(t.units / c.units)))
    said = turning_words(c)
    when = month_name(c.e, turn.month)
    reached = f", {when}" if np.isfinite(turn.month) else ""  # a figure says today's
    return f"{words.capitalised(said)}{reached}."


def price_sentence(c: Case) -> str:
    """Return what own serving costs, and the price of an API at which both cost the same."""
    own = words.money(float(c.own_at(np.array([c.units]))[0]))
    begun = f"Own serving costs {own} a month all in, spread over use"
    price = c.price_today
    if not price > 0:
        return f"{begun}; the move and what an API takes beside its price cost more."
    asked = f"{words.money(price)} for {c.sold.a_lot}"
    return f"{begun}: an API that asks less than {asked} pays, the move and engineers in it."


def decides(c: Case) -> str:
    """Return what decides it: the largest part of what sets both ways apart."""
    if not c.fits:
        return "What decides it: own machines do not hold the model."
    own, api = c.per_lot(c.in_lens(c.own_bill)), c.per_lot(c.in_lens(c.api_bill))
    full = c.at_capacity
    paid = f"{c.sold.a_lot} costs {words.money(own)} on own machines"
    against = f"{words.money(api)} at the API"
    if c.largest != Part.BILL:
        return f"What decides it: {_beside_the_bill(c)}; {paid}, {against}."
    if full > api:
        return f"What decides it: {paid}, {words.money(full)} even if always full, and {against}."
    if own > api:
        return f"What decides it: idle time; {paid}, {words.money(full)} if always full, {against}."
    return f"What decides it: the price of a {c.sold.one}; {paid}, {against}."


def _beside_the_bill(c: Case) -> str:
    """Return the largest part of the difference with its amount, where it is not the bill."""
    much = words.money(abs(c.apart[c.largest]), "month")
    whose = "the API" if c.apart[c.largest] >= 0 else "own serving"
    errors = c.factor * first(c.p.error_gap) * first(c.p.cost_per_error) * c.calls
    wrong = "wrong" if 2 * abs(errors) >= abs(c.apart[Part.LOST]) else "slower"
    said = {
        Part.STAFF: f"engineers who keep own serving running, {much}",
        Part.TIME: f"engineers' time for {whose}, {much}",
        Part.LOST: f"{wrong} answers of {whose}, {much}",
        Part.REFUSED: f"revenue that {whose} turns away, {much}",
        Part.MOVE: f"the move to {'own serving' if c.by_api else 'the API'}, {much}",
    }
    return said[c.largest]


def measure_next(c: Case) -> str:
    """Return what to measure: the quality of both, and how much of it the saving bears."""
    if c.largest == Part.REFUSED and c.apart[Part.REFUSED] > 0:
        busiest = f"{c.sold.many} in the busiest minute"
        return f"Measure next: {busiest}, and the limit that the API grants you."
    allowed = c.errors_allowed
    if not np.isfinite(allowed):
        return "Measure next: what a wrong answer costs."
    share = words.percent(abs(allowed))
    if allowed > EVEN:
        return (
            f"Measure next: answers that the API gets wrong and own serving right; at {share} "
            "more of them both cost the same."
        )
    return (
        f"Measure next: answers that own serving gets wrong and the API right; at {share} more "
        "of them both cost the same."
    )


def notes(c: Case) -> list[str]:
    """Return what must be said: dates of prices, gaps, what is taken as alike."""
    of_prices = [_other_model(c), _origin(c), _doubt(c), _cache(c), _limit(c)]
    found = [*of_prices, _quality(c), _better_way(c), _thumb(c), _credits(c)]
    return [note for note in found if note]


def _other_model(c: Case) -> str:
    models = api_catalog.other_model(c.p, c.service)
    if models is None:
        return ""
    said = f"The API compared runs {models[0]}, not {models[1]} as {c.service.name} does"
    same = api_catalog.selling(c.service.model)
    if not same:
        return f"{said}; no API of the catalog sells that one."
    row = same[0]
    asked = (
        f"{words.money(row.input_per_million_usd)} and {words.money(row.output_per_million_usd)}"
    )
    return (
        f"{said}. The catalog has that one at {row.provider}, {asked} for a million tokens in and "
        "out: choose it as the API model."
    )


def _origin(c: Case) -> str:
    row, machine = api_catalog.listed(c.p), catalog.machine(c.service.machine)
    hour = words.money(first(c.service.price_per_gpu_hour), "h")
    date = "" if machine is None else f" (list price as of {machine.price_source.as_of})"
    gpu = f"A GPU costs {hour}{date}, {SUPPLY_LABELS[c.own_way].lower()}."
    if not c.by_tokens:
        return f"The price of the API is typed: the catalog lists none for calls. {gpu}"
    if row is None and c.p.model == TYPED:
        return f"The prices of the API are typed. {gpu}"
    if row is None:
        return (
            f"{c.p.model} is not in the catalog: the prices are those of the link or typed. {gpu}"
        )
    if not api_catalog.as_listed(c.p, row):
        return (
            f"The prices differ from the catalog's of {row.model} as of {row.as_of}; the ones "
            f"entered count. {gpu}"
        )
    return f"Price of {row.model} at {row.provider} as of {row.as_of}: {row.source}. {gpu}"


def _doubt(c: Case) -> str:
    row = api_catalog.listed(c.p)
    if row is None or not row.doubtful or not c.by_tokens:
        return ""
    second = row.second_input_per_million_usd, row.second_output_per_million_usd
    if None in second:
        return "The catalog calls this price doubtful."
    return (
        f"Another price list says {words.money(second[0])} and {words.money(second[1])} for a "
        "million tokens in and out: ask the provider."
    )


def _cache(c: Case) -> str:
    share = first(api_tokens.cached_share(c.p, c.service))
    if c.p.cached_price is not None or not share > 0 or not c.by_tokens:
        return ""
    return (
        f"{words.percent(share)} of the prompt is reused, but the API's price of cached input is "
        "unknown: it is counted at the full price."
    )


def _limit(c: Case) -> str:
    if not c.units > c.api_capacity:
        return ""
    lost = words.money(first(c.api_bill.revenue_lost), "month")
    return f"The busiest hours ask more than the rate limit: {lost} of revenue is turned away."


def _quality(c: Case) -> str:
    if first(c.p.error_gap) != 0:
        return ""
    return "Both are taken to answer alike until more or fewer wrong answers are entered."


def _better_way(c: Case) -> str:
    bills = {way: c.in_lens(c.result.bill(way)) for way in RENTED_WAYS if way != c.own_way}
    way = min(bills, key=lambda each: bills[each])
    best, now = bills[way], c.in_lens(c.own_bill)
    if not best < now:
        return ""
    beyond = c.own_all_in - now + best
    held = "still more than" if beyond > c.api_all_in else "less than"
    return (
        f"{SUPPLY_LABELS[way]}, machines would cost {words.money(best)} a month instead of "
        f"{words.money(now)}: all in {words.money(beyond)}, {held} the API's "
        f"{words.money(c.api_all_in)}. The page on compute compares these ways."
    )


def _thumb(c: Case) -> str:
    own_wins = c.own_all_in < c.api_all_in
    if not own_wins or not c.by_tokens or c.units >= RULE_OF_THUMB_TOKENS:
        return ""
    return (
        f"Own serving rarely pays below about {asked_words(c, RULE_OF_THUMB_TOKENS)} (a rule of "
        f"thumb); here it does, because {asked_words(c, c.units)} cost "
        f"{words.money(c.in_lens(c.api_bill))} at this API and machines and engineers "
        f"{words.money(c.in_lens(c.own_bill))} and {words.money(c.staff)}."
    )


def _credits(c: Case) -> str:
    if not first(c.e.scenario.business.credits) > 0 or not c.is_rented:
        return ""
    return "Cloud credits pay rented machines, not this API: the runway counts that."
