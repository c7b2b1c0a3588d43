"""Messages to applicants: how they were sent."""
