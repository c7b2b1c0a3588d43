"""Intake: what departments' own systems report, in the tables of the national exchange, taken in once and in bulk."""
