"""Stored files: content by its digest in the data folder, what it is called in the database."""
