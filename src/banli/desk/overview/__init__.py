"""One page for whoever leads: today, this week, who is late and why, ratings, promises, departments."""
