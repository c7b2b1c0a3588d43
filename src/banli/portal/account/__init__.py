"""One's own account on the portal."""
