"""The site as a Django application: it owns the periodic jobs and the access rule of every address."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers ``banli.site`` so that its jobs, commands and catalogue are found."""

    name = "banli.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Rules and errors speak by Django's catalogues; what ends with an item follows its retirement."""
        from banli.catalogue.service import follow_retirement
        from banli.kernel.language import translate_with
        from banli.province.network import end_network
        from banli.site.translation import DjangoTranslator

        translate_with(DjangoTranslator())
        follow_retirement("authorities", end_network)
