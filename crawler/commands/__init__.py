"""One module per command; each parses and connects, nothing else."""
