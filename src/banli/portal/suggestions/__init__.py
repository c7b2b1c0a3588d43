"""Suggestions on the portal: the form, what became of one's own, what is public."""
