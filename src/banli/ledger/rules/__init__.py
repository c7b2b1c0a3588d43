"""Pure arithmetic of the record: chains of digests, Merkle trees, what a seal says, what a proof holds."""
