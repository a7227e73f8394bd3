"""Posts: list and forms; a post has no page of its own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.views.generic import CreateView, UpdateView

from contributions.actions import add_post, change_post, end_post, void_post
from contributions.filters import PostFilter
from contributions.forms import DayForm, PostForm
from contributions.models import Post
from contributions.tables import PostTable
from core.pages import FormPage, ListPage
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin

LIST = "contributions:posts"
CHANGE = "contributions.change_post"


class PostList(ListPage):
    """Who holds which post."""

    permission_required = "contributions.view_post"
    queryset = Post.objects.valid().select_related("member", "branch", "enterprise")
    table_class = PostTable
    filterset_class = PostFilter
    template_name = "contributions/posts.html"

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out the steps for those who may not take any."""
        return {} if self.request.user.has_perm(CHANGE) else {"exclude": ("steps",)}


class PostAdd(FormPage, PermittedMixin, CreateView[Post, PostForm]):
    """Giving a post to somebody."""

    model = Post
    form_class = PostForm
    permission_required = CHANGE
    title = "登记岗位"
    saved = "岗位已登记。"

    def act(self, form: Any) -> Post:  # noqa: ANN401  the form of this page
        """Give it."""
        values = form.values()
        return add_post(by=self.actor, branch=values["member"].branch, values=values)

    def back(self) -> str:
        """Lead to the list."""
        return reverse(LIST)


class PostEdit(FormPage, ScopedMixin, UpdateView[Post, PostForm]):
    """Changing place, duties or term."""

    queryset: QuerySet[Post] = Post.objects.valid().select_related("member", "branch__committee")
    form_class = PostForm
    permission_required = CHANGE
    title = "修改岗位"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Say whose post it is."""
        return {**super().get_context_data(**kwargs), "about": self.object.member.name}

    def act(self, form: Any) -> Post:  # noqa: ANN401  the form of this page
        """Change it."""
        return change_post(by=self.actor, post=form.instance, values=form.values(), revision=form.revision)

    def back(self) -> str:
        """Lead to the list."""
        return reverse(LIST)


class PostEnd(StepPage):
    """Laying a post down."""

    model = Post
    form_class = DayForm
    permission_required = CHANGE
    title, button, saved = "登记卸任", "确认卸任", "已登记卸任。"
    explanation = "从这一天起不再计入在任的岗位；记录保留。"

    def act(self, form: Any) -> Post:  # noqa: ANN401  the form of this page
        """Lay it down."""
        return end_post(by=self.actor, post=self.row, on=form.cleaned_data["on"])


class PostVoid(VoidPage):
    """Taking out a post that was entered in error."""

    model = Post
    permission_required = CHANGE
    title = "作废岗位登记"

    def act(self, form: Any) -> Post:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_post(by=self.actor, post=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse(LIST)
