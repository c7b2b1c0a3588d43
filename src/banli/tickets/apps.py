"""The app and its place in the house."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "banli.tickets"
    label = "tickets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Messages ask here whom to tell that an appointment was called off."""
        from banli.notices.service import register_addressees
        from banli.tickets.selectors.addressees import addressees_of_bookings

        register_addressees("booking", addressees_of_bookings)
