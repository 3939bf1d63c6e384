"""Near-duplicate removal: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from calculators.core.inputs import Choice, Input, Inputs, Measured, Numeric
from calculators.core.range_words import entered
from calculators.core.sources import LOSS, WORK, YOURS, assumption

COUNTED = assumption("yours to count; take a random sample of failures and read them")
PAIRS = assumption("not measured yet; run the check of this page on your own text")


class Method(StrEnum):
    """How far the removal of duplicates goes; each holds what stands before it."""

    NONE = "none"
    EXACT = "exact"  # equal once case and spaces are the same: one hash for each text
    NEAR = "near"  # alike by the words they share: hashes in bands
    SEMANTIC = "semantic"  # alike in meaning: embeddings


@dataclass(frozen=True, kw_only=True, eq=False)
class NearDuplicates(Inputs):
    """Near-duplicate removal: failures traced to it, what it takes, and what it removes wrongly."""

    method: Annotated[Method, Choice(
        label="Duplicates removed", options=Method, source=YOURS,
        labels={"none": "none", "exact": "exact copies, by hash",
                "near": "near-duplicates, by hashes in bands",
                "semantic": "same meaning, by embeddings"})] = Method.NONE
    failure_share: Annotated[Numeric, Input(
        label="Queries that fail", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.3), step=0.001,
        doubt=(0.5, 2.0), source=LOSS,
        help="Share of the queries that a model answers and that users would call wrong.")] = 0.05
    failures_sampled: Annotated[Measured, Input(
        label="Failures read", unit="failures", bounds=(1.0, 1e9), typical=(10.0, 2000.0),
        whole=True, optional=True, source=COUNTED,
        help="A random sample of failures, each read for its cause. Empty: none yet.")] = None
    failures_traced: Annotated[Measured, Input(
        label="Of them due to near-duplicates", unit="failures", bounds=(0.0, 1e9),
        typical=(0.0, 200.0), whole=True, optional=True, source=COUNTED,
        help="Count one only if it is gone once the near-duplicates are taken out by hand.")] = None
    cost_per_failure: Annotated[Numeric, Input(
        label="Cost of a failure", unit="USD/failure", bounds=(0.0, 1e7), typical=(0.0, 100.0),
        step=0.01, doubt=(0.3, 3.0), source=YOURS,
        help="What one wrong answer costs the business. Value, not cash.")] = 0.05
    exact_share: Annotated[Numeric, Input(
        label="Of these, exact copies", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.05, doubt=(0.5, 1.5), source=PAIRS,
        help="Share of the traced failures that equal texts cause, case and spaces aside.")] = 0.3
    confidence: Annotated[Numeric, Input(
        label="Confidence of the interval", unit="share", bounds=(0.5, 0.999), typical=(0.8, 0.99),
        step=0.01, expert=True, source=assumption("the usual 95 %"))] = 0.95
    tracing_minutes: Annotated[Numeric, Input(
        label="Reading one failure", unit="minutes", bounds=(0.0, 1e4), typical=(1.0, 60.0),
        step=1.0, doubt=(0.5, 2.0), expert=True,
        source=assumption("a quarter of an hour to find the cause of one failure"))] = 15.0
    hashes: Annotated[Numeric, Input(
        label="Hashes", unit="hashes", bounds=(2.0, 1024.0), typical=(32.0, 256.0), whole=True,
        source=assumption("as many as common libraries take unless told otherwise"),
        help="Of each text. More of them tell similarity better and take longer.")] = 128.0
    bands: Annotated[Numeric, Input(
        label="Bands", unit="bands", bounds=(2.0, 1024.0), typical=(2.0, 64.0), whole=True,
        source=assumption("16 bands of 8 hashes: about half of the pairs of 67 % are found"),
        help="Two texts that agree in a whole band are taken for near-duplicates.")] = 16.0
    pair_similarity: Annotated[Numeric, Input(
        label="Similarity of near-duplicates", unit="share", bounds=(0.0, 1.0), typical=(0.3, 1.0),
        step=0.01, doubt=(0.8, 1.1), source=PAIRS,
        help="Share of their runs of words that two texts behind a failure have in common "
        "(Jaccard).")] = 0.85
    exact_weeks: Annotated[Numeric, Input(
        label="Work for exact hashing", unit="weeks", bounds=(0.0, 100.0), typical=(0.0, 2.0),
        step=0.1, doubt=(0.5, 2.0), expert=True, source=WORK,
        help="Once; a few lines in the loading script, with no upkeep.")] = 0.2
    calibration_weeks: Annotated[Numeric, Input(
        label="Work to calibrate", unit="weeks", bounds=(0.0, 520.0), typical=(0.0, 12.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK,
        help="Once; setting the threshold, and reading what the first pass removes.")] = 3.0
    upkeep_time: Annotated[Numeric, Input(
        label="Upkeep", unit="weeks/month", bounds=(0.0, 52.0), typical=(0.0, 2.0), step=0.05,
        doubt=(0.5, 2.0), source=WORK,
        help="Engineer time that goes on: runs, new kinds of text, complaints.")] = 0.25
    new_documents: Annotated[Numeric, Input(
        label="New texts", unit="texts/month", bounds=(0.0, 1e12), typical=(100.0, 1e7),
        source=YOURS, help="That are added and checked a month.")] = 5000.0
    lookalike_share: Annotated[Numeric, Input(
        label="Texts that only look alike", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.5),
        step=0.01, doubt=(0.4, 2.0), source=PAIRS,
        help="Share of new texts that resemble another but say something else: the same form, "
        "another figure.")] = 0.05
    lookalike_similarity: Annotated[Numeric, Input(
        label="Similarity of such texts", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.01, doubt=(0.8, 1.2), source=PAIRS)] = 0.5
    cost_per_wrong_removal: Annotated[Numeric, Input(
        label="Cost of a wrong removal", unit="USD/text", bounds=(0.0, 1e7), typical=(0.0, 50.0),
        step=0.1, doubt=(0.3, 3.0), source=YOURS,
        help="What it costs that a text is missing which should have stayed. Value, not cash.")
        ] = 1.0
    documents: Annotated[Numeric, Input(
        label="Texts there are", unit="texts", bounds=(0.0, 1e13), typical=(1e3, 1e8), expert=True,
        source=YOURS, help="Each is embedded once when removal by meaning begins.")] = 50_000.0
    embedding_price: Annotated[Numeric, Input(
        label="Embedding texts", unit="USD/1,000 texts", bounds=(0.0, 1e4), typical=(0.0, 1.0),
        step=0.001, doubt=(0.5, 2.0), expert=True,
        source=assumption("500 tokens a text at two cents for a million tokens"))] = 0.01
    semantic_caught: Annotated[Numeric, Input(
        label="Found by meaning", unit="share", bounds=(0.0, 1.0), typical=(0.5, 1.0), step=0.01,
        doubt=(0.8, 1.1), expert=True, source=PAIRS,
        help="Share of near-duplicates behind failures that embeddings find.")] = 0.95
    semantic_false_share: Annotated[Numeric, Input(
        label="Look-alikes removed by meaning", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.01, doubt=(0.5, 1.5), expert=True, source=PAIRS,
        help="Share of the texts that only look alike which embeddings take for the same.")] = 0.5

    def relations(self) -> list[str]:
        """Refuse more failures traced than read, and more bands than hashes."""
        found = []
        if self.failures_traced is not None and self.failures_sampled is not None and np.any(
                np.greater(self.failures_traced, self.failures_sampled)):
            traced, read = np.max(self.failures_traced), np.min(self.failures_sampled)
            found.append(
                f"Of them due to near-duplicates: {entered(traced)} is more than Failures read, "
                f"{entered(read)}; it takes 0 to {entered(read)}")
        if np.any(np.greater(self.bands, self.hashes)):
            most = np.min(self.hashes)
            found.append(f"Bands: {entered(np.max(self.bands))} is more than Hashes, "
                         f"{entered(most)}; it takes 2 to {entered(most)}")
        return found
