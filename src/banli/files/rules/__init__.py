"""What a file is, whether it is taken, and what it is called. Pure: bytes in, verdict out."""
