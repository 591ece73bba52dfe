"""Filters of the audit page."""

from django import forms

from credit_portal.audit import acts
from credit_portal.audit.querysets import AuditEntryQuerySet
from credit_portal.shared.forms import DayField


def _acts() -> list[tuple[str, str]]:
    return [("", "全部"), *acts.choices()]


class AuditFilterForm(forms.Form):
    """All fields are optional; together they narrow the list."""

    actor = forms.CharField(label="操作人", required=False, max_length=120)
    act = forms.ChoiceField(label="操作", required=False, choices=_acts)
    object = forms.CharField(label="对象名称或编号", required=False, max_length=120)
    since = DayField(label="起", required=False)
    until = DayField(label="止", required=False)

    def narrow(self, entries: AuditEntryQuerySet) -> AuditEntryQuerySet:
        """Apply the valid fields to the list."""
        asked = self.cleaned_data if self.is_valid() else {}
        if actor := asked.get("actor"):
            entries = entries.filter(actor_label__icontains=actor)
        if act := asked.get("act"):
            entries = entries.filter(act=act)
        if text := asked.get("object"):
            entries = entries.about(text)
        if since := asked.get("since"):
            entries = entries.from_day(since)
        if until := asked.get("until"):
            entries = entries.until_day(until)
        return entries
