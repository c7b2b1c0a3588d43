"""The statutory procedure of an application, from the first submission to delivery and archive."""
