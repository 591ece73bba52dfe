"""Shape of what officers and businesses fill in; the rules themselves are asked by the services."""

from typing import Any

from django import forms

from credit_portal.accounts.models import Agency, User
from credit_portal.policy.choices import InspectionTier
from credit_portal.shared.forms import DayField, RefusableForm, text_area
from entities import uscc
from entities.choices import SubjectKind
from entities.models import Town
from grading.notices.forms import entity_of
from supervision.inspections.choices import Rating, VisitStatus
from supervision.inspections.filters import DIMENSIONS, MANY_TIMES, NONE
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.inspections.policy import InspectionPolicy
from supervision.inspections.selectors import assessed_domains
from supervision.models import Inspection, InspectionItem, InspectionTask
from supervision.services.plans import TaskValues
from supervision.services.steps import version_of

ANY = [("", "全部")]


class VisitFilterForm(forms.Form):
    """The filters of the list of visits."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[*ANY, ("mine", "由我检查"), ("to_publish", "待公示"), *VisitStatus.choices],
    )  # fmt: skip
    since = DayField(label="入企日期起", required=False)
    until = DayField(label="入企日期止", required=False)
    found = forms.ChoiceField(
        label="发现问题", required=False, choices=[*ANY, ("yes", "发现问题"), ("no", "未发现问题")]
    )
    times = forms.ChoiceField(
        label="期间检查次数", required=False,
        choices=[
            *ANY, *((str(n), f"{n} 次") for n in range(1, MANY_TIMES)),
            (str(MANY_TIMES), f"{MANY_TIMES} 次及以上"),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in DIMENSIONS:
            choices = [*ANY, *row.choices().items(), (NONE, row.without)]
            self.fields[row.name] = forms.ChoiceField(
                label=row.label, required=False, choices=choices
            )


class PeriodForm(forms.Form):
    """The period of 抽查成效."""

    since = DayField(label="入企日期起")
    until = DayField(label="入企日期止")

    def clean(self) -> dict[str, Any]:
        """A period in order."""
        said = dict(super().clean() or self.cleaned_data)
        if len(said) == 2 and said["until"] < said["since"]:
            self.add_error("until", "止日不能早于起日。")
        return said


class EditForm(RefusableForm):
    """A text that others may edit too; it carries the version that was read."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ItemForm(EditForm):
    """One line of the 事项清单."""

    code = forms.SlugField(label="编号", max_length=40, help_text="字母、数字和连字符")
    name = forms.CharField(label="事项名称", max_length=200)
    sub_item = forms.CharField(label="子项", max_length=200, required=False)
    basis = forms.CharField(label="检查依据", max_length=2000, widget=text_area(3))
    subject = forms.CharField(label="检查对象", max_length=300)
    ratio = forms.CharField(label="比例", max_length=100)
    frequency = forms.CharField(label="频次", max_length=100)
    method = forms.CharField(label="方式", max_length=200)
    inspectors = forms.CharField(label="检查人员要求", max_length=300)
    note = forms.CharField(label="备注", max_length=500, required=False)


class InspectorForm(RefusableForm):
    """An officer for the pool."""

    user = forms.ModelChoiceField(label="人员", queryset=User.objects.none())
    certificate = forms.CharField(label="执法证号", max_length=40)
    valid_until = DayField(label="证件有效期至")
    speciality = forms.CharField(label="专业领域", max_length=100, required=False)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        rows = User.objects.filter(agency=agency, is_active=True, inspector=None)
        field.queryset = rows.filter(role__in=INSPECTING_ROLES)


class RenewalForm(RefusableForm):
    valid_until = DayField(label="证件有效期至")


class InterestForm(RefusableForm):
    """From whom an inspector stands back."""

    entity = forms.CharField(label="统一社会信用代码", max_length=40)
    nature = forms.CharField(label="关系", max_length=200, help_text="如：近亲属任职、持有股份")

    def clean_entity(self) -> Any:
        return entity_of(self.cleaned_data["entity"])


class PlanForm(EditForm):
    """A yearly plan."""

    year = forms.IntegerField(label="年度")
    title = forms.CharField(label="计划名称", max_length=200)
    content = forms.CharField(
        label="计划内容", max_length=4000, required=False, widget=text_area(5)
    )


class TaskForm(EditForm):
    """A task of a plan: what, when, whom."""

    name = forms.CharField(label="任务名称", max_length=200)
    starts_on = DayField(label="开始日期")
    ends_on = DayField(label="结束日期")
    items = forms.ModelMultipleChoiceField(
        label="抽查事项", queryset=InspectionItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    partners = forms.ModelMultipleChoiceField(
        label="联合单位", queryset=Agency.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="一次入企，各单位的事项一并检查（综合查一次）",
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="主体类别", choices=SubjectKind, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="不选为全部",
    )  # fmt: skip
    industries = forms.CharField(
        label="行业代码", required=False, help_text="国民经济行业代码的开头，空格分隔，如：H61 H62"
    )
    towns = forms.ModelMultipleChoiceField(
        label="镇街", queryset=Town.objects.all(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text="不选为全部",
    )  # fmt: skip
    domain = forms.ChoiceField(
        label="行业信用评价", required=False,
        help_text="选定领域的，有该领域评价结果的主体按其结果分档，其余按公共信用评价等级",
    )  # fmt: skip
    exception = forms.ChoiceField(
        label="不受频次上限的情形", required=False, help_text="日常抽查不选"
    )
    exception_reason = forms.CharField(
        label="情形说明", max_length=1000, required=False, widget=text_area(2)
    )
    codes = forms.CharField(
        label="指定主体", required=False, widget=text_area(3),
        help_text="有上述情形时填写统一社会信用代码，空格或换行分隔",
    )  # fmt: skip

    def __init__(self, *args: Any, policy: InspectionPolicy, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["items"].queryset = InspectionItem.objects.in_force()
        choices["partners"].queryset = (
            Agency.objects.filter(inspectors__isnull=False).exclude(pk=agency.pk).distinct()
        )
        domains = ((name, name) for name in assessed_domains())
        choices["domain"].choices = [("", "不用，只按公共信用评价等级"), *domains]
        choices["exception"].choices = [("", "无"), *((name, name) for name in policy.exceptions)]
        for tier in InspectionTier:
            if policy.grades_of(tier):
                self._add_share(tier, policy)

    @staticmethod
    def initial_of(task: InspectionTask) -> dict[str, Any]:
        """What a draft says so far."""
        names = (
            "name", "starts_on", "ends_on", "kinds", "domain", "exception", "exception_reason",
        )  # fmt: skip
        return {
            **{name: getattr(task, name) for name in names},
            **{name: list(getattr(task, name).all()) for name in ("items", "partners", "towns")},
            "seen": version_of(task),
            "industries": " ".join(task.industries),
            "codes": "\n".join(task.codes),
            **{f"share_{tier}": share for tier, share in task.shares.items()},
        }

    def _add_share(self, tier: InspectionTier, policy: InspectionPolicy) -> None:
        rules, grades = policy.tiers[tier], "、".join(policy.grades_of(tier))
        self.fields[f"share_{tier.value}"] = forms.IntegerField(
            label=f"“{tier.label}”档抽查比例（%）", initial=rules.share,
            help_text=f"{grades}级；可在 {rules.lowest}% 至 {rules.highest}% 之间调整",
        )  # fmt: skip

    def clean_industries(self) -> list[str]:
        return self.cleaned_data["industries"].upper().split()

    def clean_codes(self) -> list[str]:
        return [uscc.normalise(code) for code in self.cleaned_data["codes"].split()]

    def values(self) -> TaskValues:
        """What was filled in, for the service."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        shares = {
            name.removeprefix("share_"): said.pop(name)
            for name in list(said)
            if name.startswith("share_")
        }
        return TaskValues(shares=shares, **said)


class ClashForm(RefusableForm):
    """Issue a task; a reason only where it clashes."""

    clash_reason = forms.CharField(
        label="与其他任务并行的理由", max_length=1000, required=False, widget=text_area(3),
        help_text="与已下达的任务时间、范围重叠时填写",
    )  # fmt: skip


class AnnounceForm(RefusableForm):
    """Announce a draw."""

    public_source = forms.CharField(
        label="公开随机数来源", max_length=200, required=False,
        help_text="可选。约定一个公告以后才产生的公开数字，如：次日某彩票的开奖号码；抽取时与种子合用",
    )  # fmt: skip


class RedrawForm(AnnounceForm):
    reason = forms.CharField(label="重新抽取的理由", max_length=1000, widget=text_area(3))
    field_order = ("reason", "public_source")


class RevealForm(RefusableForm):
    """Draw."""

    public_value = forms.CharField(
        label="公开随机数", max_length=200, required=False, help_text="公告约定了来源的，如实填写"
    )
    witness = forms.CharField(label="见证人", max_length=100, required=False)


class NoticeForm(RefusableForm):
    notice = forms.CharField(
        label="通知内容", max_length=2000, widget=text_area(5),
        help_text="检查时间、依据、内容和需要准备的材料",
    )  # fmt: skip


class ResultForm(RefusableForm):
    """What was found, item by item."""

    code = forms.ChoiceField(label="检查结果")
    finding = forms.CharField(label="检查情况", max_length=4000, widget=text_area(5))

    def __init__(self, *args: Any, visit: Inspection, policy: InspectionPolicy, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.items = list(visit.draw.task.items.all())
        code: Any = self.fields["code"]
        code.choices = [
            ("", "请选择"),
            *((c, f"{c} {label}") for c, label in policy.results.items()),
        ]
        for item in self.items:
            self.fields[f"item_{item.code}"] = forms.TypedChoiceField(
                label=str(item), choices=[("yes", "符合"), ("no", "不符合")],
                coerce=lambda value: value == "yes", widget=forms.RadioSelect,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The checklist in one value, as the service wants it."""
        said = dict(super().clean() or self.cleaned_data)
        answers = {item.code: said.pop(f"item_{item.code}", None) for item in self.items}
        return {
            **said,
            "checklist": {code: yes for code, yes in answers.items() if yes is not None},
        }


class PhotoForm(RefusableForm):
    upload = forms.FileField(label="现场照片", help_text="PDF、JPG、PNG，不超过 20 MB")


class RatingForm(RefusableForm):
    """How the business found the visit."""

    rating = forms.TypedChoiceField(
        label="对本次检查的评价", choices=Rating.choices, coerce=lambda value: Rating(int(value)),
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(label="意见", max_length=500, required=False, widget=text_area(3))
