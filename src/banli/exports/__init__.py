"""Lists and figures asked for as files: each is made by a job, kept for some days, and taken by whoever asked."""
