"""The pages for what goes wrong: each says in Chinese what happened and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

PAGES = {
    400: ("请求有误", "页面送来的内容不完整或已过期，请返回上一页重新操作。"),
    403: ("没有权限", "您的角色不能打开这一页。如确有需要，请联系管理员。"),
    404: ("找不到页面", "这一页不存在，或者不在您可以查看的范围内。"),
    500: ("系统出错了", "这次操作没有完成，数据没有改动。请稍后再试；仍然不行请联系管理员。"),
}
CSRF = ("页面已过期", "为了安全，停留过久的页面不能再提交。请返回上一页，刷新后重新提交。")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  as in Django
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  as in Django
    return _page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  as in Django
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  as in Django
    """Answer without touching the database, which may be what failed."""
    title, words = PAGES[500]
    # Rendered without the request: its context processors would ask the database who is logged in.
    return HttpResponse(render_to_string("errors/plain.html", {"title": title, "words": words}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  as in Django
    title, words = CSRF
    return render(request, "errors/page.html", {"title": title, "words": words}, status=403)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    title, words = PAGES[status]
    return render(request, "errors/page.html", {"title": title, "words": words}, status=status)
