"""Rules of public resource trading. Pure."""
