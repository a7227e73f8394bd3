"""Forms of logging in, of passwords, of people and their roles."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from accounts.models import User
from accounts.rights import branches_for, committees_for, manages_everything
from accounts.roles import Role
from branches.models import Branch, Committee
from core.scope import Actor

WRONG = "登录名或密码不对，请重新输入。连续 5 次不对，账号会锁定 30 分钟；忘记密码请找本党委的管理员重置。"
STRONG = "至少 10 个字符，不能全是数字，不能是常见密码，不要与自己的姓名、登录名相近。"
EVERYWHERE = "全部党委"
_HALF = "col-md-6"


def inner_helper(*rows: tuple[str, ...]) -> FormHelper:
    """Return how a form is laid out inside the ``<form>`` that its template writes: fields of one row side by side."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if rows:
        helper.layout = Layout(*(Row(*(Column(name, css_class=_HALF) for name in row)) for row in rows))
    return helper


class LoginForm(AuthenticationForm):
    """Name and password. What is wrong is said in the same words, whatever it is."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.helper = inner_helper()
        self.fields["username"].label = "登录名"
        self.fields["username"].widget.attrs["spellcheck"] = "false"


class PasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.helper = inner_helper()
        self.fields["old_password"].label = "现在的密码"
        self.fields["new_password1"].help_text = STRONG
        self.fields["new_password2"].label = "再输入一次新密码"
        self.fields["new_password2"].help_text = ""


class UserForm(forms.Form):
    """The names of somebody."""

    name = forms.CharField(label="姓名", max_length=40)
    username = forms.CharField(
        label="登录名",
        max_length=40,
        help_text="用字母和数字，如姓名拼音；不分大小写。",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.helper = inner_helper(("name", "username"))


class NewUserForm(UserForm):
    """Somebody new, with a first role if they are to have one at once."""

    committee = forms.ModelChoiceField(Committee.objects.none(), label="所属党委", required=False)
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "以后再定"), *Role.choices])
    branch = forms.ModelChoiceField(
        Branch.objects.none(),
        label="党支部",
        required=False,
        empty_label="—",
        help_text="角色是支部书记时选择。",
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        committees = committees_for(by)
        self.helper = inner_helper(("name", "username"), ("committee",), ("role", "branch"))
        committee = self._choices("committee")
        committee.queryset = committees
        committee.empty_label = "不属于某个党委（系统运维）" if manages_everything(by) else None
        committee.required = not manages_everything(by)
        self.only_committee = committees[0] if committee.required and len(committees) == 1 else None
        if self.only_committee:
            del self.fields["committee"]
            self.helper.layout.pop(1)
        branch = self._choices("branch")
        branch.queryset = Branch.objects.visible_to(by, "accounts.change_user").filter(
            dissolved_on__isnull=True
        )

    def chosen_committee(self) -> Committee | None:
        """Return the committee of the new account."""
        chosen: Committee | None = self.only_committee or self.cleaned_data.get("committee")
        return chosen

    def _choices(self, name: str) -> forms.ModelChoiceField[Any]:
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(name)
        return field


class RoleForm(forms.Form):
    """A role for ``user`` and the place where it is held, out of what ``by`` may hand out."""

    role = forms.ChoiceField(label="角色", choices=Role.choices)
    branch = forms.ModelChoiceField(
        Branch.objects.none(),
        label="党支部",
        required=False,
        empty_label="—",
        help_text="角色是支部书记时选择。",
    )

    def __init__(self, *args: Any, by: Actor, user: User, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["branch"] = forms.ModelChoiceField(
            branches_for(by, user),
            label="党支部",
            required=False,
            empty_label="—",
            help_text="角色是支部书记时选择。",
        )
        if user.committee_id is None:
            self.fields["committee"] = forms.ModelChoiceField(
                committees_for(by), label="党委", required=False, empty_label=EVERYWHERE
            )
        self.helper = inner_helper(tuple(self.fields))

    def clean(self) -> dict[str, Any]:
        """Leave out a branch that the role has no use for."""
        data = super().clean() or self.cleaned_data
        if data.get("role") != Role.SECRETARY:
            data["branch"] = None
        return data

    def place(self) -> dict[str, Any]:
        """Return role and place as :func:`accounts.actions.assign_role` takes them."""
        role = Role(self.cleaned_data["role"])
        committee = self.user.committee if self.user.committee_id else self.cleaned_data.get("committee")
        return {
            "role": role,
            "branch": self.cleaned_data["branch"],
            "committee": None if role == Role.SECRETARY else committee,
        }
