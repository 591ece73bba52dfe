"""Kinds of agencies and roles of users."""

from django.db import models


class AgencyKind(models.TextChoices):
    """What an agency is; the lead office is the top of the tree."""

    LEAD_OFFICE = "lead_office", "信用主管部门"
    DEPARTMENT = "department", "行业主管部门"
    TOWN = "town", "镇街（园区）"
    SERVICE_HALL = "service_hall", "政务服务大厅"
    COURT = "court", "法院"
    ASSOCIATION = "association", "行业协会商会"
    BANK = "bank", "金融机构"
    CREDIT_SERVICE = "credit_service", "信用服务机构"


# Bodies outside the administration: they see what is public.
PARTNER_KINDS = frozenset({AgencyKind.ASSOCIATION, AgencyKind.BANK, AgencyKind.CREDIT_SERVICE})


class Role(models.TextChoices):
    """One role per user, in the words of the policy documents.

    Administrator and auditor carry no business rights (三员分立, GB/T 22239-2019).
    """

    LEAD_OFFICER = "lead_officer", "信用办"
    DEPARTMENT_OFFICER = "department_officer", "行业主管部门"
    WINDOW_OFFICER = "window_officer", "政务服务窗口"
    TOWN_OFFICER = "town_officer", "镇街（园区）"
    COURT_OFFICER = "court_officer", "法院"
    PARTNER = "partner", "协会/金融/信用服务机构"
    ENTERPRISE = "enterprise", "经营主体"
    AUDITOR = "auditor", "审计"
    ADMINISTRATOR = "administrator", "系统管理员"


# Roles that hold and decide records for their agency.
BUSINESS_ROLES = frozenset(
    {
        Role.LEAD_OFFICER,
        Role.DEPARTMENT_OFFICER,
        Role.WINDOW_OFFICER,
        Role.TOWN_OFFICER,
        Role.COURT_OFFICER,
    }
)
# Roles that belong to an agency.
AGENCY_ROLES = BUSINESS_ROLES | {Role.PARTNER}
# Everybody who logs in as staff, with a second factor.
OFFICIAL_ROLES = AGENCY_ROLES | {Role.AUDITOR, Role.ADMINISTRATOR}


class Assurance(models.IntegerChoices):
    """实名认证等级: how sure the identity provider is of who logged in."""

    BASIC = 1, "未实名"
    VERIFIED = 2, "实名认证"
    STRONG = 3, "实人认证"


class MandateKind(models.TextChoices):
    """In which capacity somebody acts for a business."""

    LEGAL_REPRESENTATIVE = "representative", "法定代表人（负责人）"
    AGENT = "agent", "经办人"


class MandateScope(models.TextChoices):
    """What an agent may do; whoever acts for a business at all may also look."""

    ALL = "all", "全部事项"
    DISPUTES = "disputes", "异议和信用修复"
    COMMITMENTS = "commitments", "信用承诺"
    REPORTS = "reports", "信用报告"
    READ = "read", "仅查看"


class MandateOrigin(models.TextChoices):
    """Who vouches for a mandate."""

    PROVIDER = "provider", "统一认证平台"
    INVITATION = "invitation", "法定代表人授权"
    WINDOW = "window", "窗口核验"
    ADMINISTRATOR = "administrator", "系统管理员核验"
