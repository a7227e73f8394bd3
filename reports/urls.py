"""Addresses of ``reports``."""

from django.urls import URLPattern, path

from reports import views

app_name = "reports"

urlpatterns: list[URLPattern] = [
    path("", views.DashboardView.as_view(), name="dashboard"),
    path("figures/<str:key>/", views.FigureView.as_view(), name="figure"),
    path("story/", views.StoryView.as_view(), name="story"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("todo/", views.TodoView.as_view(), name="todo"),
    path("todo/first/", views.FirstView.as_view(), name="todo_first"),
    path("todo/counts/", views.CountsView.as_view(), name="todo_counts"),
    path("todo/<str:key>/", views.RuleView.as_view(), name="todo_rule"),
    path("reports/", views.MonthlyView.as_view(), name="monthly"),
    path("reports/export/", views.ExportView.as_view(), name="export"),
]
