"""Addresses of the portal: one name space for each app."""

from django.urls import include, path

urlpatterns = [
    path("", include("reports.urls")),
    path("accounts/", include("accounts.urls")),
    path("audit/", include("audit.urls")),
    path("branches/", include("branches.urls")),
    path("imports/", include("spreadsheets.urls")),
    path("members/", include("members.urls")),
    path("stations/", include("stations.urls")),
    path("activities/", include("activities.urls")),
    path("training/", include("training.urls")),
    path("services/", include("services.urls")),
    path("contributions/", include("contributions.urls")),
]

handler400 = "core.errors.bad_request"
handler403 = "core.errors.permission_denied"
handler404 = "core.errors.page_not_found"
handler500 = "core.errors.server_error"
