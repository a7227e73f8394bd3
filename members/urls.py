"""Addresses of ``members``."""

from django.urls import URLPattern, path

from members.views import detail, exports, lists, record, requests, steps

app_name = "members"

urlpatterns: list[URLPattern] = [
    path("", lists.MemberList.as_view(), name="members"),
    path("find/", lists.FindMember.as_view(), name="find"),
    path("export/", exports.ExportMembers.as_view(), name="export"),
    path("add/", record.RegisterMember.as_view(), name="member_add"),
    path("requests/", requests.RequestList.as_view(), name="requests"),
    path("requests/add/", requests.AddRequest.as_view(), name="request_add"),
    path("requests/<int:pk>/decide/", requests.DecideRequest.as_view(), name="request_decide"),
    path("requests/<int:pk>/withdraw/", requests.WithdrawRequest.as_view(), name="request_withdraw"),
    path("<int:pk>/", detail.MemberDetail.as_view(), name="member"),
    path("<int:pk>/edit/", record.EditMember.as_view(), name="member_edit"),
    path("<int:pk>/reveal/", detail.RevealField.as_view(), name="member_reveal"),
    path("<int:pk>/move/", steps.MoveMember.as_view(), name="member_move"),
    path("<int:pk>/end/", steps.EndEnrolment.as_view(), name="member_end"),
    path("<int:pk>/reenrol/", steps.ReenrolMember.as_view(), name="member_reenrol"),
    path("<int:pk>/contacts/add/", steps.AddContact.as_view(), name="contact_add"),
]
