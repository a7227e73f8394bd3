"""Addresses of ``training``."""

from django.urls import URLPattern, path

from training.views import detail, lists, members, sessions

app_name = "training"

urlpatterns: list[URLPattern] = [
    path("", lists.SessionList.as_view(), name="sessions"),
    path("new/", sessions.SessionAdd.as_view(), name="session_add"),
    path("calendar/", lists.SessionCalendar.as_view(), name="calendar"),
    path("members/", lists.LearnerList.as_view(), name="members"),
    path("members/<int:pk>/", members.MemberRecord.as_view(), name="member"),
    path("members/<int:pk>/certificate/", members.MemberCertificate.as_view(), name="certificate"),
    path("<int:pk>/", detail.SessionDetail.as_view(), name="session"),
    path("<int:pk>/sheet/", detail.SessionSheet.as_view(), name="session_sheet"),
    path("<int:pk>/edit/", sessions.SessionEdit.as_view(), name="session_edit"),
    path("<int:pk>/hold/", sessions.SessionHold.as_view(), name="session_hold"),
    path("<int:pk>/cancel/", sessions.SessionCancel.as_view(), name="session_cancel"),
    path("<int:pk>/reopen/", sessions.SessionReopen.as_view(), name="session_reopen"),
    path("<int:pk>/void/", sessions.SessionVoid.as_view(), name="session_void"),
]
