"""The acts of the queue."""
