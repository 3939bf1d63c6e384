"""Operations: the levers on labels and what an error is worth. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import NO_YES, Choice, Input, Measured, Numeric, Source, YesNo
from calculators.core.sources import WORK, YOURS, assumption
from calculators.variable.operations_cost_inputs import LabelPayment, OperationsCosts

__all__ = ["LabelPayment", "Operations"]

CFM_MODEL = Source(
    "CFM case study: a language model of 70 billion parameters at about 8 USD/h proposed labels "
    "for 1,000 samples in 2 minutes, 0.27 USD",
    "https://huggingface.co/blog/cfm-case-study", "2024-12")
HESTNESS = Source(
    "Hestness et al., Deep learning scaling is predictable, empirically, 2017: exponents of 0.07 "
    "to 0.35; the middle is taken", "https://arxiv.org/abs/1712.00409", "2017-12")
TRY = assumption("not measured yet; try it on some hundred items")
SHARE = "share"


@dataclass(frozen=True, kw_only=True, eq=False)
class Operations(OperationsCosts):
    """Keeping the model good: labels, monitoring, evaluation, and what would make it cheaper."""

    preannotation: Annotated[YesNo, Choice(
        label="Pre-annotation", options=YesNo, labels=NO_YES, source=YOURS,
        help="A model proposes the label and a person checks it.")] = YesNo.NO
    preannotation_speedup: Annotated[Numeric, Input(
        label="Pre-annotation: labels are so many times faster", unit="×", bounds=(0.1, 100.0),
        typical=(0.5, 5.0), step=0.1, doubt=(0.6, 1.5), source=TRY,
        help="Review included. Up to 70 % less labelling is what vendors name as a ceiling. A "
        "price by the label has to fall as much.")] = 1.5
    preannotation_cost_per_item: Annotated[Numeric, Input(
        label="Pre-annotation: model, an item", unit="USD/item", bounds=(0.0, 100.0),
        typical=(0.0, 0.1), step=0.001, source=CFM_MODEL, expert=True)] = 0.00027
    preannotation_points: Annotated[Numeric, Input(
        label="Pre-annotation: points lost", unit="points", bounds=(0.0, 100.0), typical=(0.0, 5.0),
        step=0.1, doubt=(0.3, 3.0), expert=True,
        source=assumption("people agree too readily; unchecked, the model of the CFM case study "
                          "lost 2 points of F1"))] = 0.1
    preannotation_weeks: Annotated[Numeric, Input(
        label="Pre-annotation: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 2.0

    active_learning: Annotated[YesNo, Choice(
        label="Active learning", options=YesNo, labels=NO_YES, source=YOURS,
        help="The model picks the items it is least sure of.")] = YesNo.NO
    active_saved_share: Annotated[Numeric, Input(
        label="Active learning: labels it saves", unit=SHARE, bounds=(0.0, 0.99),
        typical=(0.0, 0.9), step=0.05, doubt=(0.5, 1.5), source=TRY,
        help="At the same error.")] = 0.3
    selection_cost_per_item: Annotated[Numeric, Input(
        label="Active learning: selection, an item", unit="USD/item", bounds=(0.0, 100.0),
        typical=(0.0, 0.1), step=0.001, source=WORK, expert=True,
        help="Scoring the items among which one is picked.")] = 0.005
    active_weeks: Annotated[Numeric, Input(
        label="Active learning: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 3.0

    synthetic: Annotated[YesNo, Choice(
        label="Synthetic data", options=YesNo, labels=NO_YES, source=YOURS,
        help="Generated items take the place of labelled ones.")] = YesNo.NO
    synthetic_share: Annotated[Numeric, Input(
        label="Synthetic data: replaces", unit=SHARE, bounds=(0.0, 1.0), typical=(0.0, 0.9),
        step=0.05, source=TRY, expert=True, help="Of the items that would be labelled.")] = 0.3
    synthetic_cost_per_item: Annotated[Numeric, Input(
        label="Synthetic data: an item", unit="USD/item", bounds=(0.0, 1000.0), typical=(0.0, 1.0),
        step=0.001, doubt=(0.5, 2.0), source=WORK)] = 0.01
    synthetic_counts_for: Annotated[Measured, Input(
        label="Synthetic data: measured value of an item", unit="×", bounds=(0.01, 10.0),
        typical=(0.05, 1.0), step=0.05, optional=True, source=YOURS,
        help="Against a labelled one. It differs too much between tasks to be assumed: train with "
        "and without, and compare on real data.")] = None
    synthetic_weeks: Annotated[Numeric, Input(
        label="Synthetic data: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 30.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 6.0

    targeting: Annotated[YesNo, Choice(
        label="Targeted collection", options=YesNo, labels=NO_YES, source=YOURS,
        help="A share of the hours goes to what is rare: rush hours, bad weather.")] = YesNo.NO
    targeted_share: Annotated[Numeric, Input(
        label="Targeted collection: share of the hours", unit=SHARE, bounds=(0.0, 1.0),
        typical=(0.0, 1.0), step=0.05, source=YOURS, expert=True)] = 0.3
    targeted_counts_for: Annotated[Numeric, Input(
        label="Targeted collection: an hour counts for", unit="×", bounds=(0.1, 100.0),
        typical=(0.5, 10.0), step=0.1, doubt=(0.5, 1.5), source=TRY, expert=True,
        help="Hours of ordinary collection.")] = 2.0
    targeted_premium: Annotated[Numeric, Input(
        label="Targeted collection: dearer by", unit=SHARE, bounds=(0.0, 10.0), typical=(0.0, 2.0),
        step=0.05, source=WORK, expert=True, help="Nights, waiting for rain.")] = 0.25
    targeting_weeks: Annotated[Numeric, Input(
        label="Targeted collection: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 1.0

    relabelling: Annotated[YesNo, Choice(
        label="Relabel old items", options=YesNo, labels=NO_YES, source=YOURS, expert=True,
        help="A share of the items of a month is old ones labelled again.")] = YesNo.NO
    relabelled_share: Annotated[Numeric, Input(
        label="Relabelling: share of the items", unit=SHARE, bounds=(0.0, 0.9), typical=(0.0, 0.9),
        step=0.05, source=WORK, expert=True)] = 0.2
    wrong_share: Annotated[Measured, Input(
        label="Labels that are wrong, measured", unit=SHARE, bounds=(0.0, 0.49),
        typical=(0.0, 0.4), step=0.01, optional=True, source=YOURS,
        help="Have a hundred items labelled again, with care, and count.")] = None
    wrong_share_after: Annotated[Numeric, Input(
        label="Labels wrong once relabelled", unit=SHARE, bounds=(0.0, 0.49), typical=(0.0, 0.3),
        step=0.01, source=TRY, expert=True)] = 0.02

    error_points: Annotated[Measured, Input(
        label="Error today, measured", unit="points", bounds=(0.0, 100.0), typical=(0.5, 50.0),
        step=0.1, optional=True, doubt=(0.8, 1.3), source=YOURS,
        help="Percentage points of answers that are wrong, on an evaluation set of your own.")
        ] = None
    floor_points: Annotated[Numeric, Input(
        label="Error that no label removes", unit="points", bounds=(0.0, 100.0),
        typical=(0.0, 30.0), step=0.1, doubt=(0.5, 1.5),
        source=assumption("unclear cases on which careful people differ"))] = 1.0
    learning_exponent: Annotated[Numeric, Input(
        label="Learning curve, exponent", unit="1", bounds=(0.01, 2.0), typical=(0.05, 0.5),
        step=0.01, doubt=(0.5, 1.6), source=HESTNESS, expert=True,
        help="0.2: 32 times the labels halve the error that labels can remove.")] = 0.2

    def relations(self) -> list[str]:
        """Return a sentence for each pair of fields that contradict each other."""
        problems = []
        if self.synthetic == YesNo.YES and self.synthetic_counts_for is None:
            problems.append(
                "Synthetic data: measured value of an item: unknown; while synthetic data is used "
                "it takes 0.01 to 10 ×")
        return problems
