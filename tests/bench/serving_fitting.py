"""Fit the coefficients of the serving estimate to cases.

A median fit (smoothed absolute log ratio of estimate and measurement), drawn towards the next
wider class as far as rows are few: class, engine, all language models.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import minimize
from serving_rows import Case

from calculators.core.serving_fit import ANY, FittedEfficiency, closest, serving_classes
from calculators.core.throughput import (
    Efficiency,
    decode_ceiling_tokens_per_second,
    hold_seconds,
    other_hold_seconds,
    queries_per_second,
    step_seconds,
)

Classes = tuple[str, str, str, str, str]
FEW, MANY = "1 to 4", "5 or more"
PATTERNS: tuple[Classes, ...] = (
    ("tensorrt_llm", ANY, ANY, FEW, "dense"),
    ("tensorrt_llm", ANY, ANY, MANY, "dense"),
    ("tensorrt_llm", ANY, ANY, FEW, "mixture"),
    ("tensorrt_llm", ANY, ANY, MANY, "mixture"),
    ("vllm", ANY, ANY, ANY, "dense"),
    ("vllm", ANY, ANY, FEW, "mixture"),
    ("vllm", ANY, ANY, MANY, "mixture"),
    ("vllm_2024", "nvidia", ANY, FEW, "dense"),
    ("vllm_2024", "nvidia", ANY, MANY, "dense"),
    ("vllm_2024", "amd", ANY, ANY, "dense"),
    ("vllm_2024", ANY, ANY, ANY, "mixture"),
    ("llama_cpp", ANY, "16-bit", ANY, ANY),
    ("llama_cpp", ANY, ANY, ANY, ANY),
    ("eager", ANY, ANY, ANY, ANY),
    ("compiled", ANY, ANY, ANY, ANY),
    ("speech", ANY, ANY, ANY, ANY),
)
FALLBACK: Classes = (ANY, ANY, ANY, ANY, ANY)
FIRST_GUESS = (0.7, 0.45, 0.01)  # e, m, t0 before any row is seen (assumption)
BOUNDS = np.log([(0.05, 0.95), (0.01, 0.85), (1e-4, 0.3)])
PULL = 0.05  # weight of the wider class, in squared log units, against the mean error
PULL_OF = np.array([1.0, 1.0, 0.3])  # overheads differ more between engines than shares
SMOOTHING = 0.01  # squared log ratio below which an error counts as noise
LEAST_ROWS = 3
AS_OF = "2026-11"  # when the measurements were collected

Coefficients = tuple[float, float, float]


def stacked(parts: list[Any]) -> Any:
    """One dataclass of arrays from many of numbers."""
    first = parts[0]
    names = [field.name for field in fields(first)]
    return type(first)(
        **{name: np.array([getattr(part, name) for part in parts]) for name in names}
    )


def language_speed(parts: dict[str, Any], efficiency: Efficiency) -> Any:
    """Tokens per second: of all running sequences, or of one where that is what was printed."""
    load, accelerator, model = parts["load"], parts["accelerator"], parts["model"]
    context = load.tokens_in + load.tokens_out / 2.0
    step = step_seconds(load.batch, context, model, accelerator, efficiency, load.gpus)
    hold = hold_seconds(
        load.batch, load.tokens_in, load.tokens_out, model, accelerator, efficiency, load.gpus
    )
    served = queries_per_second(load.batch, hold) * load.tokens_out
    return np.where(load.alone > 0, 1.0 / step, served)


def other_speed(parts: dict[str, Any], efficiency: Efficiency) -> Any:
    """Sequences, images or seconds of audio per second."""
    load, other = parts["load"], parts["other"]
    launches = efficiency.step_overhead_seconds * (other.passes - 1.0)  # the first is counted
    hold = other_hold_seconds(
        load.batch,
        other.flops,
        other.bytes_per_query,
        other.bytes_per_batch,
        launches,
        parts["accelerator"],
        efficiency,
        load.gpus,
    )
    return queries_per_second(load.batch, hold) * other.units_per_query


class Bench:
    """Cases laid out as arrays, so that one call estimates all of them."""

    def __init__(self, cases: list[Case]) -> None:
        self.size = len(cases)
        self.measured = np.array([c.measured for c in cases])
        self.groups = []
        for name, speed in (("model", language_speed), ("other", other_speed)):
            index = [i for i, c in enumerate(cases) if getattr(c, name) is not None]
            if index:
                kept = [cases[i] for i in index]
                names = ("load", "accelerator", name)
                parts = {key: stacked([getattr(c, key) for c in kept]) for key in names}
                self.groups.append((speed, np.array(index), parts))

    def ratios(self, bandwidth_share: Any, compute_share: Any, step_overhead_seconds: Any) -> Any:
        """Estimate / measured, case by case; coefficients as numbers or one for each case."""
        ones, result = np.ones(self.size), np.zeros(self.size)
        for speed, index, parts in self.groups:
            efficiency = Efficiency(
                bandwidth_share=(ones * bandwidth_share)[index],
                compute_share=(ones * compute_share)[index],
                step_overhead_seconds=(ones * step_overhead_seconds)[index],
            )
            result[index] = speed(parts, efficiency) / self.measured[index]
        return result


def ceilings(cases: list[Case]) -> Any:
    """Roofline [tokens/s] of language models that served one sequence."""
    model, accelerator = stacked([c.model for c in cases]), stacked([c.accelerator for c in cases])
    gpus = np.array([c.load.gpus for c in cases])
    return decode_ceiling_tokens_per_second(model, accelerator, 0.0, gpus)


def classes_of(case: Case) -> Classes:
    row = case.row
    engine, accelerator, precision = row["software"], row["accelerator"], row["precision"]
    return serving_classes(engine, accelerator, precision, case.load.gpus, case.mixture)


def coefficients(cases_: list[Case], prior: Coefficients, by_source: bool = False) -> Coefficients:
    """Median fit of e, m and t0, drawn towards the prior; each row or each source counts once."""
    bench, centre = Bench(cases_), np.log(prior)
    count = Counter(case.row["source"] for case in cases_)
    weights = [1.0 / count[case.row["source"]] if by_source else 1.0 for case in cases_]

    def loss(x: Any) -> float:
        errors = np.log(bench.ratios(*np.exp(x)))
        pull = PULL * np.sum(PULL_OF * (x - centre) ** 2) / np.sqrt(len(cases_))
        return float(np.average(np.sqrt(errors**2 + SMOOTHING), weights=weights) + pull)

    starts = [centre, np.log((0.5, 0.2, 0.03)), np.log((0.8, 0.5, 0.002))]
    tries = [
        minimize(loss, np.clip(start, *BOUNDS.T), method="Nelder-Mead", bounds=BOUNDS)
        for start in starts
    ]
    best = min(tries, key=lambda found: found.fun)
    e, m, t0 = np.exp(best.x)
    return float(e), float(m), float(t0)


def row_of(classes: Classes, fitted: Coefficients, behind: list[Case]) -> FittedEfficiency:
    """One row of the fit, with the spread of the rows behind it."""
    e, m, t0 = float(f"{fitted[0]:.3g}"), float(f"{fitted[1]:.3g}"), float(f"{fitted[2]:.3g}")
    p10, p50, p90 = np.quantile(1.0 / Bench(behind).ratios(e, m, t0), [0.1, 0.5, 0.9])
    engine, accelerator, precision, parallel, mixture = classes
    return FittedEfficiency(
        engine=engine,
        accelerator=accelerator,
        precision=precision,
        parallel=parallel,
        mixture=mixture,
        bandwidth_share=e,
        compute_share=m,
        step_overhead_seconds=t0,
        measured_p10=round(float(p10), 3),
        measured_p50=round(float(p50), 3),
        measured_p90=round(float(p90), 3),
        measurements=len(behind),
        sources=len({case.row["source"] for case in behind}),
        as_of=AS_OF,
    )


def fit(cases_: list[Case]) -> list[FittedEfficiency]:
    """All rows that these cases support: classes, then engines, then the fallback."""
    language = [case for case in cases_ if case.model is not None]
    widest = coefficients(language, FIRST_GUESS, by_source=True)
    rows = [row_of(FALLBACK, widest, language)]
    by_engine, by_pattern = defaultdict(list), defaultdict(list)
    for case in cases_:
        by_engine[classes_of(case)[0]].append(case)
        by_pattern[pattern_of(case)].append(case)
    for engine, of_engine in sorted(by_engine.items()):
        middle = coefficients(of_engine, widest)
        found = [p for p in PATTERNS if p[0] == engine and len(by_pattern[p]) >= LEAST_ROWS]
        if (engine, ANY, ANY, ANY, ANY) not in found:
            rows.append(row_of((engine, ANY, ANY, ANY, ANY), middle, of_engine))
        rows += [row_of(p, coefficients(by_pattern[p], middle), by_pattern[p]) for p in found]
    return rows


def reachable(rows: list[FittedEfficiency]) -> list[FittedEfficiency]:
    """Without the rows that a closer one always hides."""
    columns = [sorted({row.classes[i] for row in rows} | {ANY}) for i in range(5)]
    columns[1:] = [["amd", "nvidia"], ["16-bit", "below 16-bit"], [FEW, MANY], ["dense", "mixture"]]
    reached = {closest(rows, wanted) for wanted in product(*columns)}
    return [row for row in rows if row in reached]


def pattern_of(case: Case) -> Classes:
    wanted = classes_of(case)
    matching = [p for p in PATTERNS if all(a in (ANY, b) for a, b in zip(p, wanted, strict=True))]
    return max(matching, key=lambda p: sum(value != ANY for value in p))
