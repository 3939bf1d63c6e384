"""Costs that are there whatever the use: hardware, training, team."""
