"""The network of filing authorities, and its trainings."""
