"""Complete examples: plans whose every figure has a source, and published results beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from calculators.choices.cloud_vs_onprem_alone import OwningMeasure, Purchase, purchase_results
from calculators.core import paths
from calculators.core.inputs import Choice, Input, Rows, Source, Spec, pick, specs
from calculators.core.sources import assumption
from calculators.core.units import MEGA, TOKENS_PER_MTOK
from calculators.fill import TRAINING_MACHINE, filled
from calculators.scenario import Scenario
from calculators.variable import compute, supply
from calculators.variable.service import Service

FOLDER = Path(__file__).resolve().parent / "examples"
PLANS = ("support", "contracts", "film", "vehicles", "recommender")  # whole companies
CASES = ("cloud_exit", "vendor_servers")  # published cases of owning: the machines alone
KEYS = (*PLANS, *CASES)
DEFAULT_PRESET = "support"
NOT_INPUTS = ("name", "story", "sources", "benchmarks")
SERVICES = "services.rows."
FILLING = ("model", "machine")  # the choices that a catalog row stands behind
NAMED = assumption("a name")
CLOSE = 1.5  # beyond this ratio, either way, a gap has to be explained
SECONDS_TO_MS = 1e3


class Measure(StrEnum):
    """What a published result counts."""

    QUERIES_PER_SECOND = "queries_per_second"
    OUTPUT_TOKENS_PER_SECOND = "output_tokens_per_second"
    MILLISECONDS = "milliseconds"
    USD_PER_MILLION_QUERIES = "usd_per_million_queries"
    USD_PER_MILLION_TOKENS = "usd_per_million_tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A published result beside ours for the same inputs; ``explanation`` when they lie apart."""

    what: str
    unit: str
    published: float
    ours: float
    ratio: float  # ours / published
    explanation: str
    source: Source

    @property
    def is_close(self) -> bool:
        """Whether the two lie within a factor of 1.5."""
        return 1 / CLOSE <= self.ratio <= CLOSE


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """A published measurement or bill, and the inputs under which it was obtained."""

    what: str
    measure: Measure | OwningMeasure
    published: float
    unit: str
    source: Source
    inputs: Mapping[str, Any]  # of a service, or of a purchase, by field
    only_the_pass: bool = False  # reading and copying the input were left out
    explanation: str = ""

    @cached_property
    def service(self) -> Service:
        """The service that was measured."""
        figures = {f"{SERVICES}0.{field}": value for field, value in self.inputs.items()}
        scenario, _ = _with_figures(Scenario(), figures)
        service = scenario.services.rows[0]
        if self.only_the_pass:
            return replace(service, fixed_milliseconds=service.step_overhead_ms)
        return service

    def _ours(self) -> float:
        if isinstance(self.measure, Measure):
            return _ours(self.measure, self.service)
        purchase = Purchase(**{field: float(value) for field, value in self.inputs.items()})
        return float(purchase_results(purchase)[self.measure])

    def held_against(self) -> Comparison:
        """Return ours beside what was published; ours comes from the same formulas as the pages."""
        ours = self._ours()
        return Comparison(
            what=self.what,
            unit=self.unit,
            published=self.published,
            ours=ours,
            ratio=ours / self.published,
            explanation=self.explanation,
            source=self.source,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Preset:
    """One example; ``sources`` holds where each figure that it sets comes from, by path."""

    key: str
    name: str
    story: str
    scenario: Scenario
    sources: Mapping[str, Source]
    benchmarks: tuple[Benchmark, ...]
    warnings: tuple[str, ...]  # what the catalog does not know of the rows chosen

    @property
    def benchmark(self) -> Benchmark | None:
        """The first published result, or None."""
        return self.benchmarks[0] if self.benchmarks else None


def held_against(preset: Preset) -> Comparison | None:
    """Return the example's benchmark beside ours, or None when nothing was published."""
    return None if preset.benchmark is None else preset.benchmark.held_against()


def comparisons(preset: Preset) -> tuple[Comparison, ...]:
    """Return every published result of the example beside ours, bills included."""
    return tuple(benchmark.held_against() for benchmark in preset.benchmarks)


def _ours(measure: Measure, service: Service) -> float:
    unit = compute.replica(service)
    each = supply.cost_per_query_at_capacity(service, unit)
    tokens = service.tokens_in + service.tokens_out
    found = pick(
        measure,
        {
            Measure.QUERIES_PER_SECOND: lambda: unit.queries_per_second,
            Measure.OUTPUT_TOKENS_PER_SECOND: lambda: unit.queries_per_second * service.tokens_out,
            Measure.MILLISECONDS: lambda: unit.hold_seconds * SECONDS_TO_MS,
            Measure.USD_PER_MILLION_QUERIES: lambda: each * MEGA,
            Measure.USD_PER_MILLION_TOKENS: lambda: each / tokens * TOKENS_PER_MTOK,
        },
    )
    return float(np.ravel(found)[0])


class Presets(Mapping[str, Preset]):
    """The examples by key, each read when it is first asked for."""

    def __getitem__(self, key: str) -> Preset:
        """Return one example; KeyError when there is none."""
        if key not in KEYS:
            raise KeyError(key)
        return _read(key)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys, the default example first."""
        return iter(KEYS)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(KEYS)


PRESETS: Mapping[str, Preset] = Presets()


def preset(key: str) -> Preset | None:
    """Return the example with that key, or None."""
    return PRESETS.get(key)


@cache
def _read(key: str) -> Preset:
    content = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    named = {name: Source(**row) for name, row in content.get("sources", {}).items()}
    tables = {name: table for name, table in content.items() if name not in NOT_INPUTS}
    figures = dict(_figures(tables))
    values = {path: entry["value"] for path, entry in figures.items()}
    values["plan.name"] = content["name"]
    sources = {path: _source(entry, named) for path, entry in figures.items()}
    scenario, warnings = _with_figures(Scenario(), values)
    return Preset(
        key=key,
        name=content["name"],
        story=content["story"],
        scenario=scenario,
        sources={**sources, "plan.name": NAMED},
        benchmarks=tuple(_benchmark(row) for row in content.get("benchmarks", ())),
        warnings=warnings,
    )


def _figures(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (path, entry) of every figure; rows of a table count from 0. Names stand bare."""
    for key, entry in table.items():
        path = f"{prefix}{key}"
        if isinstance(entry, list):
            for row, inner in enumerate(entry):
                yield from _figures(inner, f"{path}.{row}.")
        elif not isinstance(entry, dict):
            yield path, {"value": entry}
        elif "value" in entry:
            yield path, entry
        else:
            yield from _figures(entry, f"{path}.")


def _source(entry: Mapping[str, Any], named: Mapping[str, Source]) -> Source:
    title = entry.get("source")
    if title is None:
        return NAMED
    if title.startswith("@"):
        return named[title[1:]]
    return Source(title, entry.get("url", ""), entry.get("as_of", ""))


def _benchmark(row: Mapping[str, Any]) -> Benchmark:
    of_purchase = "purchase" in row
    inner = {k: v for k, v in row.items() if k not in ("service", "purchase", "source")}
    measure = OwningMeasure(row["measure"]) if of_purchase else Measure(row["measure"])
    return Benchmark(
        **{**inner, "measure": measure},
        source=Source(**row["source"]),
        inputs=row["purchase" if of_purchase else "service"],
    )


def _with_figures(
    scenario: Scenario, figures: Mapping[str, Any]
) -> tuple[Scenario, tuple[str, ...]]:
    """Set figures by path, with what the model and the machine chosen stand for beneath them."""
    scenario = paths.with_values(scenario, _rows(scenario, figures))
    values = {
        path: _typed(paths.declaration(scenario, path), value) for path, value in figures.items()
    }
    of_services = {path: value for path, value in values.items() if path.startswith(SERVICES)}
    scenario = paths.with_values(scenario, of_services)  # filling depends on the rest of the row
    warnings: list[str] = []
    for choice in FILLING:
        for path in [p for p in of_services if p.endswith(f".{choice}")]:
            scenario, unknown = filled(scenario, path, values[path])
            warnings += [warning for warning in unknown if warning not in warnings]
    if TRAINING_MACHINE in values:
        scenario, _ = filled(scenario, TRAINING_MACHINE, values[TRAINING_MACHINE])
    return paths.with_values(scenario, values), tuple(warnings)


def _rows(scenario: Scenario, figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return as many rows of each table as the figures name, all as declared."""
    counts: dict[tuple[str, str], int] = {}
    for path in figures:
        steps = path.split(".")
        if len(steps) == len(("group", "table", "row", "field")):
            table = steps[0], steps[1]
            counts[table] = max(counts.get(table, 0), int(steps[2]) + 1)
    found = {}
    for (group, field), count in counts.items():
        spec = specs(type(paths.groups(scenario)[group]))[field]
        assert isinstance(spec, Rows)
        found[f"{group}.{field}"] = tuple(spec.row() for _ in range(count))
    return found


def _typed(spec: Spec | None, value: Any) -> Any:
    if isinstance(spec, Choice):
        return spec.options(value)
    return float(value) if isinstance(spec, Input) else value
