from django.apps import AppConfig

ACTS = {
    "accounts.create_agency": "新增机构",
    "accounts.change_agency": "修改机构",
    "accounts.create_user": "新增用户",
    "accounts.change_role": "变更角色或机构",
    "accounts.change_profile": "修改用户资料",
    "accounts.deactivate_user": "停用用户",
    "accounts.activate_user": "恢复用户",
    "accounts.reset_password": "重置密码",
    "accounts.reset_second_factor": "重置第二因素",
    "accounts.unlock_user": "解除登录锁定",
    "accounts.set_second_factor": "设置第二因素",
    "accounts.renew_recovery_codes": "重新生成恢复码",
    "accounts.grant_mandate": "关联经营主体",
    "accounts.end_mandate": "终止关联经营主体",
    "accounts.invite": "发出授权邀请",
    "accounts.withdraw_invitation": "撤回授权邀请",
    "accounts.accept_invitation": "接受授权邀请",
    "accounts.open_paper": "查阅授权材料",
    "accounts.open_identity": "实名登录开户",
    "accounts.change_identity": "更新实名身份",
    "accounts.fail_real_name": "实名登录失败",
    "accounts.change_password": "修改密码",
    "accounts.log_in": "登录",
    "accounts.log_out": "退出登录",
    "accounts.fail_login": "登录失败",
    "accounts.fail_second_factor": "第二因素验证失败",
}


class AccountsConfig(AppConfig):
    name = "credit_portal.accounts"
    label = "accounts"
    verbose_name = "机构与用户"

    def ready(self) -> None:
        from credit_portal.accounts import receivers  # noqa: F401
        from credit_portal.accounts.models import Agency
        from credit_portal.audit.acts import name_acts
        from credit_portal.audit.agencies import name_agencies

        name_acts(ACTS)
        name_agencies(Agency.objects.all())
