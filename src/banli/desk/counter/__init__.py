"""The counter: an application taken in at a window."""
