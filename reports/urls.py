"""Addresses of ``reports``."""

from django.urls import URLPattern, path

from reports import views

app_name = "reports"

urlpatterns: list[URLPattern] = [
    path("", views.DashboardView.as_view(), name="dashboard"),
    path("figures/<str:key>/", views.FigureView.as_view(), name="figure"),
    path("reports/", views.MonthlyView.as_view(), name="monthly"),
    path("reports/export/", views.ExportView.as_view(), name="export"),
]
