"""What is asked of a vehicle, and what it answers of an application. Pure."""
