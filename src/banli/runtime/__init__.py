"""What keeps the platform running on one machine: data folder, database server, web and job processes."""
