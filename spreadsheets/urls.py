"""Addresses of the import."""

from django.urls import path

from spreadsheets import views

app_name = "spreadsheets"

urlpatterns = [
    path("", views.batches, name="batches"),
    path("upload/<slug:kind>/", views.upload, name="upload"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/commit/", views.commit, name="commit"),
    path("<int:pk>/done/", views.done, name="done"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/rows/", views.answer, name="answer"),
]
