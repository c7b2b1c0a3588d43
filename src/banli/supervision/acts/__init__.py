"""What is written in supervision."""
