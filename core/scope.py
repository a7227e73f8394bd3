"""Which rows a person may see: the one gate that every read goes through.

A model with rows of an organisation declares the path from itself to the organisation that owns it::

    class Contact(ScopedModel):
        scope_path = "member__branch"

The path ends at an *anchor*, a model that people are assigned to (a branch, a committee).
A person carries a :class:`Reach` for each permission; the reach turns anchor and path into a condition.
A model that belongs to nobody says so in ``unscoped_because``; one that says neither fails a system check.
"""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, Self, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Model, Q, QuerySet
from django.http import Http404

M = TypeVar("M", bound=Model)


class Reach(Protocol):
    """The part of the organisation in which a person holds one permission."""

    @property
    def only_branches(self) -> bool:
        """Tell whether it is held in single branches, and in nothing above them."""

    def condition(self, anchor: type[Model], path: str, *, private: bool = False) -> Q | None:
        """Return the rows within reach whose ``path`` leads to ``anchor``; ``None`` where there are none.

        ``private``: what belongs to an organisation as a whole is not shown to its parts.
        """

    def plain_condition(self, committee_column: str, branch_column: str) -> Q | None:
        """Return the same for rows that name committee and branch by plain numbers instead of keys."""


class Actor(Protocol):
    """Somebody who reads and acts: a user of the portal, or the command line."""

    @property
    def pk(self) -> Any:  # noqa: ANN401  as in Django
        """Number of the user; ``None`` for the command line."""

    @property
    def name(self) -> str:
        """Name as the audit log shows it."""

    def reach(self, permission: str) -> Reach:
        """Return where this person holds ``permission`` (``app.codename``)."""

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        """Tell whether this person holds ``perm`` anywhere, or for the row ``obj``."""

    def roles_words(self) -> str:
        """Roles in words, for the audit log."""


def anchor_of(model: type[Model], path: str) -> type[Model]:
    """Follow ``path`` (``"member__branch"``, or ``""`` for the model itself) and return the model at its end."""
    for name in filter(None, path.split("__")):
        related = model._meta.get_field(name).related_model
        if not isinstance(related, type):
            message = f"{model.__name__}.{name} leads to no model"
            raise TypeError(message)
        model = related
    return model


def view_permission(model: type[Model]) -> str:
    """Return the permission that reading rows of ``model`` takes, in Django's own naming."""
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


def condition_for(user: object, model: type[Model], permission: str) -> Q | None:
    """Return the condition on ``model`` that leaves what ``user`` may reach, or ``None`` for nothing at all.

    Fail-closed: somebody without a ``reach`` (anonymous) and a model without a scope reach nothing.
    A model may name several paths: a row is within reach if its first path that is not empty is,
    so that ``("branch", "committee")`` gives the committee's own rows to those who hold the committee.
    Where ``write_scope_path`` is declared, every permission but viewing follows that one. A model that says
    ``is_private`` keeps the committee's own rows from its branches.
    """
    ask = getattr(user, "reach", None)
    paths = scope_paths(model, writing=permission != view_permission(model))
    if ask is None or not paths:
        return None
    reach = cast("Actor", user).reach(permission)
    found: Q | None = None
    unowned = Q()
    for path in paths:
        part = reach.condition(anchor_of(model, path), path, private=getattr(model, "is_private", False))
        if part is not None and not part:
            return Q()  # Everything is within reach; joined by "or", an empty condition would vanish.
        if part is not None:
            found = part & unowned if found is None else found | (part & unowned)
        unowned &= Q(**{f"{path}__isnull": True}) if path else Q()
    return found


def scope_paths(model: type[Model], *, writing: bool = False) -> tuple[str, ...]:
    """Return the scope paths a model declares (for writing, if it tells those apart), empty if none."""
    declared = getattr(model, "scope_path", None)
    if writing:
        declared = getattr(model, "write_scope_path", declared)
    if declared is None:
        return ()
    return (declared,) if isinstance(declared, str) else tuple(declared)


class OutOfReach(Http404):
    """A row that the query of an address names (``named``: ``branch=3``), and that is missing or foreign."""

    def __init__(self, named: str) -> None:
        super().__init__(named)
        self.named = named


class ScopedQuerySet(QuerySet[M]):
    """Rows that know to whom they may be shown."""

    def visible_to(self, user: object, permission: str | None = None) -> Self:
        """Leave the rows that ``user`` may see, or may use with ``permission`` (default: view the model)."""
        allowed = condition_for(user, self.model, permission or view_permission(self.model))
        return self.none() if allowed is None else self.filter(allowed)

    def get_for(self, user: object, permission: str | None = None, **lookup: Any) -> M:  # noqa: ANN401  like get()
        """Return the one visible row of ``lookup``; raise ``Http404`` if it is missing or foreign alike."""
        try:
            return self.visible_to(user, permission).get(**lookup)
        except (ObjectDoesNotExist, ValueError, OverflowError) as missing:
            raise Http404 from missing


class ScopedModel(models.Model):
    """Base of every model whose rows belong to a part of the organisation."""

    scope_path: ClassVar[str | tuple[str, ...]]

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
