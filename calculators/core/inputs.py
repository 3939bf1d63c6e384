"""Declared inputs: every input stands once, with all that its readers need.

A group of inputs is a frozen dataclass whose fields are annotated with a declaration::

    queries_per_month: Annotated[Numeric, Input(label="Queries a month", ...)] = 1e6

The widget, the link, validation, the assumption ledger, exports, the generated reference and the
property tests all read the declaration; nothing else lists inputs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self, get_type_hints

import numpy as np
from numpy.typing import NDArray

from calculators.core.range_words import reach, refusal

Numeric = float | NDArray[np.float64]
Monthly = NDArray[np.float64]  # months on the last axis
Measured = Numeric | None  # None: nobody has measured it; never 0

MONTH_PATTERN = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


class YesNo(StrEnum):
    """A switch."""

    NO = "no"
    YES = "yes"


NO_YES = {"no": "no", "yes": "yes"}  # labels of a switch


class InputError(ValueError):
    """One or more inputs are out of bounds; ``problems`` holds a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: a publication, or a title that begins with "Assumption"."""

    title: str
    url: str = ""
    as_of: str = ""

    @property
    def is_assumption(self) -> bool:
        """Whether this figure is called an assumption instead of being taken from somewhere."""
        return self.title.startswith("Assumption")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Input:
    """A number. ``bounds``: where the formula holds. ``typical``: the slider's reach, no more.

    ``doubt``: how wrong a first guess usually is, as multipliers of the current value (its P10 and
    P90); None for what people know. ``optional`` inputs may be None: not measured, unknown.
    ``absent``: what an input that may be None is then taken as, in words.
    """

    label: str
    unit: str
    bounds: tuple[float, float]
    typical: tuple[float, float]
    source: Source
    help: str = ""
    step: float | None = None
    doubt: tuple[float, float] | None = None
    whole: bool = False
    optional: bool = False
    expert: bool = False
    beyond: str = ""  # what a value out of bounds would mean, said when it is refused
    absent: str = ""

    def problem(self, value: object) -> str | None:
        """Return a sentence that names the input, the value and the range, or None."""
        if value is None:
            return None if self.optional else f"{self.label}: unknown; {self._range()}"
        if isinstance(value, float | int) and not isinstance(value, bool):
            outside = not self.bounds[0] <= value <= self.bounds[1]
            broken = self.whole and not outside and value != np.rint(value)
            return self._said(float(value)) if outside or broken else None
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "fiu":
            return f"{self.label}: {str(value)[:40]!r} is not a number; {self._range()}"
        bad = ~((value >= self.bounds[0]) & (value <= self.bounds[1]))  # NaN is outside too
        return self._said(float(value[bad].flat[0])) if bad.any() else None

    def _said(self, value: float) -> str:
        said = f"{self.label}: {refusal(value, self.bounds, self.unit, self.whole)}"
        return f"{said}; {self.beyond}" if self.beyond else said

    def _range(self) -> str:
        return f"it takes {reach(self.bounds, self.unit)}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choice:
    """One of the members of a StrEnum; ``labels`` are what people read."""

    label: str
    options: type[StrEnum]
    labels: dict[str, str]
    source: Source
    help: str = ""
    expert: bool = False

    def problem(self, value: object) -> str | None:
        """Return a sentence that names the input, the value and the options, or None."""
        if isinstance(value, self.options):
            return None
        options = ", ".join(self.options)
        return f"{self.label}: {str(value)[:40]!r} is not one of {options}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """A short text, shown as text, never interpreted. ``catalog``: the list it picks from."""

    label: str
    source: Source
    longest: int = 80
    help: str = ""
    catalog: str = ""
    expert: bool = False

    def problem(self, value: object) -> str | None:
        """Return a sentence when the text is too long or holds control characters, or None."""
        if not isinstance(value, str):
            return f"{self.label}: a text is needed"
        if len(value) > self.longest:
            return f"{self.label}: {len(value)} characters; at most {self.longest}"
        return None if value.isprintable() else f"{self.label}: holds control characters"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Month:
    """A calendar month, written 2026-12."""

    label: str
    source: Source
    help: str = ""
    expert: bool = False

    def problem(self, value: object) -> str | None:
        """Return a sentence when this is not a calendar month, or None."""
        if isinstance(value, str) and MONTH_PATTERN.fullmatch(value):
            return None
        return f"{self.label}: {str(value)[:40]!r} is not a month; write 1900-01 to 2199-12"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """A fixed number of figures pasted at once, or none of them (empty)."""

    label: str
    unit: str
    length: int
    bounds: tuple[float, float]
    source: Source
    help: str = ""
    expert: bool = False

    def problem(self, value: object) -> str | None:
        """Return a sentence that names the entry out of bounds, or None."""
        if not isinstance(value, tuple) or len(value) not in (0, self.length):
            given = len(value) if isinstance(value, tuple) else 0
            return f"{self.label}: {given} numbers; paste {self.length}, or none"
        low, high = self.bounds
        for entry in value:
            if not low <= entry <= high:
                return f"{self.label}: {refusal(entry, self.bounds, self.unit)}"
        if value and not any(value):
            return f"{self.label}: all {self.length} numbers are zero; one must be above 0"
        return None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """A table: a tuple of groups of one kind."""

    label: str
    row: type[Inputs]
    one: str
    source: Source
    least: int = 0
    most: int = 20
    help: str = ""
    expert: bool = False

    def problem(self, value: object) -> str | None:
        """Return a sentence when the table is too short or too long, or None."""
        if not isinstance(value, tuple) or not all(isinstance(v, self.row) for v in value):
            return f"{self.label}: a table of {self.one} rows is needed"
        if self.least <= len(value) <= self.most:
            return None
        return f"{self.label}: {len(value)} rows is not in {self.least} to {self.most} rows"


Spec = Input | Choice | Text | Month | Series | Rows
_declared: dict[type[Inputs], dict[str, Spec]] = {}  # read once for each kind of group


def specs(group: type[Inputs]) -> dict[str, Spec]:
    """Return the declaration of every field of a group, in order."""
    if group not in _declared:
        hints = get_type_hints(group, include_extras=True)
        _declared[group] = {f.name: hints[f.name].__metadata__[0] for f in fields(group)}
    return _declared[group]


@dataclass(frozen=True, kw_only=True, eq=False)
class Inputs:
    """Base of every group of inputs; checks each field, scalar or array, against its bounds."""

    def __post_init__(self) -> None:
        """Refuse what is out of bounds, all problems at once."""
        self._check(vars(self))

    def with_fields(self, values: Mapping[str, Any]) -> Self:
        """Return a copy with these values; what has been checked once is not checked again."""
        copy = object.__new__(type(self))
        vars(copy).update(vars(self), **values)
        copy._check(values)
        return copy

    def _check(self, values: Mapping[str, Any]) -> None:
        declared, problems = specs(type(self)), []
        for name, value in values.items():
            spec = declared[name]
            if type(value) is float and type(spec) is Input and not spec.whole:
                low, high = spec.bounds  # the usual case, thousands of times a page
                if low <= value <= high:
                    continue
            problem = spec.problem(value)
            if problem:
                problems.append(problem)
        problems = problems or self.relations()
        if problems:
            raise InputError(problems)

    def relations(self) -> list[str]:
        """Return a sentence for each pair of fields that contradict each other."""
        return []


def pick(option: StrEnum, branches: dict[Any, Any]) -> Any:
    """Return ``branches[option]()``: the one way in which formulas depend on an option."""
    return branches[option]()


def column(rows: Sequence[Inputs], field: str) -> NDArray[np.float64]:
    """Return one field of every row of a table, rows on the last axis, draws before them."""
    values = [getattr(row, field) for row in rows]
    if any(isinstance(value, np.ndarray) for value in values):
        return np.stack(np.broadcast_arrays(*values), axis=-1)
    return np.array(values, dtype=float)
