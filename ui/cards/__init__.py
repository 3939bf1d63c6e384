"""Where every input is asked: the cards of each page, by path. Data, nothing else."""
