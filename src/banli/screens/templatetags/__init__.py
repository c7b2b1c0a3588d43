"""The components of the face as template tags."""
