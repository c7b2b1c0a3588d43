"""Layer 0: what every app stands on. The clock, errors, actors, bilingual words."""
