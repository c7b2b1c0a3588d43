"""The public site: find an item, apply, follow a case, verify a certificate, read the figures."""
