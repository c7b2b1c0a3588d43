"""Where marks come from, and who reads which score."""
