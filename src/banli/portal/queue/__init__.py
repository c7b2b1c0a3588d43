"""The hall's queue for visitors: lines, tickets, the wall."""
