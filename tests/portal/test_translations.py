"""The administration speaks Chinese where Django's own catalogue is silent."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
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
