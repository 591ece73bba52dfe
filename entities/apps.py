from django.apps import AppConfig

ACTS = {
    "entities.record_fact": "登记信用记录",
    "entities.withdraw_fact": "撤回信用记录",
    "entities.correct_fact": "更正信用记录",
    "entities.install_catalogue": "装入信用信息目录",
    "entities.change_catalogue_item": "修改信用信息目录",
}


class EntitiesConfig(AppConfig):
    name = "entities"
    label = "entities"
    verbose_name = "主体档案"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from entities.imports import setup

        name_acts(ACTS)
        setup.prepare()
