"""The acts of the procedure, one function each; a module for each who acts."""
