"""Pages speak Chinese where Django's own catalogue is silent, or does not say what to do."""

from pathlib import Path

import polib
import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext

PO = Path(settings.BASE_DIR, "credit_portal/shared/locale/zh_Hans/LC_MESSAGES/django.po")


def test_the_compiled_catalogue_is_that_of_the_source():
    source, compiled = polib.pofile(str(PO)), polib.mofile(str(PO.with_suffix(".mo")))
    assert {(e.msgid, e.msgstr) for e in source} == {(e.msgid, e.msgstr) for e in compiled}
    assert source.untranslated_entries() == []


@pytest.mark.parametrize(
    ("english", "chinese"), [("Apply Filters", "应用筛选"), ("Return to site", "返回网站")]
)
def test_pages_use_it(english, chinese):
    assert gettext(english) == chinese


@pytest.mark.parametrize(
    ("refuse", "said"),
    [
        (lambda: MaxLengthValidator(2)("三个字"), "最多 2 个字，现有 3 个字。"),
        (lambda: ProhibitNullCharactersValidator()("\x00"), "控制字符，请删除"),
        (lambda: forms.DateField().clean("2026-13-40"), "日期不正确"),
        (lambda: forms.IntegerField().clean("三"), "请填写整数。"),
        (lambda: forms.IntegerField(min_value=1).clean("0"), "不能小于 1。"),
        (lambda: forms.ChoiceField(choices=[("a", "甲")]).clean("b"), "“b”不在可选范围内"),
    ],
)
def test_a_field_says_what_to_do(refuse, said):
    with pytest.raises(ValidationError, match=said):
        refuse()
