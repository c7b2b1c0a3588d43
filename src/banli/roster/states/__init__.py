"""The closed tables of the roster, one module each."""
