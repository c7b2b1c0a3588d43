"""The hall's queue at the desk."""
