"""Certificates: issued for granted cases, verified by anyone who holds one, revoked where the law says so."""
