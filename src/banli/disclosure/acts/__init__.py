"""The acts of disclosure."""
