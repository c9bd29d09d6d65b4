"""Accounts and roles in Django's administration pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.administration import ForAdministrators
from encyclopedia.accounts import deeds, roles
from encyclopedia.accounts.models import User


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """Asks for the roles of an account beside contributor, and whether it is open."""

    groups = forms.ModelMultipleChoiceField(
        Group.objects.filter(name__in=roles.REVIEWING).order_by("-name"),
        label=_("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beside contributor, which everybody is. An administrator reviews too."),
    )

    class Meta:
        model = User
        fields = ("is_active", "groups")
        labels = {"is_active": _("Open")}
        help_texts = {
            "is_active": _("A closed account can neither sign in nor edit. What it wrote stays.")
        }

    administrator: User
    """Who changes the account; set by the page."""

    def clean_groups(self) -> QuerySet[Group]:
        """Return the roles with contributor. Nobody can take their own administration away."""
        chosen = [group.name for group in self.cleaned_data["groups"]]
        if self.instance == self.administrator and roles.ADMINISTRATOR not in chosen:
            raise ValidationError(_("Another administrator must take your role away."))
        return Group.objects.filter(name__in=[roles.CONTRIBUTOR, *chosen])

    def clean_is_active(self) -> bool:
        """Return whether the account is open. Nobody can close their own."""
        is_active: bool = self.cleaned_data["is_active"]
        if self.instance == self.administrator and not is_active:
            raise ValidationError(_("Another administrator must close your account."))
        return is_active


@admin.register(User)
class AccountAdmin(ForAdministrators):
    """Lists accounts; gives and takes roles, which Django notes in the account's history here.

    Names, trust and blocks are changed on the site's own pages; passwords by who has them.
    """

    form = AccountForm
    list_display = ("username", "email", "is_active", "date_joined")
    list_filter = ("groups", "is_active", "is_anonymised")
    search_fields = ("username", "=email", "=uid")
    search_help_text = _("Part of the name, the whole e-mail address, or the uid")
    ordering = ("-pk",)
    readonly_fields = ("username", "email", "ways_on", "last_login", "date_joined", "uid")
    fields = ("username", "email", "ways_on", "is_active", "groups", *readonly_fields[3:])

    @admin.display(description=_("Pages"))
    def ways_on(self, account: User) -> SafeString:
        """Return links to the account's page, and to those that change the name and record it."""
        page = (reverse("articles:person", args=[account.username]), _("Its page"))
        return format_html_join(" · ", '<a href="{}">{}</a>', [page, *deeds.links(account)])

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say whether the person administers; a superuser is changed by superusers alone, and
        who was anonymised by nobody.
        """
        if not self.has_view_permission(request):
            return False
        if not isinstance(obj, User):
            return True
        return not obj.is_anonymised and (request.user.is_superuser or not obj.is_superuser)

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **options: Any
    ) -> type[forms.ModelForm[User]]:
        """Return the form, told who sends it."""
        form = super().get_form(request, obj, change, **options)
        form.administrator = request.user  # type: ignore[attr-defined]  # an AccountForm
        return form

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool
    ) -> None:
        """Save what the form asks for alone, so that nothing changed meanwhile is lost."""
        obj.save(update_fields=["is_active"])

    def construct_change_message(
        self, request: HttpRequest, form: forms.Form, formsets: Any, add: bool = False
    ) -> list[dict[str, dict[str, list[str]]]]:
        """Return what is noted of a change: not that the roles did, but what they are now."""
        names = ", ".join(sorted(form.cleaned_data["groups"].values_list("name", flat=True)))
        said = {
            "groups": f"roles ({names})",
            "is_active": "state (open)" if form.cleaned_data["is_active"] else "state (closed)",
        }
        changed = [said[name] for name in form.changed_data]
        return [{"changed": {"fields": changed}}] if changed else []
