"""Costs that grow with use: compute, bandwidth, operations."""
