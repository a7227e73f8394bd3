"""Addresses of ``audit``."""

from django.urls import path

from audit import views

app_name = "audit"

urlpatterns = [
    path("", views.EntryList.as_view(), name="entries"),
    path("<int:pk>/", views.EntryDetail.as_view(), name="entry"),
]
