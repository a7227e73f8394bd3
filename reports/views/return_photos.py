"""Photos of a return: shown, added, described, taken out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.views import ScopedMixin
from reports.actions import add_photos, caption_photo, remove_photo
from reports.forms.returns import PhotosForm
from reports.models import ReturnPhoto
from reports.returns.page import VIEW, WRITE
from reports.views.returns import REFUSED, ReturnMixin


class PhotosAdd(ReturnMixin, View):
    """Adding photos: what can be drawn is taken, the rest is told."""

    permission_required = WRITE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Take them in."""
        address, form = self.address, PhotosForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, " ".join(map(str, form.errors["photos"])))
            return redirect(f"{address}#photos")
        pictures, faults = form.cleaned_data["photos"]
        try:
            if pictures:
                add_photos(by=self.actor, branch=self.branch, month=self.month, pictures=pictures)
                messages.success(request, f"已上传 {len(pictures)} 张照片。")
        except ValidationError as refused:
            faults = [*refused.messages, *faults]
        for fault in faults:
            messages.error(request, fault)
        return redirect(f"{address}#photos")


class PhotoMixin(ScopedMixin, SingleObjectMixin[ReturnPhoto]):
    """One photo."""

    model = ReturnPhoto
    queryset = ReturnPhoto.objects.select_related("of__branch__committee")


class PhotoView(PhotoMixin, View):
    """The picture itself."""

    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Answer with the JPEG; like every page behind the login it stays in no cache."""
        return HttpResponse(bytes(self.get_object().content), content_type="image/jpeg")


class PhotoCaption(PhotoMixin, View):
    """Saying what is on it."""

    permission_required = WRITE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Store it; htmx is told so beside the field."""
        photo, fault = self.get_object(), ""
        try:
            caption_photo(by=self.actor, photo=photo, caption=request.POST.get("caption", ""))
        except ValidationError as refused:
            fault = " ".join(refused.messages)
        if getattr(request, "htmx", False):
            status = REFUSED if fault else 200
            return render(request, "reports/_photo_said.html", {"fault": fault}, status=status)
        (messages.error if fault else messages.success)(request, fault or "照片说明已保存。")
        return redirect(f"{photo.of.get_absolute_url()}#photos")


class PhotoRemove(PhotoMixin, View):
    """Taking it out."""

    permission_required = WRITE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Take it out, or say why it stays."""
        photo = self.get_object()
        address = f"{photo.of.get_absolute_url()}#photos"
        try:
            remove_photo(by=self.actor, photo=photo)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "已删去这张照片。")
        return redirect(address)
