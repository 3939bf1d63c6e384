"""Duplicates in a text of one's own: exact copies by hash, near-duplicates by hashes in bands."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from calculators.practices.near_duplicates_lsh import rows_of_band, threshold

Runs = NDArray[np.uint32]  # hashes of the runs of a text, rising, each once
MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * 1_000_000
MOST_TEXTS = 20_000
LONGEST = 2_000  # characters of a text that are compared
WORDS_OF_A_RUN, LETTERS_OF_A_RUN = 3, 5
FEW_WORDS = 6  # of a text on average: below it runs of letters are compared, as for titles
TEXTS_OF_A_STEP = 200  # between two reports of progress
MOST_COMPARED = 100  # texts that share a band, of those that a text is held against
DELIMITERS = (",", ";", "\t", "|")
TEXT_CELLS = 0.5  # of a column: as many cells hold letters where it is one of texts


class TextError(ValueError):
    """A file that holds no texts to compare, with the reason in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts of which the second would be removed, by their place in the file."""

    stays: int
    goes: int
    similarity: float  # 1: equal, case and spaces aside


@dataclass(kw_only=True)
class Trial:
    """What was found so far."""

    total: int
    threshold: float
    done: int = 0
    exact: list[Pair] = field(default_factory=list)
    near: list[Pair] = field(default_factory=list)


def texts_of(data: bytes, name: str) -> list[str]:
    """Return the texts of a file: its lines, or the wordiest column of a CSV."""
    if len(data) > MOST_BYTES:
        size = len(data) / 1_000_000
        raise TextError(f"The file has {size:,.1f} MB; at most {MOST_MEGABYTES} MB are read.")
    if b"\0" in data:
        raise TextError("The file is not text: it holds zero bytes. Save it as text, UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextError(
            f"The file is not UTF-8 at byte {error.start:,}. Save it as text, UTF-8."
        ) from None
    lines = [line for line in text.splitlines() if line.strip()]
    texts = _column(lines) if name.lower().endswith((".csv", ".tsv")) else lines
    if len(texts) < 2:
        found = "one text" if texts else "no text"
        raise TextError(f"The file holds {found}; two or more are compared, one on each line.")
    if len(texts) > MOST_TEXTS:
        raise TextError(
            f"The file holds {len(texts):,} texts; at most {MOST_TEXTS:,} are compared here. "
            "Take a random part of it."
        )
    return texts


def _column(lines: Sequence[str]) -> list[str]:
    """Return the column with most words of a CSV with a head."""
    delimiter = max(DELIMITERS, key=lines[0].count) if lines else ","
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))[1:]
    except csv.Error as error:
        raise TextError(f"The file cannot be read as CSV: {error}.") from None
    if not rows:
        return []
    width = max(map(len, rows))
    columns = [[row[i].strip() for row in rows if i < len(row)] for i in range(width)]
    usable = [c for c in columns if sum(any(map(str.isalpha, x)) for x in c) > TEXT_CELLS * len(c)]
    if not usable:
        raise TextError(
            f"No column of {width} holds texts: most of their cells have no letter. The "
            "first row is taken for the head."
        )
    return [x for x in max(usable, key=lambda c: sum(map(len, c))) if x]


def normal(text: str) -> str:
    """Return a text as it is compared: small letters, single spaces, its first characters."""
    return " ".join(text.casefold().split())[:LONGEST]


def compares_words(texts: Sequence[str]) -> bool:
    """Whether texts are long enough to be compared by runs of words."""
    return sum(text.count(" ") + 1 for text in texts) >= FEW_WORDS * len(texts)


def runs_of(text: str, by_words: bool) -> Runs:
    """Return the hashes of all runs of three words, or of five letters, of a text."""
    if by_words:
        parts: Sequence[str] = text.split(" ")
        length, glue = WORDS_OF_A_RUN, " "
    else:
        parts, length, glue = text, LETTERS_OF_A_RUN, ""
    count = max(len(parts) - length + 1, 1)
    hashed = {zlib.crc32(glue.join(parts[i : i + length]).encode()) for i in range(count)}
    return np.sort(np.fromiter(hashed, np.uint32, len(hashed)))


def jaccard(one: Runs, other: Runs) -> float:
    """Return the runs that two texts have in common over all that either has."""
    common = np.intersect1d(one, other, assume_unique=True).size
    return float(common / (one.size + other.size - common))


def examined(texts: Sequence[str], hashes: int, bands: int) -> Iterator[Trial]:
    """Yield what has been found, now and then; the last of them is the whole.

    The first of several alike stays. A near-duplicate agrees with one that stays in a whole band
    and shares at least the threshold of its runs; so it says what would be removed, less what the
    bands miss.
    """
    from datasketch import MinHash, MinHashLSH  # it takes a while to load, and few pages need it

    shown = [normal(text) for text in texts]
    by_words = compares_words(shown)
    rows = int(rows_of_band(hashes, bands))
    index = MinHashLSH(num_perm=hashes, params=(bands, rows))
    empty = MinHash(num_perm=hashes, hashfunc=int)
    found = Trial(total=len(texts), threshold=float(threshold(hashes, bands)))
    first: dict[str, int] = {}
    kept: dict[int, Runs] = {}
    for i, text in enumerate(shown):
        if text in first:
            found.exact.append(Pair(stays=first[text], goes=i, similarity=1.0))
        else:
            first[text] = i
            runs, sketch = runs_of(text, by_words), empty.copy()
            sketch.update_batch(runs)
            pair = _closest(i, runs, index.query(sketch)[:MOST_COMPARED], kept, found.threshold)
            if pair is not None:
                found.near.append(pair)
            else:
                kept[i] = runs
                index.insert(i, sketch, check_duplication=False)
        found.done = i + 1
        if found.done % TEXTS_OF_A_STEP == 0 and found.done < found.total:
            yield found
    yield found


def _closest(
    i: int, runs: Runs, candidates: Sequence[int], kept: dict[int, Runs], least: float
) -> Pair | None:
    """Return the pair with the text that is most like this one, if it is like enough."""
    alike = [(jaccard(runs, kept[c]), -c) for c in candidates]
    similarity, place = max(alike, default=(0.0, 0))
    if similarity < least:
        return None
    return Pair(stays=-place, goes=i, similarity=similarity)
