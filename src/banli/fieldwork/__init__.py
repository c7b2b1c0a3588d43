"""Work outside the window: trainings, talks, green channels, outreach and visits."""
