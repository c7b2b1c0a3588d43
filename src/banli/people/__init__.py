"""Who is who: regions, departments, windows, users with their roles."""
