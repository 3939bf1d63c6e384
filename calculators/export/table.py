"""The plan by month and the assumptions as CSV, and everything as JSON that opens again."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from calculators.core import codec, words
from calculators.evaluation import Evaluation
from calculators.export.results import lines, months_of, plain, results
from calculators.ledger import LedgerRow, ledger
from calculators.presets import Preset
from calculators.scenario import MODEL_VERSION

FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # as spreadsheets read them
LEDGER_COLUMNS = (
    "Group", "Input", "Value", "Unit", "Value in words", "In the example", "Status", "Source",
    "Address", "Date", "Older than 12 months", "Path",
)  # fmt: skip


def plain_cell(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers with all their digits."""
    if value is None:
        return words.unknown()
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \n\xa0").startswith(FORMULA_STARTS) else str(value)
    number = float(value)
    return words.unknown() if math.isnan(number) else words.exact(number)


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV, every cell neutralised."""
    text = io.StringIO()
    csv.writer(text).writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def plan_csv(evaluation: Evaluation, base: Preset) -> str:
    """Return the plan by month: a row for each month, a column for each line with its unit.

    Where an input is missing without which the plan cannot be computed, its money is "unknown".
    """
    del base
    columns = lines(evaluation)
    months = months_of(evaluation)
    header = [
        "Month",
        "Month of the plan",
        *(f"{name} [{unit}]" for name, (unit, _) in columns.items()),
    ]
    values = [
        [None if unit.startswith("USD") and not evaluation.known else x for x in series]
        for unit, series in columns.values()
    ]
    rows = [[month, i + 1, *(column[i] for column in values)] for i, month in enumerate(months)]
    return csv_text([header, *rows])


def assumptions_csv(evaluation: Evaluation, base: Preset, today: date | None = None) -> str:
    """Return every input of the plan with its source, as in the ledger."""
    return csv_text([LEDGER_COLUMNS, *(_cells(row) for row in _ledger(evaluation, base, today))])


def plan_json(evaluation: Evaluation, base: Preset, today: date | None = None) -> str:
    """Return plan, assumptions and results as JSON. Reading it again takes the plan alone.

    A file that would be too large to be opened again leaves the assumptions to their CSV.
    """
    body = {
        **codec.json_body(evaluation.scenario, base.key, MODEL_VERSION),
        "meaning": {"never": "infinite", "null": "unknown"},
        "results": results(evaluation),
        "assumptions": [_entry(row) for row in _ledger(evaluation, base, today)],
    }
    text = json.dumps(body, indent=1, allow_nan=False, ensure_ascii=False)
    if len(text.encode()) <= codec.LARGEST_FILE:
        return text
    body |= {"assumptions": [], "left_out": "assumptions, for their number; the CSV holds them"}
    return json.dumps(body, indent=1, allow_nan=False, ensure_ascii=False)


def _ledger(evaluation: Evaluation, base: Preset, today: date | None) -> list[LedgerRow]:
    return ledger(evaluation.scenario, base.scenario, base.sources, today or date.today())


def _shown(row: LedgerRow) -> Any:
    value = row.value
    return ",".join(map(words.exact, value)) if isinstance(value, tuple) else value


def _cells(row: LedgerRow) -> list[Any]:
    source = row.source
    return [
        row.group, row.label, _shown(row), row.unit, row.value_text, row.default_text, row.status,
        source.title, source.url, source.as_of, "yes" if row.stale else "", row.path,
    ]  # fmt: skip


def _entry(row: LedgerRow) -> dict[str, Any]:
    source = row.source
    return {
        "path": row.path,
        "group": row.group,
        "label": row.label,
        "value": plain(row.value),
        "unit": row.unit,
        "default": row.default_text,
        "status": str(row.status),
        "stale": row.stale,
        "source": {"title": source.title, "url": source.url, "as_of": source.as_of},
    }
