from django.apps import AppConfig

ACTS = {
    "campaigns.open_campaign": "部署专项工作",
    "campaigns.assign_domains": "落实领域责任单位",
    "campaigns.submit_duty": "报送专项工作材料",
    "campaigns.accept_duty": "接收专项工作材料",
    "campaigns.send_back_duty": "退回专项工作材料",
    "campaigns.note_talk": "登记准入前诚信教育",
}


class CampaignsConfig(AppConfig):
    name = "credit_portal.campaigns"
    label = "campaigns"
    verbose_name = "专项工作"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.campaigns.duties import DUTIES
        from credit_portal.campaigns.navigation import ENTRIES
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import register

        name_acts(ACTS)
        duties.register(*DUTIES)
        register(*ENTRIES)
