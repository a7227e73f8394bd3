"""Addresses of ``branches``."""

from django.urls import path

from branches import views

app_name = "branches"

urlpatterns = [
    path("", views.BranchList.as_view(), name="branches"),
    path("new/", views.BranchAdd.as_view(), name="branch_add"),
    path("<int:pk>/", views.BranchDetail.as_view(), name="branch"),
    path("<int:pk>/edit/", views.BranchEdit.as_view(), name="branch_edit"),
    path("committee/", views.CommitteePage.as_view(), name="committee"),
    path("committee/new/", views.CommitteeAdd.as_view(), name="committee_add"),
    path("committee/<int:pk>/edit/", views.CommitteeEdit.as_view(), name="committee_edit"),
    path("enterprises/", views.EnterpriseList.as_view(), name="enterprises"),
    path("enterprises/new/", views.EnterpriseAdd.as_view(), name="enterprise_add"),
    path("enterprises/<int:pk>/", views.EnterpriseDetail.as_view(), name="enterprise"),
    path("enterprises/<int:pk>/edit/", views.EnterpriseEdit.as_view(), name="enterprise_edit"),
    path("partnerships/", views.PartnershipList.as_view(), name="partnerships"),
    path("partnerships/new/", views.PartnershipAdd.as_view(), name="partnership_add"),
    path("partnerships/<int:pk>/edit/", views.PartnershipEdit.as_view(), name="partnership_edit"),
]
