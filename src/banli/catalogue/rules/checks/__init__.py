"""Whether a definition is whole and lawful, proved by trying."""
