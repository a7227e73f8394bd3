"""Addresses of the import."""

from django.urls import path

from spreadsheets.views import answering, downloads, history, marking, remembering, repairing, steps

app_name = "spreadsheets"

urlpatterns = [
    path("", history.batches, name="batches"),
    path("upload/<slug:kind>/", steps.upload, name="upload"),
    path("template/<slug:kind>/", downloads.template, name="template"),
    path("export/<slug:kind>/", downloads.ExportList.as_view(), name="export"),
    path("<int:pk>/", steps.batch, name="batch"),
    path("<int:pk>/columns/", steps.columns, name="columns"),
    path("<int:pk>/check/", steps.check, name="check"),
    path("<int:pk>/marked/", marking.marked, name="marked"),
    path("<int:pk>/replace/", marking.replace, name="replace"),
    path("<int:pk>/commit/", steps.commit, name="commit"),
    path("<int:pk>/done/", history.done, name="done"),
    path("<int:pk>/undo/", history.undo, name="undo"),
    path("<int:pk>/discard/", history.discard, name="discard"),
    path("<int:pk>/repair/", repairing.repair, name="repair"),
    path("<int:pk>/cell/", repairing.open_cell, name="cell"),
    path("remembered/", remembering.remembered, name="remembered"),
    path("remembered/<int:answer>/", remembering.tend, name="tend"),
    path("<int:pk>/rows/", answering.answer, name="answer"),
]
