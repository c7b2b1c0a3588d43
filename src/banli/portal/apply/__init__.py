"""Applying: the form, its files, applying again."""
