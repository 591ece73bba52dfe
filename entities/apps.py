from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    name = "entities"
    label = "entities"
    verbose_name = "主体档案"

    def ready(self) -> None:
        from entities.imports import setup

        setup.prepare()
