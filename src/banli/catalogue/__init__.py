"""Layer 3: the items (事项) as data, and their immutable published revisions (实施清单)."""
