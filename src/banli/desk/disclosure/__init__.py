"""Making decisions public at the desk: what is due by its clock, one with what may be done, what is kept back."""
