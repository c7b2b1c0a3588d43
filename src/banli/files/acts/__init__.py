"""The acts of the files: storing them, and removing what nothing refers to."""
