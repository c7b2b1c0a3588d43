"""What a certificate is worth, how it ends, and what follows from its days. Pure."""
