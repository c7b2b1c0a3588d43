"""The app and its place in the house."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "banli.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Messages ask here whom to tell of a case, and of a proposed ban."""
        from banli.cases.selectors import addressees_of_cases, addressees_of_proposals
        from banli.notices.service import register_addressees

        register_addressees("case", addressees_of_cases)
        register_addressees("credit", addressees_of_proposals)
