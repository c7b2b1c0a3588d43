"""Appointments in the hall for visitors: booked, moved, cancelled, kept."""
