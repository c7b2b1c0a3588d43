"""The service hall: its week, patrols, fieldwork."""
