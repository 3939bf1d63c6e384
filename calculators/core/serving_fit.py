"""What engines reach of the data sheet: coefficients fitted to published measurements."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from calculators.core.throughput import Efficiency

CATALOG = Path(__file__).resolve().parents[1] / "catalog"
MEASUREMENTS_FILE = CATALOG / "serving_measurements.csv"
FIT_FILE = CATALOG / "serving_fit.csv"

ANY = "any"
MANY_GPUS = 5  # no published row lies between 4 and 8 GPUs per replica
# P10 and P90 of measured / estimate over sources that the fit had not seen
# (tests/bench/serving_accuracy.py, "held out: both halves", inverted)
HELD_OUT_DOUBT = (0.61, 1.72)
ENOUGH_SOURCES = 3
# words in an engine's name, the first that matches decides
ENGINE_WORDS = (
    ("tensorrt_llm", ("tensorrt-llm", "tensorrt_llm", "trt-llm", "trtllm", "nvidia nim")),
    ("vllm_2024", ("vllm 0.4", "vllm 0.5", "vllm 0.6", "vllm 0.7")),  # before the V1 engine
    ("vllm", ("vllm", "sglang", "tgi", "text generation inference")),
    ("llama_cpp", ("llama.cpp", "llama_cpp", "llamacpp", "ollama")),
    ("speech", ("whisper", "speech", "flashattention")),
    ("compiled", ("tensorrt", "compile", "gpt-fast")),
    ("eager", ("onnx", "pytorch", "transformers", "eager")),
)
AMD_WORDS = ("mi2", "mi3", "amd")
SIXTEEN_BIT_WORDS = ("16", "half")


@dataclass(frozen=True, kw_only=True)
class FittedEfficiency:
    """One row of the fit: the coefficients, and how far measurements lie from them."""

    engine: str
    accelerator: str
    precision: str
    parallel: str
    mixture: str
    bandwidth_share: float  # e [fraction]
    compute_share: float  # m [fraction]
    step_overhead_seconds: float  # t0 [s]
    measured_p10: float  # measured / estimate [ratio], 10th percentile
    measured_p50: float
    measured_p90: float
    measurements: int  # rows behind it
    sources: int  # publications behind it
    as_of: str

    @property
    def efficiency(self) -> Efficiency:
        """The coefficients as `throughput` takes them."""
        return Efficiency(
            bandwidth_share=self.bandwidth_share,
            compute_share=self.compute_share,
            step_overhead_seconds=self.step_overhead_seconds,
        )

    @property
    def doubt(self) -> tuple[float, float]:
        """P10 and P90 of measured / estimate: multipliers of the estimated throughput.

        One or two publications agree with each other more than with the next one: where fewer
        than three are behind a row, the spread is at least that of sources held out of the fit.
        """
        low, high = HELD_OUT_DOUBT if self.sources < ENOUGH_SOURCES else (1.0, 1.0)
        return min(self.measured_p10, low), max(self.measured_p90, high)

    @property
    def classes(self) -> tuple[str, str, str, str, str]:
        """Engine, accelerator, precision, GPUs per replica, dense or mixture."""
        return self.engine, self.accelerator, self.precision, self.parallel, self.mixture

    @property
    def is_fallback(self) -> bool:
        """Whether nothing closer than the average of all language models was found."""
        return self.engine == ANY


def engine_class(engine: str) -> str:
    """Class of an engine by its name; "any" when it is not known."""
    name = engine.lower()
    found = (kind for kind, words in ENGINE_WORDS if any(word in name for word in words))
    return next(found, ANY)


def serving_classes(
    engine: str, accelerator: str, precision: str, gpus: float, mixture: bool
) -> tuple[str, str, str, str, str]:
    """Sort one way of serving into the classes of the fit, as a user can know them."""
    amd = any(word in accelerator.lower() for word in AMD_WORDS)
    wide = any(word in precision.lower() for word in SIXTEEN_BIT_WORDS)
    kind = engine_class(engine)
    # dense models on AMD under vLLM have been published for its 2024 engine alone
    return (
        "vllm_2024" if amd and kind == "vllm" and not mixture else kind,
        "amd" if amd else "nvidia",
        "16-bit" if wide else "below 16-bit",
        "5 or more" if gpus >= MANY_GPUS else "1 to 4",
        "mixture" if mixture else "dense",
    )


def closest(
    rows: Sequence[FittedEfficiency], wanted: tuple[str, str, str, str, str]
) -> FittedEfficiency:
    """Return the matching row with the fewest wildcards; earlier columns weigh more."""

    def specificity(row: FittedEfficiency) -> tuple[bool, ...]:
        return tuple(value != ANY for value in row.classes)

    matching = [
        row
        for row in rows
        if all(value in (ANY, asked) for value, asked in zip(row.classes, wanted, strict=True))
    ]
    return max(matching, key=lambda row: (specificity(row)[0], sum(specificity(row))))


@cache
def fitted_rows() -> tuple[FittedEfficiency, ...]:
    """All rows of the packaged fit."""
    with FIT_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_parsed(row) for row in csv.DictReader(file))


def _parsed(row: dict[str, str]) -> FittedEfficiency:
    return FittedEfficiency(
        engine=row["engine"],
        accelerator=row["accelerator"],
        precision=row["precision"],
        parallel=row["gpus_per_replica"],
        mixture=row["mixture"],
        bandwidth_share=float(row["bandwidth_share"]),
        compute_share=float(row["compute_share"]),
        step_overhead_seconds=float(row["step_overhead_seconds"]),
        measured_p10=float(row["measured_to_estimate_p10"]),
        measured_p50=float(row["measured_to_estimate_p50"]),
        measured_p90=float(row["measured_to_estimate_p90"]),
        measurements=int(row["measurements"]),
        sources=int(row["sources"]),
        as_of=row["as_of"],
    )


def efficiency_for(
    engine: str, accelerator: str, precision: str, gpus: float, mixture: bool
) -> FittedEfficiency:
    """Coefficients for a way of serving, and which row of the fit they come from.

    Always returns: what was never measured gets the nearest wider class, at last the average
    of all language models (`is_fallback`). A measured value of your own always wins.
    """
    wanted = serving_classes(engine, accelerator, precision, gpus, mixture)
    return closest(fitted_rows(), wanted)
