"""Shape of what the lead office fills in about models and trials; the rules are the services'."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField

from credit_portal.policy.models import PackVersion
from credit_portal.shared.forms import DayField, RefusableForm, text_area
from entities.fact_types import FactType
from entities.industries import SECTIONS
from entities.models import Town
from grading.choices import CreditGrade, IndicatorBasis, ModelStatus
from grading.models import Indicator, ScoringModel
from grading.rules import SCORED_FACTS
from grading.services.model_steps import MODEL_FIELDS

ANY = [("", "全部")]
MOST_POINTS = 100
POINTS = "points_"
Basis = IndicatorBasis
FIELDS_OF = {
    Basis.FACTS: (
        "code", "name", "source", "cap", "window_months", "halved_after_months", "best_grade",
    ),
    Basis.REPETITION: ("code", "name", "source", "window_months", "at_least"),
    Basis.INDUSTRY: ("code", "name", "source"),
    Basis.RELATED: ("code", "name", "source"),
}  # fmt: skip


class DraftForm(forms.ModelForm, RefusableForm):
    """Name, scale and thresholds of a draft."""

    reason = forms.CharField(label="修改理由", max_length=500, widget=text_area(2))

    class Meta:
        model = ScoringModel
        fields = MODEL_FIELDS
        widgets = {"note": text_area(3)}
        help_texts = {"is_reference": "勾选的，凡显示评价结果处均标明“仅供参考”"}

    def change(self) -> dict[str, Any]:
        """For the service: values and reason."""
        values = dict(self.cleaned_data)
        return {"reason": values.pop("reason"), "values": values}


class IndicatorForm(forms.ModelForm, RefusableForm):
    """One indicator; which fields it has depends on what it counts.

    Each fact that no other indicator counts has a box for its points; a repetition ticks its facts
    and gives one number for all.
    """

    class Meta:
        model = Indicator
        fields = (
            "code", "name", "source", "cap", "window_months", "halved_after_months", "at_least",
            "best_grade",
        )  # fmt: skip
        help_texts = {
            "code": "如 P1，由大写字母和数字组成",
            "cap": "全部记录加减分合计的最大值，写正数；留空为不限",
            "window_months": "自文书日期起计算；留空为至信息停止公示时止",
            "halved_after_months": "自文书日期起满此月数后减半；留空为不减半",
            "best_grade": "有计分记录时最高可评的等级；留空为不限",
            "at_least": "同一机关作出的决定满此次数才计分",
        }

    def __init__(self, *args: Any, basis: IndicatorBasis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.basis = basis
        for name in set(self.fields) - set(FIELDS_OF[basis]):
            del self.fields[name]
        if "best_grade" in self.fields:
            choices = cast(forms.ChoiceField, self.fields["best_grade"])
            choices.choices = [("", "不限"), *CreditGrade.choices]
        if basis == Basis.REPETITION:
            self._add_ticks()
        else:
            self._add_boxes()

    def plain_fields(self) -> Iterator[BoundField]:
        return (field for field in self.visible_fields() if not field.name.startswith(POINTS))

    def point_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith(POINTS)]

    def values(self) -> dict[str, Any]:
        """What was filled in, for the service; a box left empty is not counted."""
        filled = dict(self.cleaned_data)
        points = {
            name.removeprefix(POINTS): filled.pop(name)
            for name in list(filled) if name.startswith(POINTS)
        }  # fmt: skip
        if self.basis == Basis.REPETITION:
            points = dict.fromkeys(points["facts"], points["each"])
        given = {key: value for key, value in points.items() if value is not None}
        return {**filled, "basis": self.basis.value, "points": given}

    def _add_boxes(self) -> None:
        given = self.instance.points or {}
        for key, label in self._countable():
            self.fields[POINTS + key] = forms.IntegerField(
                label=label, required=False, min_value=-MOST_POINTS, max_value=MOST_POINTS,
                initial=given.get(key),
            )  # fmt: skip

    def _add_ticks(self) -> None:
        given = self.instance.points or {}
        self.fields[POINTS + "each"] = forms.IntegerField(
            label="满次数后计分", min_value=-MOST_POINTS, max_value=MOST_POINTS,
            initial=next(iter(given.values()), None),
        )  # fmt: skip
        self.fields[POINTS + "facts"] = forms.MultipleChoiceField(
            label="重复即计分的事实", choices=_labelled(SCORED_FACTS), initial=list(given),
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def _countable(self) -> list[tuple[str, str]]:
        """Keys and labels of what may be given points here."""
        match self.basis:
            case Basis.INDUSTRY:
                return [(grade.value, f"行业评价{grade.label}") for grade in CreditGrade]
            case Basis.FACTS:
                taken = self._counted_elsewhere()
                return _labelled(fact for fact in SCORED_FACTS if fact not in taken)
        return []

    def _counted_elsewhere(self) -> set[FactType]:
        others = self.instance.model.indicators.exclude(pk=self.instance.pk)
        points = others.filter(basis=Basis.FACTS).values_list("points", flat=True)
        return {FactType(int(fact)) for given in points for fact in given}


def _labelled(facts: Iterable[FactType]) -> list[tuple[str, str]]:
    return [(str(fact.value), str(fact.label)) for fact in facts]


class PublishForm(RefusableForm):
    """The approval of a second officer."""

    effective_from = DayField(label="生效日期")
    reason = forms.CharField(label="批准意见", max_length=500, widget=text_area(3))


class ModelField(forms.ModelChoiceField):
    """Versions with where they stand."""

    def label_from_instance(self, obj: Any) -> str:
        return f"第{obj.version}版（{obj.get_status_display()}）"


class PackVersionField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}（{obj.get_status_display()}）"


class TrialForm(RefusableForm):
    """What to try."""

    model = ModelField(
        ScoringModel.objects.exclude(status=ModelStatus.DISCARDED),
        label="评价模型",
        empty_label=None,
    )
    pack_version = PackVersionField(
        PackVersion.objects.none(), label="政策包", required=False, empty_label="现行政策包",
    )  # fmt: skip
    on = DayField(label="评价日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["pack_version"])
        field.queryset = PackVersion.objects.triable().select_related("pack")


class MoverFilterForm(forms.Form):
    """The filters of the list of movers."""

    way = forms.ChoiceField(
        label="方向", required=False, choices=[*ANY, ("up", "上升"), ("down", "下降")]
    )
    town = forms.ModelChoiceField(
        Town.objects.all(), label="镇街", required=False, empty_label="全部"
    )
    section = forms.ChoiceField(
        label="行业门类", required=False,
        choices=[*ANY, *((letter, f"{letter} {name}") for letter, name in SECTIONS.items())],
    )  # fmt: skip
