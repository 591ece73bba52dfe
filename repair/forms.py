"""Shape of what applicants and officers fill in about repair."""

from collections.abc import Iterable
from typing import Any

from django import forms

from credit_portal.shared.forms import DayField, RefusableForm, text_area
from repair.choices import ApplicationStatus, Channel, ProofKind
from repair.models import RepairApplication, RepairItem, TrainingCourse


class DescribeForm(RefusableForm):
    """Who can be asked, and how the obligations were fulfilled."""

    contact_name = forms.CharField(label="联系人", max_length=60)
    contact_phone = forms.CharField(label="联系电话", max_length=20)
    statement = forms.CharField(
        label="整改和履行情况", max_length=4000, widget=text_area(6),
        help_text="逐条写明失信行为如何纠正、义务何时履行、不良影响如何消除",
    )  # fmt: skip


class ProofForm(RefusableForm):
    """One file."""

    kind = forms.TypedChoiceField(label="材料种类", choices=ProofKind.choices, coerce=ProofKind)
    item = forms.ModelChoiceField(
        RepairItem.objects.none(), label="对应记录", required=False, empty_label="整个申请",
        help_text="履行义务的证明材料请选择对应的记录",
    )  # fmt: skip
    upload = forms.FileField(label="文件", help_text="PDF、JPG 或 PNG，不超过 20 MB")

    def __init__(self, *args: Any, application: RepairApplication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = RepairItem.objects.filter(part__application=application).select_related("record")
        fields: dict[str, Any] = self.fields
        fields["item"].queryset = rows

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == ProofKind.FULFILMENT and not data.get("item"):
            self.add_error("item", "请选择该材料证明的记录。")
        return data


class SignForm(RefusableForm):
    """The signature under the commitment; at the window it stands on paper."""

    is_signed = forms.BooleanField(
        label="本单位已阅读信用承诺书，自愿作出承诺，并同意向社会公开", required=False
    )

    def __init__(self, *args: Any, application: RepairApplication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if application.channel == Channel.WINDOW:
            self.fields["is_signed"].label = "已核对申请人签署的纸质信用承诺书"


class SupplementForm(RefusableForm):
    """What was handed in after it was asked for."""

    supplement = forms.CharField(label="补正说明", max_length=2000, widget=text_area(4))


class SupplementRequestForm(RefusableForm):
    """What is missing, all at once."""

    supplement_request = forms.CharField(
        label="补正要求", max_length=2000, widget=text_area(4),
        help_text="一次性告知全部需要补正的内容",
    )  # fmt: skip


class FindingForm(RefusableForm):
    """What was found on verification."""

    finding = forms.CharField(label="核查情况", max_length=2000, widget=text_area(4))


class DecisionForm(RefusableForm):
    """The reasons of a decision."""

    reason = forms.CharField(label="决定理由", max_length=2000, widget=text_area(4))


class InboxForm(forms.Form):
    """The filters of the inbox."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[("", "全部"), ("to_decide", "待本单位决定"), *ApplicationStatus.choices],
    )  # fmt: skip


class LiftForm(RefusableForm):
    """The court's decision and the term of a temporary lift."""

    reference = forms.CharField(label="法院裁定", max_length=200, help_text="裁定书案号和名称")
    until_on = DayField(label="暂时解除至", help_text="该日起恢复，无需另行办理")


class CourseForm(RefusableForm):
    """A course: plain text, one paragraph a line."""

    title = forms.CharField(label="课程名称", max_length=100)
    text = forms.CharField(
        label="课程内容", max_length=20000, widget=text_area(14), help_text="每段一行"
    )
    pass_percent = forms.IntegerField(
        label="合格线（百分比）", min_value=1, max_value=100, initial=80
    )


class QuestionForm(RefusableForm):
    """A question with its answers, one a line."""

    text = forms.CharField(label="题目", max_length=300, widget=text_area(2))
    answers = forms.CharField(
        label="选项", widget=text_area(4), help_text="每行一个选项，二至四个，不必写序号"
    )
    right = forms.TypedChoiceField(
        label="正确选项", coerce=int, choices=[(0, "A"), (1, "B"), (2, "C"), (3, "D")]
    )

    def clean_answers(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["answers"].splitlines()]
        answers = [line for line in lines if line]
        if not 2 <= len(answers) <= 4:
            raise forms.ValidationError("请填写二至四个选项，每行一个。")
        if any(len(answer) > 200 for answer in answers):
            raise forms.ValidationError("选项过长，每个不超过200字。")
        return answers


class TestForm(RefusableForm):
    """The test of a course: one choice for each question."""

    trainee = forms.CharField(label="参加人姓名", max_length=60)

    def __init__(self, *args: Any, course: TrainingCourse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(course.questions.all())
        for number, question in enumerate(self.questions, 1):
            self.fields[self._name(question.pk)] = forms.TypedChoiceField(
                label=f"{number}．{question.text}", coerce=int, widget=forms.RadioSelect,
                choices=list(_lettered(question.answers)),
            )  # fmt: skip

    @property
    def answers(self) -> dict[int, int]:
        """Key of a question → place of the answer."""
        return {
            question.pk: self.cleaned_data[self._name(question.pk)] for question in self.questions
        }

    def _name(self, key: int) -> str:
        return f"question_{key}"


def _lettered(answers: Iterable[str]) -> Iterable[tuple[int, str]]:
    for place, answer in enumerate(answers):
        yield place, f"{'ABCD'[place]}．{answer}"
