"""Sample data for the style page."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from credit_portal.shared.history import FieldChange, HistoryStep

RECORDS = [
    ("行政处罚", "澄市监罚〔2026〕0102号", "市市场监督管理局", "GENERAL", "2026-03-12"),
    ("行政处罚", "澄环罚〔2026〕17号", "市生态环境局", "MINOR", "2026-05-06"),
    ("严重失信主体名单", "澄人社列〔2026〕3号", "市人力资源和社会保障局", "SERIOUS", "2026-08-20"),
]


class SampleForm(forms.Form):
    """Every kind of control; bound to faulty data, so that errors show."""

    uscc = forms.CharField(
        label="统一社会信用代码", help_text="18 位，字母请用大写。", max_length=18
    )
    kind = forms.ChoiceField(
        label="承诺类型",
        choices=[("", "请选择"), ("approval", "审批替代型"), ("public", "主动公示型")],
    )
    due = forms.DateField(
        label="补正期限",
        help_text="须在承诺的期限之内。",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    content = forms.CharField(label="承诺内容", widget=forms.Textarea(attrs={"rows": 3}))
    letter = forms.FileField(
        label="承诺书扫描件", help_text="PDF 或图片，不超过 20 MB。", required=False
    )
    publication = forms.ChoiceField(
        label="公开范围",
        choices=[("public", "向社会公开"), ("shared", "政务共享"), ("private", "不公开")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="已核对承诺书原件")


def style_context(now: datetime) -> dict[str, Any]:
    """Everything that ``portal/style.html`` shows, as of ``now``."""
    today = timezone.localdate(now)
    data = {"uscc": "91320281142232229O", "kind": "public", "content": "按期补齐材料"}
    return {
        "today": today,
        "deadlines": [today + timedelta(days=days) for days in (12, 2, 0, -3)],
        "records": RECORDS,
        "form": SampleForm(data=data),
        "steps": _timeline(now),
        "history": _history(now),
        "jobs": _jobs(),
        "page_obj": Paginator(range(2345), 20).page(6),
    }


def _timeline(now: datetime) -> list[dict[str, Any]]:
    return [
        {"title": "登记", "at": now - timedelta(days=9), "by": "窗口　王静", "tone": "success"},
        {
            "title": "补正材料",
            "at": now - timedelta(days=3),
            "by": "窗口　王静",
            "text": "补交消防验收意见书，符合要求。",
            "tone": "success",
        },
        {"title": "待认定履约情况", "text": "由市住房和城乡建设局认定。", "tone": "warning"},
    ]


def _history(now: datetime) -> list[HistoryStep]:
    changes = [
        FieldChange("补正期限", "2026-06-01", "2026-06-15"),
        FieldChange("承诺内容", "", "按期补齐材料"),
    ]
    return [
        HistoryStep(
            "修改", now - timedelta(days=2), "市住建局　李敏", "依申请人书面请求延期", changes
        ),
        HistoryStep("新建", now - timedelta(days=9), "窗口　王静", "", []),
    ]


def _jobs() -> list[SimpleNamespace]:
    def job(pk: int, label: str, tone: str, progress: int, **more: Any) -> SimpleNamespace:
        shown = {"get_status_display": label, "tone": tone, "progress": progress}
        counted = {"done": progress * 2_000, "total": 200_000}
        return SimpleNamespace(pk=pk, **shown, **counted, **more)

    return [
        job(1, "进行中", "info", 42, message="正在核对第 84000 行"),
        job(2, "已完成", "success", 100, message="入库 199,874 行，退回 126 行"),
        job(3, "失败", "danger", 12, error="文件已加密，请取消密码后重新上传。"),
    ]
