"""Suggestions at the desk: those that wait, all of them, one with what is done about it, writing one down."""
