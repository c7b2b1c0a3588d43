"""The app and its place in the house."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    name = "banli.licences"
    label = "licences"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Applications that renew or change a certificate are checked against it; its holder is told of it."""
        from banli.cases.service import observers
        from banli.licences.service import WATCHER, addressees_of_certificates
        from banli.notices.service import register_addressees

        register_addressees("certificate", addressees_of_certificates)

        observers.watch("licences", WATCHER)
