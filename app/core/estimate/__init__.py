"""Estimates: power, heat, bandwidth and cost, each with its formula and its source."""
