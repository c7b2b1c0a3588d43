"""What statistics writes: facts and frozen figures."""
