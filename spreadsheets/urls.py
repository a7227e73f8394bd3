"""Addresses of the import."""

from django.urls import path

from spreadsheets.views import (
    absent,
    answering,
    bundles,
    downloads,
    files,
    history,
    marking,
    remembering,
    repairing,
    steps,
    waiting,
)

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
    path("<int:pk>/absent/", absent.absent, name="absent"),
    path("<int:pk>/mode/", answering.mode, name="mode"),
    path("<int:pk>/repair/", repairing.repair, name="repair"),
    path("<int:pk>/cell/", repairing.open_cell, name="cell"),
    path("remembered/", remembering.remembered, name="remembered"),
    path("remembered/<int:answer>/", remembering.tend, name="tend"),
    path("<int:pk>/progress/", waiting.progress, name="progress"),
    path("<int:pk>/cancel/", waiting.cancel, name="cancel"),
    path("<int:pk>/again/", waiting.again, name="again"),
    path("<int:pk>/file/", files.file, name="file"),
    path("bundles/<int:pk>/", bundles.bundle, name="bundle"),
    path("bundles/<int:pk>/commit/", bundles.commit, name="bundle_commit"),
    path("bundles/<int:pk>/cancel/", bundles.cancel, name="bundle_cancel"),
    path("bundles/<int:pk>/again/", bundles.again, name="bundle_again"),
    path("<int:pk>/rows/", answering.answer, name="answer"),
]
