"""Measurements of the machine and the code on it; each prints its figure as a ratio to a limit of the same run."""
