"""Working days: the State Council's calendar editions, and the arithmetic of limits counted on them."""
