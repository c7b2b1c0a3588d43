"""Suggestions, and what people could not get done: collected, handled by clocks, answered, made public."""
