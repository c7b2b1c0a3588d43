"""Figures and indicators, each opened to its cases."""
