"""Reads about people: the house, accounts, and who signed in."""
