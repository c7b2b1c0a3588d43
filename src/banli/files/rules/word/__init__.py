"""The words of a Word file in their order, with numbers and levels; tables, pictures, and what is left behind."""
