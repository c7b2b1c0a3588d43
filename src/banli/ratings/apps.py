"""The app and its place in the house."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "banli.ratings"
    label = "ratings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Messages ask here whom to tell that a rating was answered."""
        from banli.notices.service import register_addressees
        from banli.ratings.selectors.addressees import addressees_of_ratings

        register_addressees("rating", addressees_of_ratings)
