from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "banli.intake"
    label = "intake"
