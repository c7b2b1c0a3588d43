"""Ways to an item: by stage of life, by user and department, and by answering questions."""
