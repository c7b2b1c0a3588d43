"""What everybody may read: decisions, certificates that hold, what is put up for comment, reports, the catalogue."""
