"""The road network, what may pass on it, and the ways through it."""
