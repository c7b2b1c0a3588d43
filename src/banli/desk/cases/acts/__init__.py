"""The acts an officer does with a case: what each asks for, when it is offered, and doing it."""
