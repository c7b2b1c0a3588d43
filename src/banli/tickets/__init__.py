"""Tickets of the hall's queue (排队叫号): drawn, called, served; every move leaves an event."""
