"""Writes of experts: the pool, the draw, and the sitting panel."""
