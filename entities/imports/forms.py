"""The upload form."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from credit_portal.accounts.models import Agency, User
from entities.imports.layout import Layout, layout_of
from entities.imports.permissions import can_choose_agency, layouts_for
from entities.imports.refusal import ImportRefused
from entities.imports.safety import check_file


class UploadForm(forms.Form):
    """A file, what it is, and for whom it is sent."""

    layout = forms.ChoiceField(label="数据种类")
    agency = forms.ModelChoiceField(
        label="报送单位", queryset=Agency.objects.active(), help_text="代其他单位报送时选择该单位。"
    )
    file = forms.FileField(
        label="数据文件",
        help_text="xlsx、xls 或 csv。列的顺序不限，表头请与模板一致。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layouts = cast(forms.ChoiceField, self.fields["layout"])
        layouts.choices = [(x.code, x.name) for x in layouts_for(user)]
        if can_choose_agency(user):
            self.fields["agency"].initial = user.agency
        else:
            del self.fields["agency"]

    def clean_layout(self) -> Layout:
        return layout_of(self.cleaned_data["layout"])

    def clean_file(self) -> UploadedFile:
        """Refuse at once what cannot be opened; what is inside, the job finds out."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            with tempfile.NamedTemporaryFile() as kept:
                for chunk in upload.chunks():
                    kept.write(chunk)
                kept.flush()
                check_file(Path(kept.name))
        except ImportRefused as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
        upload.seek(0)
        return upload
