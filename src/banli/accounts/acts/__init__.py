"""What changes codes, contacts and accounts."""
