"""The hall: patrols with their findings, and leaders who come to serve in it."""
