"""The yearly check of activity cards: a list to work through, one by one or a page at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from core.pages import ListPage
from core.views import PermittedMixin
from members import due
from members.actions import check_card, check_cards, void_card_check
from members.filters import CardFilter
from members.filters.cards import year_asked
from members.filters.common import has_one_branch
from members.forms import CardForm
from members.models import CardCheck, Member
from members.tables import CardTable
from members.views.rows import VoidStep
from members.views.steps import Step

PERMISSION = "members.change_cardcheck"
LONGEST_KEY = 18


class CardList(ListPage):
    """Members in the register with what came of the year's check of their card."""

    permission_required = "members.view_cardcheck"
    queryset = Member.objects.select_related("branch", "enterprise").defer("national_id", "address", "notes")
    filterset_class = CardFilter
    table_class = CardTable
    template_name = "members/cards.html"

    def get_queryset(self) -> QuerySet[Member]:
        """Add the check of the year that the address asks for."""
        members: Any = super().get_queryset()
        this_check = Q(card_checks__year=self.year, card_checks__voided_at__isnull=True)
        return (
            due.enrolled(members)
            .annotate(of_year=FilteredRelation("card_checks", condition=this_check))
            .annotate(result=F("of_year__result"), checked_on=F("of_year__on"), check_key=F("of_year__pk"))
            .order_by("branch__code", "name_pinyin", "pk")
        )

    @property
    def year(self) -> int:
        """The year of the page."""
        return year_asked(self.request.GET)

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out what says nothing, or leads nowhere."""
        idle = {"branch": has_one_branch(self.request), "action": not self.request.user.has_perm(PERMISSION)}
        return {"exclude": tuple(name for name, is_idle in idle.items() if is_idle)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell how far the year's check has come, and who of the page can be checked at once."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        people = Member.objects.visible_to(self.request.user)
        page = [row.record for row in context["table"].paginated_rows]
        context.update(
            year=self.year,
            here_count=due.enrolled(people).count(),
            waiting_count=due.card_unchecked(people, self.year).count(),
            may_change=self.request.user.has_perm(PERMISSION),
            ready=[member.pk for member in page if member.card_number and not member.result],
        )
        return context


class CheckCards(PermittedMixin, View):
    """Notes the cards of one member or of a whole page as being in order; goes back to the list."""

    permission_required = PERMISSION
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check whom the button named, and say how many."""
        chosen = request.POST.getlist("member") or request.POST.getlist("ready")
        members = Member.objects.visible_to(request.user, PERMISSION).filter(pk__in=_numbers(chosen))
        year = year_asked(request.POST)
        try:
            done = check_cards(by=self.actor, members=members, year=year, on=timezone.localdate())
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            names = done[0].member.name if len(done) == 1 else f"{len(done)} 人"
            messages.success(request, f"已登记 {names} 的活动证 {year} 年度查验合格。")
        return HttpResponseRedirect(_back_to_list(request, year))


class AddCardCheck(Step):
    """One card, with all that can be said of it."""

    permission_required = PERMISSION
    form_class = CardForm
    title, button = "查验活动证", "保存"
    success = "已登记 {name} 的活动证查验。"

    def get_initial(self) -> dict[str, Any]:
        """This year, or the one that the address names."""
        return {"year": year_asked(self.request.GET)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Show the number of the card."""
        number = self.member.card_number
        words = f"活动证号：{number}" if number else "还没有登记活动证号；补发或换发时请填新证号。"
        return {**super().get_context_data(**kwargs), "explanation": words}

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """Note it."""
        return check_card(by=self.actor, member=self.member, **form.cleaned_data)


class VoidCardCheck(VoidStep):
    """A check entered in error."""

    model = CardCheck
    permission_required = PERMISSION
    title = "作废这次查验"

    def act(self, form: Any) -> CardCheck:  # noqa: ANN401  the form of this page
        """Void."""
        return void_card_check(by=self.actor, check=self.row, **form.cleaned_data)


def _numbers(chosen: list[str]) -> list[int]:
    """Read keys of rows; what is none is left out."""
    return [int(key) for key in chosen if key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY]


def _back_to_list(request: HttpRequest, year: int) -> str:
    """The list as it was filtered, if the form says so and the address is ours."""
    listed = reverse("members:cards")
    asked = request.POST.get("back", "")
    is_ours = asked.startswith(listed) and url_has_allowed_host_and_scheme(asked, {request.get_host()})
    return asked if is_ours else f"{listed}?{urlencode({'year': year})}"
