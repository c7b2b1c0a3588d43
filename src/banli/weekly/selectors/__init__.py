"""Reads of the weekly report."""
