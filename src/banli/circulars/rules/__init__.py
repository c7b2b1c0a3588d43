"""What the words of a paper may name, whether they can be set, and the sheet they make. Pure."""
