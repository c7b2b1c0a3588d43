"""Pure rules of the weekly report: its frame, its outline, its numbers, its sentence."""
