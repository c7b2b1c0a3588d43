"""Numbers that must not repeat or skip: one row per series, taken under its lock."""
