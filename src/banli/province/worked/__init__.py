"""Worked cases: a case written as data and played through the real acts."""
