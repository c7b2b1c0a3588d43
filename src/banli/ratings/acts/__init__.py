"""The acts of ratings."""
