"""What changes projects, rooms and objections."""
