"""Acts on signing keys and signatures: the only place that saves them."""
