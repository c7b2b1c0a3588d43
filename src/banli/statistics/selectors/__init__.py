"""What statistics reads: events as they count, readings, figures."""
