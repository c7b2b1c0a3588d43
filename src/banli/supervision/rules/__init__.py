"""Pure rules: the table of signals, and the moments at which a clock crosses them."""
