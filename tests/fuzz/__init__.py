"""Made-up requests: short in every run of the suite, and at length with `make fuzz`."""
