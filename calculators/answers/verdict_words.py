"""Verdicts in words, the same on every page, and the sentence that begins with one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from calculators.core.answer import Part
from calculators.core.decision import Decision, Verdict

VERDICT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        Verdict.PAYS: "Pays",
        Verdict.NOT_YET: "Not yet",
        Verdict.NEVER: "Never",
        Verdict.CANNOT_TELL: "Cannot tell",
    }
)
IN_TEXT: Mapping[str, str] = MappingProxyType(
    {verdict: name.lower() for verdict, name in VERDICT_NAMES.items()}
)
UNKNOWN = Part("Unknown", "cannot_tell")  # the plan itself cannot be computed


def marked(verdict: Verdict) -> Part:
    """Return a verdict as the mark that begins a sentence."""
    return Part(VERDICT_NAMES[verdict], verdict.value)


def needed(verdict_on_leaving: Verdict) -> Part:
    """Return whether what the plan has is needed, from the verdict on going back."""
    back = verdict_on_leaving == Verdict.PAYS
    return Part("Not needed yet", "not_yet") if back else Part("Keep it", "pays")


def until_then(decision: Decision | None) -> str:
    """Return the simpler way until a decision pays; nothing where it pays today."""
    if decision is None or decision.verdict == Verdict.PAYS or not decision.simpler:
        return ""
    return f"{simpler_lead(decision.verdict)}: {decision.simpler}."


def simpler_lead(verdict: str) -> str:
    """Return how the simpler way is led in; what pays nowhere has no then to wait for."""
    return "Instead" if verdict == Verdict.NEVER else "Until then"


def sentence_of(
    verdict: Part, found: str, turns: str, decides: str, measure: str, until: str = ""
) -> list[Part]:
    """Return the order of every answer: verdict, finding, where it turns, what decides it.

    The simpler way ``until`` then stands between what decides it and what to measure next.
    """
    beneath = " ".join(filter(None, (decides, until, measure)))
    return [verdict, Part(found, "strong"), Part(turns), Part(beneath, "soft")]


def then(*parts: str) -> str:
    """Return what follows the finding, as sentences of their own; empty ones are left out."""
    return ". " + " ".join(filter(None, parts))
