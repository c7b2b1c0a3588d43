"""The acts of people, one function each; a module for each matter."""
