"""What a bundle says, what it asks of whom, and whether it is whole. Pure."""
