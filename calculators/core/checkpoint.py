"""Checkpoints: how often to write them, and what interrupted work takes. Times in hours.

Interruptions are taken to come at random at a constant rate (exponential times between them).
They do cluster, above all for machines that are taken back together; the estimate is then too
good.
"""

from __future__ import annotations

import numpy as np
from scipy.special import lambertw

from calculators.core.inputs import Numeric
from calculators.core.units import ratio_or_never

LONGEST_MTBF_HOURS = 1e9  # what is never interrupted: a hundred thousand years change no figure
LARGEST_EXPONENT = 300.0  # e^300 times the work is never done; larger would overflow
PRINCIPAL = np.array(0)  # branch of Lambert's function
SERIES_BELOW = 1e-9  # of δ/M: there Lambert's W loses digits, and the series is exact to them


def mtbf_of_share(share: Numeric, hours: Numeric) -> Numeric:
    """Return the mean time between interruptions, M = −hours / ln(1 − share) [h].

    ``share`` of the machines is interrupted within ``hours`` of running each.
    """
    return np.minimum(ratio_or_never(hours, -np.log1p(-share)), LONGEST_MTBF_HOURS)


def share_of_mtbf(mtbf: Numeric, hours: Numeric) -> Numeric:
    """Return the share of machines that is interrupted within so many hours, 1 − e^(−hours/M)."""
    share: Numeric = -np.expm1(-hours / mtbf)
    return share


def mtbf_of_rate(per_hour: Numeric) -> Numeric:
    """Return the mean time between interruptions of a rate an hour, M = 1/λ [h]."""
    return np.minimum(ratio_or_never(1.0, per_hour), LONGEST_MTBF_HOURS)


def gang_mtbf(mtbf: Numeric, machines: Numeric) -> Numeric:
    """Return M/n: the loss of any one of n machines stops all of them."""
    return mtbf / np.maximum(machines, 1.0)


def young_interval(write: Numeric, mtbf: Numeric) -> Numeric:
    """Return Young's first-order interval √(2δM) [h] (J. W. Young, 1974). Holds for δ ≪ M."""
    interval: Numeric = np.sqrt(2 * write * mtbf)
    return interval


def daly_interval(write: Numeric, mtbf: Numeric) -> Numeric:
    """Return Daly's series [h]: √(2δM)·(1 + ⅓√(δ/2M) + ⅑(δ/2M)) − δ if δ < 2M, else M.

    Reference: J. T. Daly, Future Generation Computer Systems 22, 2006, equation 37.
    """
    half = write / (2 * mtbf)
    series = young_interval(write, mtbf) * (1 + np.sqrt(half) / 3 + half / 9) - write
    interval: Numeric = np.where(half < 1, series, mtbf)[()]
    return interval


def best_interval(write: Numeric, mtbf: Numeric) -> Numeric:
    """Return the interval that makes the expected time least, M·(1 + W(−e^(−δ/M − 1))) [h].

    The exact optimum of Daly's cost function, W the principal branch of Lambert's function. It
    does not depend on the restart.
    """
    ratio = write / mtbf
    branch = np.asarray(-np.exp(-ratio - 1), dtype=np.float64)
    exact = mtbf * (1 + np.real(lambertw(branch, PRINCIPAL)))
    best: Numeric = np.where(ratio < SERIES_BELOW, daly_interval(write, mtbf), exact)[()]
    return best


def time_over_work(interval: Numeric, write: Numeric, restart: Numeric, mtbf: Numeric) -> Numeric:
    """Return expected running time over the work, M·e^(R/M)·(e^((τ+δ)/M) − 1)/τ.

    Each interval ends with a checkpoint; an interruption loses what was done since the last one
    and costs a restart, and may come during the restart too. Exact for exponential times and any
    δ, R, M. Reference: Daly 2006, equation 20.
    """
    segment = np.minimum((interval + write) / mtbf, LARGEST_EXPONENT)
    again = np.exp(np.minimum(restart / mtbf, LARGEST_EXPONENT))
    ratio: Numeric = again * np.expm1(segment) * (mtbf / interval)
    return ratio


def first_order_loss(write: Numeric, restart: Numeric, mtbf: Numeric) -> Numeric:
    """Return the share of time that is lost to first order, √(2δ/M) + R/M.

    Holds for δ, R ≪ M; above about 15 % take ``time_over_work``.
    """
    loss: Numeric = np.sqrt(2 * write / mtbf) + restart / mtbf
    return loss


def net_saving(discount: Numeric, time_ratio: Numeric) -> Numeric:
    """Return what is left of a discount, 1 − (1 − discount)·T/Ts; negative when it is."""
    return 1 - (1 - discount) * time_ratio


def break_even_discount(time_ratio: Numeric) -> Numeric:
    """Return the discount below which interrupted work costs more, 1 − Ts/T."""
    return 1 - 1 / time_ratio
