"""Exports of a plan; they read an evaluation and recompute nothing."""
