"""What changes messages: making them, sending them, noting what became of them."""
