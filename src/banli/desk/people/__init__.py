"""People of the house: accounts and roles."""
