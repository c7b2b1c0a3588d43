"""Plans of the year and the green channel."""
