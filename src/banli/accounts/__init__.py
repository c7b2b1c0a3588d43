"""Accounts of applicants: by which number or address somebody is reached and let in, and who they are."""
