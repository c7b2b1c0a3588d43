"""What can be asked, by subject. Every address is read only."""
