"""The vehicles that a carrier keeps for its applications."""
