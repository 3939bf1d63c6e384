"""Every declared input as plain data: what the command line lists and the reference page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calculators.core import paths
from calculators.core.inputs import Choice, Input, Rows, Series, Spec, Text
from calculators.ledger import GROUPS, said


def entries(plan: object) -> Iterator[dict[str, Any]]:
    """Yield an entry for every input of a plan; of a table its number of rows and its first row."""
    for path, spec, default in paths.declarations(plan):
        yield entry(path, spec, default)


def entry(path: str, spec: Spec, default: Any) -> dict[str, Any]:
    """Return what is declared of one input. None: unknown, or nothing of that kind is declared."""
    group = path.partition(".")[0]
    source = spec.source
    found: dict[str, Any] = {
        "path": path,
        "group": GROUPS.get(group, group.capitalize()),
        "label": spec.label,
        "kind": type(spec).__name__.lower(),
        "unit": getattr(spec, "unit", ""),
        "bounds": None,
        "typical": None,
        "doubt": None,
        "whole": False,
        "may_be_unknown": False,
        "options": None,
        "default": default,
        "default_text": default if isinstance(spec, Rows) else said(spec, default),
        "source": {"title": source.title, "url": source.url, "as_of": source.as_of},
        "help": spec.help,
    }
    if isinstance(spec, Input):
        found |= {"bounds": spec.bounds, "typical": spec.typical, "doubt": spec.doubt}
        found |= {"whole": spec.whole, "may_be_unknown": spec.optional}
    elif isinstance(spec, Choice):
        found["options"] = {str(option): spec.labels.get(option, "") for option in spec.options}
    elif isinstance(spec, Series):
        found["bounds"] = spec.bounds
    elif isinstance(spec, Rows):
        found |= {"bounds": (spec.least, spec.most), "unit": "rows", "default": int(default)}
    elif isinstance(spec, Text):
        found["longest"] = spec.longest
    return found
