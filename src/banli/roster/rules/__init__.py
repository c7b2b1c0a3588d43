"""What a pack says of shifts, and what follows from it. Pure."""
