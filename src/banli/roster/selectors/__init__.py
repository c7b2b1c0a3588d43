"""What the roster is asked."""
