"""What an item may say: typed, frozen parts of a definition, and reading them from a folder."""
