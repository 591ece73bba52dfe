"""The catalogue in the back office. Facts are not administered: they are recorded."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from credit_portal.accounts.admin_mixins import AdministratorOnly
from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.shared.clock import now
from entities import services
from entities.models import CatalogueItem


class CatalogueItemForm(forms.ModelForm):
    """Change an item and say why."""

    reason = forms.CharField(label="变更理由", max_length=100, widget=UnfoldAdminTextareaWidget())

    class Meta:
        model = CatalogueItem
        fields = ["name", "category", "edition", "scope", "basis", "is_confirmed"]


@admin.register(CatalogueItem)
class CatalogueItemAdmin(AdministratorOnly, SimpleHistoryAdmin, ModelAdmin):
    """What each kind of record is called, and who may see it."""

    form = CatalogueItemForm
    list_display = ["name", "kind", "category", "scope", "edition", "is_confirmed"]
    list_filter = ["category", "scope", "is_confirmed"]
    readonly_fields = ["kind"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # kinds are part of the program; install_catalogue enters them

    def save_model(
        self, request: SignedInRequest, obj: CatalogueItem, form: forms.ModelForm, change: bool
    ) -> None:
        changes = dict(form.cleaned_data)
        reason = changes.pop("reason")
        services.change_catalogue_item(
            item=obj, changes=changes, reason=reason, by=request.user, at=now()
        )
