"""What holds of moments that a device tells and of numbers that it was leased. Pure."""
