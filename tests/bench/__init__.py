"""What the cleaner costs: `make bench`, or `python -m tests.bench`. No test collects it, and it asserts nothing."""
