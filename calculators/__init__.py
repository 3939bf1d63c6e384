"""Pure calculators: what a machine-learning product costs and how long the money lasts."""
