"""Pure rules: what each act asks for, when it may be done, what follows from it."""
