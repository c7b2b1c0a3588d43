"""Acts on certificates: the only place that saves them."""
