"""What is counted and under which name. Pure: no Django, no database, no clock."""
