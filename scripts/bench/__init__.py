"""How fast the project is, as ratios to what the same machine does without it: `make bench`.

Every figure is the median of several rounds, and one round takes each side once, so that a busy moment of the machine
falls on all of them alike.  docs/benchmarks.md says what was reached and where the time goes.
"""
