"""What changes databanks and what they left: loading, asking, issuing an answer, forgetting."""
