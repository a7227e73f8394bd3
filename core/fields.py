"""Model fields for personal data: encrypted text and bytes, and the blind index that lets a text be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from core import crypto
from core.masking import mask_text


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # stubs: generic only while checking
    """Text that the database holds encrypted. It cannot be filtered or ordered by: use a blind index for that.

    ``mask`` makes of a value what a page or the audit log may show.
    """

    def __init__(self, *args: Any, mask: Callable[[str], str] = mask_text, **kwargs: Any) -> None:  # noqa: ANN401
        self.mask = mask
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        """Table and column, the associated data of the encryption."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401  as in Django
        """Encrypt on the way to the database."""
        return None if value is None else crypto.encrypt(str(value), self.place)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Decrypt on the way back."""
        return None if value is None else crypto.decrypt(value, self.place)

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401  as in Django
        """Refuse every comparison but "is null": two encryptions of one text differ."""
        if lookup_name != "isnull":
            message = f"{self.name} is encrypted: filter by its blind index."
            raise FieldError(message)
        return super().get_lookup(lookup_name)


class SealedBytesField(models.BinaryField):  # type: ignore[type-arg]  # as above
    """Bytes (a picture, a file) that the database holds encrypted."""

    @property
    def place(self) -> str:
        """Table and column, the associated data of the encryption."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401  as in Django
        """Encrypt on the way to the database."""
        return None if value is None else crypto.encrypt_bytes(bytes(value), self.place)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002  as in Django
        """Encrypt once, then wrap as the database wants its bytes."""
        sealed = value if prepared else self.get_prep_value(value)
        return None if sealed is None else connection.Database.Binary(sealed)

    def from_db_value(self, value: Any, *_: object) -> bytes | None:  # noqa: ANN401  bytes or a view of them
        """Decrypt on the way back."""
        return None if value is None else crypto.decrypt_bytes(bytes(value), self.place)


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # stubs: generic only while checking
    """Keyed hash of another field of the row, filled at saving; null where the source is empty."""

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        self.source = source
        kwargs.update(max_length=43, null=True, editable=False, default=None)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave out what the field sets by itself."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "editable", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "source": self.source}

    def index_of(self, text: str) -> str | None:
        """Return what the column holds for a row whose source is ``text``."""
        return crypto.blind_index(text, self.source) or None

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:  # noqa: ARG002, FBT001  as in Django
        """Compute the index of what is about to be stored."""
        value = self.index_of(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, value)
        return value
