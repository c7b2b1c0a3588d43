"""Rules of the queue. Pure."""
