"""The record: append-only events, chained by digest, sealed by day. Everything counted is read from here."""
