"""What every topic shares: inputs, units, sources, break-even, decisions, charts."""
