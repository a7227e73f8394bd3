"""What the filters of the register's lists share."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from branches.models import Branch
from members.names import called

BRANCH = "branch"


def branches(request: HttpRequest | None) -> QuerySet[Branch]:
    """Return the branches that may be asked for."""
    return Branch.objects.visible_to(request.user) if request else Branch.objects.none()


def name_box() -> forms.TextInput:
    """The box for a name; numbers have a search of their own, by which they stand in no address."""
    return forms.TextInput(
        attrs={"type": "search", "placeholder": "姓名、拼音或首字母", "autocomplete": "off"}
    )


def has_one_branch(request: HttpRequest) -> bool:
    """Tell whether the person works for a single branch, so that asking or telling which one is idle."""
    return getattr(request.user, "own_branch", None) is not None


class OfMembers(django_filters.FilterSet):
    """Base: rows about members, by name and branch; ``usual`` is what counts where nothing was chosen."""

    member_path = "member__"
    usual: dict[str, str] = {}

    q = django_filters.CharFilter(label="姓名", method="by_name", widget=name_box())
    branch = django_filters.ModelChoiceFilter(label="党支部", queryset=branches, empty_label="全部支部")

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        given = data.copy() if data is not None else QueryDict(mutable=True)
        for name, value in self.usual.items():
            choices = dict(self.base_filters[name].extra["choices"])
            if given.get(name) not in choices:
                given[name] = value
        super().__init__(given, *args, **kwargs)
        if self.request is not None and has_one_branch(self.request) and BRANCH in self.filters:
            del self.filters[BRANCH]

    def by_name(self, rows: QuerySet[Any], _: str, text: str) -> QuerySet[Any]:
        """Find by a part of the name or of its pinyin, or by the beginning of its initials."""
        return rows.filter(called(text, self.member_path))
