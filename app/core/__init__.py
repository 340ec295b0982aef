"""Pure thinking: values in, values out.

Nothing in here reads a clock, a file, the environment or a random number, and nothing in here imports anything but
the standard library and this package.  `tests/fitness/test_core_is_pure.py` holds it to that.
"""
