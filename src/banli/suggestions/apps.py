"""The app and its place in the house."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "banli.suggestions"
    label = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Messages ask here whom to tell that a suggestion was answered."""
        from banli.notices.service import register_addressees
        from banli.suggestions.selectors.addressees import addressees_of_suggestions

        register_addressees("suggestion", addressees_of_suggestions)
