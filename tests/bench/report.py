"""One line of the report: what was measured, against which limit."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

COLUMNS = ("what", "measured", "limit", "")


@dataclass(frozen=True)
class Line:
    """A measurement; without a limit it is told for comparison only."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""
    samples: Sequence[float] = field(default=(), repr=False)

    @property
    def holds(self) -> bool:
        """Whether the value keeps to its limit."""
        return self.limit is None or self.value <= self.limit


def table(lines: Sequence[Line]) -> str:
    """Return the report for people."""
    rows = [COLUMNS, *(_row(line) for line in lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    return "\n".join(
        f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}".rstrip()
        for row in rows
    )


def _row(line: Line) -> tuple[str, str, str, str]:
    limit = "" if line.limit is None else f"<= {line.limit:g} {line.unit}"
    verdict = "" if line.limit is None else ("ok" if line.holds else "TOO MUCH")
    parts = [part for part in (verdict, line.note) if part]
    return line.name, f"{line.value:,.4g} {line.unit}", limit, "; ".join(parts)


def write(lines: Sequence[Line], path: Path) -> None:
    """Write the report for programs, samples included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "lines": [{**asdict(line), "holds": line.holds} for line in lines],
    }
    path.write_text(json.dumps(report, indent=1) + "\n")
