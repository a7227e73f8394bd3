"""Addresses of ``activities``."""

from django.urls import URLPattern, path

from activities.views import activities, attendances, deals, detail, festivals, lists, public, signing_in

app_name = "activities"

urlpatterns: list[URLPattern] = [
    path("", lists.ActivityList.as_view(), name="activities"),
    path("new/", activities.ActivityAdd.as_view(), name="activity_add"),
    path("<int:pk>/", detail.ActivityDetail.as_view(), name="activity"),
    path("<int:pk>/edit/", activities.ActivityEdit.as_view(), name="activity_edit"),
    path("<int:pk>/hold/", activities.ActivityHold.as_view(), name="activity_hold"),
    path("<int:pk>/cancel/", activities.ActivityCancel.as_view(), name="activity_cancel"),
    path("<int:pk>/reopen/", activities.ActivityReopen.as_view(), name="activity_reopen"),
    path("<int:pk>/void/", activities.ActivityVoid.as_view(), name="activity_void"),
    path("<int:pk>/attendance/", attendances.RecordAttendance.as_view(), name="attendance"),
    path("<int:pk>/others/", attendances.SetOthers.as_view(), name="others"),
    path("<int:pk>/sheet/", detail.ActivitySheet.as_view(), name="sheet"),
    path("<int:pk>/code/", signing_in.SignInCode.as_view(), name="code"),
    path("<int:pk>/arrivals/", signing_in.Arrivals.as_view(), name="arrivals"),
    path("attendances/<int:pk>/void/", attendances.RemoveAttendance.as_view(), name="attendance_void"),
    path("festivals/", lists.FestivalList.as_view(), name="festivals"),
    path("festivals/new/", festivals.FestivalAdd.as_view(), name="festival_add"),
    path("festivals/<int:pk>/", festivals.FestivalDetail.as_view(), name="festival"),
    path("festivals/<int:pk>/edit/", festivals.FestivalEdit.as_view(), name="festival_edit"),
    path("festivals/<int:pk>/void/", festivals.FestivalVoid.as_view(), name="festival_void"),
    path("deals/", lists.DealList.as_view(), name="deals"),
    path("deals/new/", deals.DealAdd.as_view(), name="deal_add"),
    path("deals/<int:pk>/edit/", deals.DealEdit.as_view(), name="deal_edit"),
    path("deals/<int:pk>/void/", deals.DealVoid.as_view(), name="deal_void"),
    # Short, so that the codes are coarse and a poor camera reads them.
    path("s/<str:token>/", public.SignInPage.as_view(), name="sign_in"),
    path("at/<str:token>/", public.StationSignIn.as_view(), name="station_sign_in"),
]
