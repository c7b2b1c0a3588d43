"""Layer 6: counts by day folded from the record, and figures that stay what they were."""
