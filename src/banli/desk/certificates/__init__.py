"""Certificates at the desk."""
