"""Addresses of ``stations``."""

from django.urls import URLPattern, path

from stations.views import detail, lists, organisations, stations

app_name = "stations"

urlpatterns: list[URLPattern] = [
    path("", lists.StationList.as_view(), name="stations"),
    path("new/", stations.StationAdd.as_view(), name="station_add"),
    path("calendar/", lists.StationCalendar.as_view(), name="calendar"),
    path("organisations/", lists.OrganisationList.as_view(), name="organisations"),
    path("organisations/<int:pk>/edit/", organisations.OrganisationEdit.as_view(), name="organisation_edit"),
    path(
        "organisations/<int:pk>/approve/",
        organisations.OrganisationApprove.as_view(),
        name="organisation_approve",
    ),
    path("organisations/<int:pk>/end/", organisations.OrganisationEnd.as_view(), name="organisation_end"),
    path("organisations/<int:pk>/void/", organisations.OrganisationVoid.as_view(), name="organisation_void"),
    path("<int:pk>/", detail.StationDetail.as_view(), name="station"),
    path("<int:pk>/edit/", stations.StationEdit.as_view(), name="station_edit"),
    path("<int:pk>/close/", stations.StationClose.as_view(), name="station_close"),
    path("<int:pk>/void/", stations.StationVoid.as_view(), name="station_void"),
    path("<int:pk>/reveal/", detail.RevealPhone.as_view(), name="station_reveal"),
    path("<int:pk>/wall/", detail.StationWall.as_view(), name="station_wall"),
    path("<int:pk>/organisations/new/", organisations.OrganisationAdd.as_view(), name="organisation_add"),
]
