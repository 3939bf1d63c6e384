"""Locality-sensitive hashing: which share of the pairs of one similarity is found."""

from __future__ import annotations

import numpy as np

from calculators.core.inputs import Numeric
from calculators.core.units import whole_down


def rows_of_band(hashes: Numeric, bands: Numeric) -> Numeric:
    """Return hashes in each band, ⌊hashes ÷ bands⌋; what is left over is not used."""
    return whole_down(hashes / bands)


def found_share(similarity: Numeric, hashes: Numeric, bands: Numeric) -> Numeric:
    """Return the share of pairs of this Jaccard similarity that agree in a whole band.

    P(s) = 1 − (1 − s^r)^b. Holds for hashes that are independent of each other. J. Leskovec,
    A. Rajaraman and J. Ullman, Mining of Massive Datasets, chapter 3.
    """
    in_one_band = np.power(similarity, rows_of_band(hashes, bands))
    with np.errstate(divide="ignore"):  # equal texts agree in every band
        share: Numeric = -np.expm1(bands * np.log1p(-in_one_band))
    return share


def threshold(hashes: Numeric, bands: Numeric) -> Numeric:
    """Return about where the curve is steepest, (1/b)^(1/r); it is not where half is found."""
    at: Numeric = np.power(bands, -1 / rows_of_band(hashes, bands))
    return at


def found_by_half(hashes: Numeric, bands: Numeric) -> Numeric:
    """Return the similarity at which half of the pairs are found, (1 − 2^(−1/b))^(1/r)."""
    at: Numeric = np.power(-np.expm1(-np.log(2.0) / bands), 1 / rows_of_band(hashes, bands))
    return at
