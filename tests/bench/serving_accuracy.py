"""How good is the serving estimate? Fit its coefficients and hold it against what was published.

    python tests/bench/serving_accuracy.py          print the accuracy, and held-out accuracy
    python tests/bench/serving_accuracy.py --fit    write calculators/catalog/serving_fit.csv anew

Held out: sources are dealt into two halves, family by family (engine, dense or
mixture), largest first, each to the half with fewer rows; each half is estimated by the other.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from serving_fitting import Bench, classes_of, fit, reachable  # noqa: E402
from serving_rows import Case, cases, refused  # noqa: E402

from calculators.core.serving_fit import (  # noqa: E402
    FIT_FILE,
    FittedEfficiency,
    closest,
    efficiency_for,
    engine_class,
)

WITHIN = 1.5


def halves(cases_: list[Case]) -> tuple[set[str], set[str]]:
    """Two halves of the sources, balanced by rows within each family."""
    families = defaultdict(Counter)
    for case in cases_:
        families[case.row["source"]][(engine_class(case.row["software"]), case.mixture)] += 1
    family = {source: max(sorted(c), key=c.get) for source, c in families.items()}
    size = {source: sum(counts.values()) for source, counts in families.items()}
    total, taken = Counter(), (set(), set())
    for name in sorted(set(family.values())):
        here: Counter[int] = Counter()
        members = sorted((s for s in family if family[s] == name), key=lambda s: (-size[s], s))
        for source in members:
            half = min((0, 1), key=lambda i: (here[i], total[i], i))
            taken[half].add(source)
            here[half] += size[source]
            total[half] += size[source]
    return taken


def estimated(cases_: list[Case], choose: Callable[[Case], FittedEfficiency]) -> Any:
    """Estimate / measured of every case, with the coefficients chosen for it."""
    rows = [choose(case) for case in cases_]
    names = ("bandwidth_share", "compute_share", "step_overhead_seconds")
    return Bench(cases_).ratios(*(np.array([getattr(r, n) for r in rows]) for n in names))


def packaged(case: Case) -> FittedEfficiency:
    row = case.row
    engine, accelerator, precision = row["software"], row["accelerator"], row["precision"]
    return efficiency_for(engine, accelerator, precision, case.load.gpus, case.mixture)


def held_out(cases_: list[Case]) -> tuple[Any, list[Case]]:
    """Estimate / measured with each half of the sources estimated from the other half."""
    results, order = [], []
    first, second = halves(cases_)
    for learned, checked in ((first, second), (second, first)):
        rows = fit([case for case in cases_ if case.row["source"] in learned])
        rest = [case for case in cases_ if case.row["source"] in checked]
        results.append(estimated(rest, lambda case, rows=rows: closest(rows, classes_of(case))))
        order += rest
    return np.concatenate(results), order


def summary(ratios: Any) -> dict[str, float]:
    """Count, median, P10, P90 of estimate / measured, and the share within 1.5 times."""
    p10, p50, p90 = np.quantile(ratios, [0.1, 0.5, 0.9])
    within = np.mean(np.abs(np.log(ratios)) <= np.log(WITHIN))
    return {"n": len(ratios), "median": p50, "p10": p10, "p90": p90, "within": float(within)}


def accuracy_table(with_held_out: bool = True) -> list[dict[str, Any]]:
    """Rows of the accuracy table: what it is about, count, median, P10, P90, share within 1.5."""
    all_cases = cases()
    ratios = estimated(all_cases, packaged)
    table = [{"by": "all", "class": "all", **summary(ratios)}]
    if with_held_out:
        table += held_out_rows(all_cases)
    keys: dict[str, Callable[[Case], str]] = {
        "engine": lambda case: engine_class(case.row["software"]),
        "GPU": lambda case: case.row["accelerator"],
        "precision": lambda case: case.row["precision"],
        "GPUs per replica": lambda case: case.row["count"],
        "model": lambda case: "mixture" if case.mixture else "dense",
        "kind": lambda case: case.row["kind"],
    }
    for by, key in keys.items():
        groups: dict[str, list[int]] = defaultdict(list)
        for i, case in enumerate(all_cases):
            groups[key(case)].append(i)
        table += [{"by": by, "class": k, **summary(ratios[groups[k]])} for k in sorted(groups)]
    return table


def held_out_rows(all_cases: list[Case]) -> list[dict[str, Any]]:
    ratios, order = held_out(all_cases)
    first = halves(all_cases)[0]
    in_first = np.array([case.row["source"] in first for case in order])
    return [
        {"by": "held out", "class": "both halves", **summary(ratios)},
        {"by": "held out", "class": "first half, from the second", **summary(ratios[in_first])},
        {"by": "held out", "class": "second half, from the first", **summary(ratios[~in_first])},
    ]


def write_fit(rows: Iterable[FittedEfficiency]) -> None:
    """Write the fit."""
    with FIT_FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        file.write(
            "engine,accelerator,precision,gpus_per_replica,mixture,bandwidth_share,compute_share,"
            "step_overhead_seconds,measured_to_estimate_p10,measured_to_estimate_p50,"
            "measured_to_estimate_p90,measurements,sources,as_of\n"
        )
        for r in rows:
            shares = (r.bandwidth_share, r.compute_share, r.step_overhead_seconds)
            spread = (r.measured_p10, r.measured_p50, r.measured_p90)
            writer.writerow([*r.classes, *shares, *spread, r.measurements, r.sources, r.as_of])


def main() -> None:
    if "--fit" in sys.argv:
        write_fit(reachable(fit(cases())))
    print(f"{'estimate / measured':48}    n  median   P10   P90  within {WITHIN}")
    for row in accuracy_table():
        name = f"{row['by']}: {row['class']}"
        print(
            f"{name:48} {row['n']:4d}  {row['median']:6.2f} {row['p10']:5.2f} {row['p90']:5.2f}"
            f"  {row['within']:5.0%}"
        )
    for identifier, reason in refused():
        print(f"refused: row {identifier}: {reason}")


if __name__ == "__main__":
    main()
