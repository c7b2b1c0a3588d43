"""After the permit: checks at toll stations, and restrictions that touch live permits."""
