"""What is fast, as ratios of one run: `python -m benchmarks` prints the table."""
