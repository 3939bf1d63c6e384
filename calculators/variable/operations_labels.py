"""Labels and field data: how many, what one that counts costs, how many are worth buying."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from calculators.core.business import Worth
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Inputs, Measured, Monthly, Numeric, YesNo, pick
from calculators.core.kept import Kept
from calculators.core.paid_labels import ASSUMED_PRICE, MOST_PRICE, PaidLabels
from calculators.core.units import SECONDS_PER_HOUR, over_months, ratio_or_never
from calculators.variable.operations_inputs import LabelPayment, Operations

MOST_WRONG = 0.49  # of two classes: at a half a label says nothing
Group = TypeVar("Group", bound=Inputs)
_priced = Kept[Any](64)


def used(slot: YesNo, size: Numeric) -> Numeric:
    """Return the size of a lever where the plan has it, else 0."""
    found: Numeric = pick(slot, {YesNo.YES: lambda: size, YesNo.NO: lambda: 0.0})
    return found


def label_price(p: Operations) -> Numeric:
    """Return the price of one label of one labeller [USD/label]: price, or seconds · wage / 3,600.

    Pre-annotation divides it by its speed-up; paid by the label, that has to be agreed on.
    """
    faster = pick(
        p.preannotation, {YesNo.YES: lambda: p.preannotation_speedup, YesNo.NO: lambda: 1.0}
    )
    price = pick(
        p.label_payment,
        {
            LabelPayment.PER_LABEL: lambda: p.price_per_label,
            LabelPayment.BY_TIME: lambda: p.seconds_per_label * p.wage_per_hour / SECONDS_PER_HOUR,
        },
    )
    return ratio_or_never(price, faster)


def given_item_cost(p: Operations) -> Numeric:
    """Return what an item costs that people label, however it was chosen [USD/item].

    labels an item · price of a label · (1 + review share), and the model that proposes beside it.
    Published prices are per labeller, so labels an item multiply.
    """
    by_people = p.labels_per_item * label_price(p) * (1 + p.review_share)
    return by_people + used(p.preannotation, p.preannotation_cost_per_item)


def labelled_item_cost(p: Operations) -> Numeric:
    """Return what an item costs that people label, with its selection [USD/item]."""
    return given_item_cost(p) + used(p.active_learning, p.selection_cost_per_item)


def labelled_share(p: Operations) -> Numeric:
    """Return the items that people label, over the items wanted."""
    by_people = 1 - used(p.synthetic, p.synthetic_share)
    return by_people * (1 - used(p.active_learning, p.active_saved_share))


def item_cost(p: Operations) -> Numeric:
    """Return what an item wanted costs [USD/item], in labels, active learning and synthetic data.

    (1 − q)·(1 − s)·labelled + q·synthetic/value: a share q is replaced by synthetic items, each
    worth ``value`` of a labelled one, and active learning saves a share s of the labels.
    """
    value = 1.0 if p.synthetic_counts_for is None else p.synthetic_counts_for
    made = used(p.synthetic, p.synthetic_share) * ratio_or_never(p.synthetic_cost_per_item, value)
    return labelled_share(p) * labelled_item_cost(p) + made


def follows(p: Operations, plan: DemandPlan) -> Monthly:
    """Return the part that keeps the model good, which follows the queries; share by month."""
    return over_months(p.keeping_share) * plan.growth


def new_kinds(plan: DemandPlan) -> Monthly:
    """Return the kinds that join in the next month: they are labelled before they do."""
    gained = plan.kinds[..., 1:] - plan.kinds[..., :-1]
    joined: Monthly = np.concatenate([gained, gained[..., -1:]], axis=-1)
    return joined


def kept_items(p: Operations, plan: DemandPlan) -> Monthly:
    """Return the items wanted that follow the volume [items/month]."""
    sampled = over_months(p.sampled_share) * plan.scored_queries
    return over_months(p.labelled_items) * follows(p, plan) + sampled


def items(p: Operations, plan: DemandPlan) -> Monthly:
    """Return the items wanted by month [items/month]: those that keep, and those that build."""
    return steady_items(p, plan) + over_months(p.items_per_new_kind) * new_kinds(plan)


def steady_items(p: Operations, plan: DemandPlan) -> Monthly:
    """Return the items wanted without those of new kinds: what the learning curve is about."""
    return kept_items(p, plan) + over_months(p.labelled_items * (1 - p.keeping_share))


def useful_label_price(p: Operations) -> Numeric:
    """Return the price of a label that counts [USD]: an item over the share that turns out useful.

    inf (never) when none does.
    """
    return ratio_or_never(item_cost(p), p.useful_share)


def counted_label_price(p: Operations) -> Measured:
    """Return the price of one more label of people that counts [USD/label]; None: not told here.

    What an item costs that people label over the share that turns out useful; seats of the tool are
    there already. The labels that active learning and synthetic data save are not taken off, nor is
    the selection added: who counts labels counts those that are made, and an evaluation set may be
    neither chosen by a model nor generated. Where nothing turns out useful no price is told, and
    the assumed one is taken.
    """
    if p.monthly_amount is not None or not np.any(np.greater(p.useful_share, 0)):
        return None
    price = np.minimum(ratio_or_never(given_item_cost(p), p.useful_share), MOST_PRICE)
    known: Numeric = np.where(np.greater(p.useful_share, 0), price, ASSUMED_PRICE)[()]
    return known


def with_label_price(group: Group, p: Operations) -> Group:
    """Return a group that pays for labels with their price, its own or that of operations.

    The same object for the same inputs: what is computed of it is found again.
    """
    if not isinstance(group, PaidLabels) or group.label_price is not None:
        return group
    found: Group = _priced.get(
        (group, p), lambda: replace(group, label_price=counted_label_price(p))
    )
    return found


def collected_hour_cost(p: Operations) -> Numeric:
    """Return what an hour of ordinary field data costs [USD/h], targeted or not.

    rate · (1 + s·premium)/(1 − s + s·value): a share s of the hours is targeted, is dearer, and
    counts for more, so that fewer are needed.
    """
    share = used(p.targeting, p.targeted_share)
    counts_for = 1 - share + share * p.targeted_counts_for
    return p.collection_price_per_hour * ratio_or_never(1 + share * p.targeted_premium, counts_for)


def labels_worth_buying(
    useful_per_month: Numeric, price: Numeric, removable: Numeric, exponent: Numeric,
    point_value: Numeric,
) -> Numeric:  # fmt: skip
    """Return the labels that count, a month, at which the next one is worth its price.

    The error that labels can remove is R·(n/m)^(−b) when n a month are bought instead of m, for
    the stock that a model learns from is proportional to what is bought a month. A point is worth
    V a month, so the next label is worth V·R·b·m^b·n^(−b − 1), and the price is met at
    n = (V·R·b·m^b/price)^(1/(1 + b)). Holds near today's m, from which the curve is known; no
    limit (inf) where a label costs nothing, 0 where none is of use.
    """
    worth = point_value * removable * exponent * np.power(useful_per_month, exponent)
    labels: Numeric = np.power(ratio_or_never(worth, price), 1 / (1 + exponent))
    return labels


def removable_points(p: Operations) -> Numeric | None:
    """Return the error that labels can remove [points]; None when the error is not measured."""
    if p.error_points is None:
        return None
    left: Numeric = np.maximum(p.error_points - p.floor_points, 0.0)
    return left


def clean_share(wrong: Numeric) -> Numeric:
    """Return what a label is worth against a correct one: (1 − 2η)², η its chance to be wrong.

    Examples needed at the same error grow with 1/(1 − 2η)² (Angluin and Laird 1988; Aslam and
    Decatur 1996): two classes, errors independent of the item. An assumed form beyond that.
    """
    share: Numeric = np.square(1 - 2 * np.minimum(wrong, MOST_WRONG))
    return share


def relabelling_gain(p: Operations, wrong: Numeric) -> Numeric:
    """Return labels in effect with relabelling over those without, at a share of wrong labels.

    With a share q of the items relabelled, new ones fall by q, and q/(1 − q) of the stock, all of
    it at the most, is wrong no more than relabelled items are.
    """
    q = p.relabelled_share
    reached = np.minimum(ratio_or_never(q, 1 - q), 1.0)
    left = wrong - reached * np.maximum(wrong - p.wrong_share_after, 0.0)
    gain: Numeric = (1 - q) * clean_share(left) / clean_share(wrong)
    return gain


def relabelled_worth(wrong: Numeric, after: Numeric) -> Numeric:
    """Return how many new items one relabelled item is worth: 4·(η − η′)/(1 − 2η).

    From d ln(n·(1 − 2η)²): relabelling one of n lowers the mean of η by (η − η′)/n. Above 1 it
    pays to relabel, which is so from η = (1 + 4·η′)/6.
    """
    worth: Numeric = 4 * np.maximum(wrong - after, 0.0) / (1 - 2 * np.minimum(wrong, MOST_WRONG))
    return worth


def worth_buying(p: Operations, plan: DemandPlan, worth: Worth) -> Numeric:
    """Return the labels worth buying in month 1 [labels/month]; 0 while the error is unknown."""
    removable = removable_points(p)
    steady: Numeric = steady_items(p, plan)[..., 0] * p.useful_share
    return labels_worth_buying(
        steady,
        useful_label_price(p),
        0.0 if removable is None else removable,
        p.learning_exponent,
        worth.point_value,
    )
