"""The big screen: for those who are logged in, on a wall by a signed link, and the links themselves."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.generic import CreateView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from accounts.public import PublicMixin
from branches.models import Committee
from core.limits import Limit
from core.periods import Month
from core.views import ActionMixin, PermittedMixin, ScopedMixin
from reports.actions.screens import CHANGE, add_screen_link, revoke_screen_link
from reports.committees import committee_of
from reports.forms.screens import ScreenLinkForm
from reports.models import ScreenLink
from reports.screen import Screen, link_of, pictures_of, token_of

SEE, WATCH = "reports.view_screen", "reports.watch_screen"
KEPT = 30
"""Seconds for which all walls of a committee show the same drawing."""


class ScreenPage(TemplateView):
    """Answers htmx with what changes, anybody else with the whole page."""

    template_name = "reports/screen.html"

    def get_template_names(self) -> list[str]:
        """Leave the frame out where only its inside is asked for."""
        return ["reports/_screen_live.html"] if self.request.htmx else [self.template_name]  # type: ignore[attr-defined]  # of django-htmx


class ScreenView(PermittedMixin, ScreenPage):
    """The screen of ``?committee=``, for the month of ``?month=``; its numbers lead to their rows."""

    permission_required = SEE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Draw it anew."""
        committee = committee_of(self.request, self.actor, SEE)
        if committee is None:
            raise Http404
        inside = drawn(Screen(committee, self._month(), linked=True))
        return super().get_context_data(**kwargs, committee=committee, inside=inside, is_wall=False)

    def _month(self) -> Month:
        try:
            month = Month.parse(self.request.GET["month"]) if "month" in self.request.GET else Month.current()
        except ValueError as unknown:
            raise Http404 from unknown
        if month > Month.current():
            raise Http404
        return month


class WallView(PublicMixin, ScreenPage):
    """The same on a wall, for whoever holds the signed address: this month, without a way into the portal."""

    model = ScreenLink
    limit = Limit("reports.wall", 60, 600)

    def find(self, argument: str, text: str) -> Model | None:  # noqa: ARG002  its only argument is the token
        """Return the link that the portal has signed, as long as nobody has revoked it."""
        return link_of(text)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Take the drawing of the last half minute."""
        committee: Committee = self.row.committee
        if not self.visitor.has_perm(WATCH, committee):
            raise Http404
        return super().get_context_data(
            **kwargs, committee=committee, inside=kept_drawing(committee), is_wall=True
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Keep the address out of every search engine."""
        response = super().render_to_response(context, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


class ScreenLinks(PermittedMixin, ActionMixin, CreateView[ScreenLink, ScreenLinkForm]):
    """The links of ``?committee=``: those in use with their addresses, those revoked, and a form for another."""

    model = ScreenLink
    form_class = ScreenLinkForm
    permission_required = CHANGE
    template_name = "reports/screen_links.html"

    @cached_property
    def committee(self) -> Committee:
        """Whose links they are; 404 for a foreign committee, and where there is none at all."""
        found = committee_of(self.request, self.actor, CHANGE)
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the address of each link in use, within the portal and as a whole, and a name for it on the page."""
        rows: QuerySet[ScreenLink] = ScreenLink.objects.visible_to(self.actor, CHANGE)
        links = rows.filter(committee=self.committee)
        return super().get_context_data(
            **kwargs,
            committee=self.committee,
            in_use=[(one, *self._addresses(one)) for one in links if one.revoked_at is None],
            revoked=[one for one in links if one.revoked_at is not None],
        )

    def act(self, form: Any) -> ScreenLink:  # noqa: ANN401  the form of this page
        """Make the link."""
        return add_screen_link(by=self.actor, committee=self.committee, name=form.cleaned_data["name"])

    def done(self, result: Any) -> HttpResponse:  # noqa: ANN401  the new link
        """Show its address."""
        messages.success(self.request, f"“{result.name}”的链接已建立，请在那台大屏上打开。")
        return HttpResponseRedirect(links_address(self.committee))

    def _addresses(self, link: ScreenLink) -> tuple[str, str, str]:
        address = reverse("reports:wall", args=[token_of(link)])
        return address, self.request.build_absolute_uri(address), f"address-{link.pk}"


class ScreenLinkRevoke(ScopedMixin, SingleObjectMixin[ScreenLink], View):
    """Closes a link."""

    model = ScreenLink
    permission_required = CHANGE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Revoke it and show what is left."""
        link = self.get_object()
        try:
            revoke_screen_link(by=self.actor, link=link)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, f"“{link.name}”的链接已停用。")
        return HttpResponseRedirect(links_address(link.committee))


def drawn(screen: Screen) -> SafeString:
    """Draw what changes."""
    return render_to_string("reports/_screen.html", {"screen": screen, "pictures": pictures_of(screen)})


def kept_drawing(committee: Committee) -> SafeString:
    """Return the drawing of this month for all walls of ``committee``, at most half a minute old."""
    month = Month.current()
    key = f"screen:{committee.pk}:{month}"
    kept: SafeString | None = cache.get(key)
    if kept is None:
        kept = drawn(Screen(committee, month, linked=False))
        cache.set(key, kept, KEPT)
    return kept


def links_address(committee: Committee) -> str:
    """Return the address of the links of ``committee``."""
    return f"{reverse('reports:screen_links')}?committee={committee.pk}"
