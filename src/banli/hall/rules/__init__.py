"""Pure rules: the six dimensions and their grades, and what a record must hold."""
