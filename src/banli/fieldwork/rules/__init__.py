"""Pure rules: what an activity of each kind must hold."""
