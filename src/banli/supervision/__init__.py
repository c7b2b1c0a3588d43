"""电子监察: lights over open cases, worked out from the clock and never stored."""
