"""Projects: a company's plan of the year, what is done for each of its projects, and the green channel."""
