"""Rules of signed papers. Pure."""
