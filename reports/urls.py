"""Addresses of ``reports``."""

from django.urls import URLPattern, path

import core.month_path  # noqa: F401  registers <month:…>
from reports import views

app_name = "reports"

urlpatterns: list[URLPattern] = [
    path("", views.DashboardView.as_view(), name="dashboard"),
    path("figures/<str:key>/", views.FigureView.as_view(), name="figure"),
    path("story/", views.StoryView.as_view(), name="story"),
    path("comparison/", views.ComparisonView.as_view(), name="comparison"),
    path("year/<int:branch>/", views.BranchYearView.as_view(), name="branch_year"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("todo/", views.TodoView.as_view(), name="todo"),
    path("todo/first/", views.FirstView.as_view(), name="todo_first"),
    path("todo/counts/", views.CountsView.as_view(), name="todo_counts"),
    path("todo/<str:key>/", views.RuleView.as_view(), name="todo_rule"),
    path("returns/", views.ReturnsView.as_view(), name="returns"),
    path("returns/<int:branch>/<month:month>/", views.ReturnView.as_view(), name="return"),
    path("returns/<int:branch>/<month:month>/save/", views.ReturnSave.as_view(), name="return_save"),
    path("returns/<int:branch>/<month:month>/submit/", views.ReturnSubmit.as_view(), name="return_submit"),
    path("returns/<int:branch>/<month:month>/recall/", views.ReturnRecall.as_view(), name="return_recall"),
    path("returns/<int:branch>/<month:month>/accept/", views.ReturnAccept.as_view(), name="return_accept"),
    path("returns/<int:branch>/<month:month>/back/", views.ReturnSendBack.as_view(), name="return_send_back"),
    path("returns/<int:branch>/<month:month>/photos/", views.PhotosAdd.as_view(), name="return_photos"),
    path("returns/photos/<int:pk>/", views.PhotoView.as_view(), name="photo"),
    path("returns/photos/<int:pk>/caption/", views.PhotoCaption.as_view(), name="photo_caption"),
    path("returns/photos/<int:pk>/remove/", views.PhotoRemove.as_view(), name="photo_remove"),
    path("reports/", views.MonthlyView.as_view(), name="monthly"),
    path("reports/export/", views.ExportView.as_view(), name="export"),
    path("reports/<month:month>/paper/", views.PaperView.as_view(), name="paper"),
    path("reports/<month:month>/", views.MonthView.as_view(), name="month"),
    path("reports/<month:month>/close/", views.CloseView.as_view(), name="close"),
    path("reports/closed/<int:pk>/", views.ClosedView.as_view(), name="closed"),
    path("reports/closed/<int:pk>/changes/", views.ChangesView.as_view(), name="changes"),
    path("reports/closed/<int:pk>/export/", views.ClosedExportView.as_view(), name="closed_export"),
    path("reports/closed/<int:pk>/reopen/", views.ReopenView.as_view(), name="reopen"),
    path("reports/closed/<int:pk>/rows/<str:key>/", views.ClosedRowsView.as_view(), name="closed_rows"),
    path("reports/<month:month>/texts/", views.TextsView.as_view(), name="texts"),
    path("reports/<month:month>/texts/edit/", views.TextEditView.as_view(), name="text_edit"),
    path("reports/templates/", views.TemplatesView.as_view(), name="templates"),
    path("reports/templates/tags/", views.TagsView.as_view(), name="template_tags"),
    path("reports/templates/standard/", views.StandardFile.as_view(), name="template_standard"),
    path("reports/templates/standard/use/", views.StandardUse.as_view(), name="template_standard_use"),
    path("reports/templates/<int:pk>/", views.TemplateFile.as_view(), name="template_file"),
    path("reports/templates/<int:pk>/preview/", views.TemplatePreview.as_view(), name="template_preview"),
    path("reports/templates/<int:pk>/take/", views.TemplateTake.as_view(), name="template_take"),
    path("reports/templates/<int:pk>/aside/", views.TemplateAside.as_view(), name="template_aside"),
    path("reports/templates/<int:pk>/again/", views.TemplateAgain.as_view(), name="template_again"),
    path("screen/", views.ScreenView.as_view(), name="screen"),
    path("screen/links/", views.ScreenLinks.as_view(), name="screen_links"),
    path("screen/links/<int:pk>/revoke/", views.ScreenLinkRevoke.as_view(), name="screen_link_revoke"),
    path("screen/<str:token>/", views.WallView.as_view(), name="wall"),
    path("verify/", views.VerifyView.as_view(), name="verify"),
    path("verify/<str:code>/", views.VerifiedView.as_view(), name="verified"),
]
