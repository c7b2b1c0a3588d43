"""When an act is allowed, and what a case's clocks say. Pure: facts, item revision and calendar in, answer out."""
