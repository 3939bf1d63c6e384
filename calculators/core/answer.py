"""What a page says: one sentence, a few figures, charts and tables. Words, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Style = Literal["plain", "strong", "soft", "waits", "pays", "not_yet", "never", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; a verdict's name as style draws its mark in front."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the row under the sentence: short value, unit behind it, one line of note."""

    label: str
    value: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that is read, not computed with; ``numeric`` names the right-aligned columns."""

    title: str
    subtitle: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[str] = ()
    bars: Sequence[float] = ()  # 0 to 1 for each row: drawn as a bar; empty: none


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a bar that is divided: name, words of its size, its share, and a role."""

    name: str
    size: str
    share: float
    role: Literal["base", "alt", "soft", "free"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Answer:
    """Everything that a page shows beside its inputs."""

    sentence: Sequence[Part]
    figures: Sequence[Figure]
    notes: Sequence[str] = field(default=())  # what must be said: gaps, missing data, warnings
    method: str = ""
