"""Pure rules: what an edition says, what a calendar makes of several, and how limits are counted on it."""
