"""Words of the check of one's own text: how far it is, what was found, which pairs."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonprefix

from calculators.core import words
from calculators.practices.near_duplicates_trial import (
    LONGEST,
    MOST_MEGABYTES,
    MOST_TEXTS,
    Pair,
    Trial,
)

TITLE = "Try it on your own text"
SUBTITLE = (
    f"One text on each line, or a CSV with a head. At most {MOST_MEGABYTES} MB and {MOST_TEXTS:,} "
    f"texts, UTF-8; the first {LONGEST:,} characters of each are compared. The file stays in the "
    "memory of this page while it is open here and is written nowhere; take it away with the ×."
)
MOST_PAIRS = 12
MOST_CHARACTERS = 240
BEFORE = 60  # characters shown before two texts begin to differ
HEAD = ("Stays", "Would go", "Alike")


def progress(found: Trial) -> tuple[float, str]:
    """Return the part that is done, and its words."""
    return found.done / found.total, f"{found.done:,} of {found.total:,} texts compared"


def finding(found: Trial) -> tuple[str, str]:
    """Return what was found, as a title and a line beneath."""
    exact, near = len(found.exact), len(found.near)
    if not exact + near:
        return "No duplicates found", f"among {found.total:,} texts; nothing would be removed"
    left = found.total - exact - near
    copies = f"{exact:,} exact {'copy' if exact == 1 else 'copies'}"
    alike = f"{near:,} near-duplicate{'' if near == 1 else 's'}"
    title = f"{copies} and {alike} among {found.total:,} texts"
    if left == 1 and not near:
        return "All texts are the same", f"{found.total:,} of them; one would stay"
    return title, (
        f"{left:,} would stay. Near: at least {words.percent(found.threshold)} of their runs "
        "shared. How many failures they cause, no file can say: read some."
    )


def pairs(found: Trial, texts: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return the first pairs, near-duplicates before copies, each text cut to what is shown."""
    shown = [*found.near, *found.exact][:MOST_PAIRS]
    return [_pair(pair, texts) for pair in shown]


def _pair(pair: Pair, texts: Sequence[str]) -> tuple[str, str, str]:
    stays, goes = _printable(texts[pair.stays]), _printable(texts[pair.goes])
    same = len(commonprefix([stays, goes]))
    begin = 0 if max(len(stays), len(goes)) <= MOST_CHARACTERS else max(same - BEFORE, 0)
    return _cut(stays, begin), _cut(goes, begin), words.percent(pair.similarity)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _cut(text: str, begin: int) -> str:
    """Return the part of a text from shortly before it differs, cut to what is shown."""
    part = text[begin : begin + MOST_CHARACTERS]
    before, after = "… " if begin else "", " …" if begin + MOST_CHARACTERS < len(text) else ""
    return f"{before}{part}{after}"
