"""The template and what follows from it. Pure."""
