"""The example's serving estimate beside a published result, with the gap in words."""

from __future__ import annotations

from calculators.core import words
from calculators.presets import Comparison, Preset, comparisons


def held_against(preset: Preset) -> list[str]:
    """Return a sentence for each published result of the example; none: said in words."""
    found = [_sentence(comparison) for comparison in comparisons(preset)]
    return found or ["No published measurement of this example's models was found to hold it to."]


def _sentence(c: Comparison) -> str:
    dated = f", {c.source.as_of}" if c.source.as_of else ""
    gap = f"{words.number(c.ratio)} times" if c.ratio >= 1 else f"{words.percent(c.ratio)} of"
    why = "" if c.is_close else f" {c.explanation}"
    return (
        f"Check: {c.what}: published {words.number(c.published)} {c.unit}, estimated "
        f"{words.number(c.ours)}, {gap} it.{why} "
        f"({c.source.title}{dated})"
    )
