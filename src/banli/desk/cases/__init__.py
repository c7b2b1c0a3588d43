"""Cases at the desk: lists, the page of a case, its file, and what an officer does with it."""
