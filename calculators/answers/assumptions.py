"""The assumption ledger as a page shows it: where each number comes from, which were changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from calculators.core.answer import Answer, Figure, Part, Table
from calculators.ledger import STALE_MONTHS, LedgerRow, Status, filtered, ledger
from calculators.presets import Preset
from calculators.scenario import Scenario

STALE = f"older than {STALE_MONTHS} months"
KINDS = (*(str(status) for status in Status), STALE)
CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
CHANGED = "Numbers that changed"
COLUMNS = ("Input", "Group", "Value", "Example", "Status", "Source", "Date")


def ledger_of(scenario: Scenario, base: Preset, today: date) -> list[LedgerRow]:
    """Return every input of the plan with its source."""
    return ledger(scenario, base.scenario, base.sources, today)


def answer(rows: Sequence[LedgerRow]) -> Answer:
    """Return how many inputs there are, of which kind, and how many sources grow old."""
    counts = {status: sum(row.status == status for row in rows) for status in Status}
    old = sum(row.stale for row in rows)
    return Answer(
        sentence=[
            Part(f"{counts[Status.CHANGED]} of {len(rows)} inputs are yours,", "strong"),
            Part(
                f"{counts[Status.CATALOG]} come from the catalog and {counts[Status.ASSUMPTION]} "
                "are assumptions."
            ),
            Part("Replace the assumptions that a decision turns on first.", "soft"),
        ],
        figures=[
            Figure(label="Changed by you", value=str(counts[Status.CHANGED]), note="inputs"),
            Figure(label="From the catalog", value=str(counts[Status.CATALOG]), note="inputs"),
            Figure(label="Assumptions", value=str(counts[Status.ASSUMPTION]), note="inputs"),
            Figure(label="Growing old", value=str(old), note=f"sources {STALE}"),
        ],
    )


def table(rows: Sequence[LedgerRow], text: str, kinds: Sequence[str]) -> Table:
    """Return the rows that hold the text and are of one of the kinds; no kinds: all of them."""
    statuses = [status for status in Status if str(status) in kinds] or list(Status)
    found = filtered(rows, text, statuses, stale_only=STALE in kinds)
    return Table(
        title=f"{len(found)} of {len(rows)} inputs",
        subtitle="Value in the plan, value in the example, and where it comes from",
        columns=COLUMNS,
        rows=[
            (
                row.label,
                row.group,
                row.value_text,
                row.default_text,
                str(row.status) + (" · old" if row.stale else ""),
                " ".join([row.source.title, row.source.url]).strip(),
                row.source.as_of,
            )
            for row in found
        ],
        numeric=("Value", "Example"),
    )


def changed_numbers() -> str:
    """Return what the changelog says of numbers, by version, as Markdown; "" where it is absent."""
    if not CHANGELOG.is_file():
        return ""
    versions = CHANGELOG.read_text(encoding="utf-8").split("\n## ")[1:]
    found = []
    for version in versions:
        name, *parts = version.split("\n### ")
        said = [p.partition("\n")[2].strip() for p in parts if p.startswith(CHANGED)]
        found += [f"**{name.strip()}**", *said]
    return "\n\n".join(found).replace("$", "\\$")  # dollars, not formulas
