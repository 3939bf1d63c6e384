"""Settings that hold for every test.

Hypothesis runs the same examples everywhere (`ci`), so that a failure on one machine is a failure
on all. ``HYPOTHESIS_PROFILE=explore`` looks further, at random.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
