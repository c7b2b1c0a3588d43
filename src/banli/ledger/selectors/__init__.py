"""Reads of the record: events and seals, the digest it is made with, its verification, proofs."""
