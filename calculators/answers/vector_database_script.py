"""The script that measures one search on the reader's machine, written from the plan."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.answers.vector_database_facts import OnVectors
from calculators.core import words
from calculators.core.units import GIGA, first
from calculators.practices.vector_search_need import BYTES

FLOAT32_BYTES = 4.0
MOST_BYTES = 1 * GIGA  # of the array that the script makes
FEWEST = 11  # vectors: the script looks for the ten nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script to copy: its lines, and one sentence on what it does."""

    text: str
    about: str


def script(o: OnVectors) -> Script:
    """Return numpy lines that time one search of one corpus of today, in milliseconds.

    The array has at most 1 GB; the time of a larger corpus is scaled by its vectors, and that of
    smaller values by their bytes.
    """
    wanted = max(int(first(o.load.today / o.p.corpora)), 1)
    dimensions = int(first(o.p.dimensions))
    most = int(MOST_BYTES / (FLOAT32_BYTES * dimensions))
    made = max(min(wanted, most), FEWEST)
    scale = wanted / made * BYTES[o.p.value_type]() / FLOAT32_BYTES
    lines = (
        "import os, time",
        'os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"',
        "import numpy as np",
        f"x = np.random.default_rng(0).standard_normal(({made}, {dimensions}), dtype=np.float32)",
        "query, best = x[0].copy(), 1e9",
        "for _ in range(50):",
        "    start = time.perf_counter()",
        "    nearest = np.argpartition(x @ query, -10)[-10:]",
        "    best = min(best, time.perf_counter() - start)",
        f'print(f"{{best * 1e3 * {scale:.6g}:.4g}} ms")',
    )
    scaled = ""
    if scale != 1:
        scaled = f" It times {words.number(made, 'vectors')} as float32 and scales the result."
    return Script(
        text="\n".join(lines),
        about="Ten lines of numpy: one core, the best of 50 searches. Enter what it prints as "
        f"“One search, measured”.{scaled}",
    )
