"""Addresses of ``accounts``."""

from django.urls import path

from accounts.views import access, people, roles

app_name = "accounts"

urlpatterns = [
    path("login/", access.LoginView.as_view(), name="login"),
    path("logout/", access.LogoutView.as_view(), name="logout"),
    path("start/", access.start, name="start"),
    path("password/", access.PasswordView.as_view(), name="password"),
    path("own/", access.OwnView.as_view(), name="own"),
    path("roles/", roles.RolesView.as_view(), name="roles"),
    path("users/", people.UserList.as_view(), name="users"),
    path("users/add/", people.NewUser.as_view(), name="user_add"),
    path("users/<int:pk>/", people.UserDetail.as_view(), name="user"),
    path("users/<int:pk>/edit/", people.UserEdit.as_view(), name="user_edit"),
    path("users/<int:pk>/reset/", people.reset, name="user_reset"),
    path("users/<int:pk>/active/", people.switch, name="user_active"),
    path("users/<int:pk>/roles/add/", people.assign, name="role_assign"),
    path("users/<int:pk>/roles/<int:assignment>/revoke/", people.revoke, name="role_revoke"),
]
