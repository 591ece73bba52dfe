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
