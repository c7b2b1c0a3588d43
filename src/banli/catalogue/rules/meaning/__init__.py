"""What a definition means for one case: forms, facts, findings, limits, dates."""
