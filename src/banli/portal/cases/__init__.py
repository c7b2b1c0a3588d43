"""A case on the portal: found, opened, read, answered, corrected."""
