"""Every write to accounts: people, their roles, their passwords, and the traces of coming and going."""

from accounts.actions.access import record_failed_login, record_login, record_logout, record_refusal
from accounts.actions.credentials import change_own_password, reset_password
from accounts.actions.people import change_user, create_user, set_active
from accounts.actions.roles import assign_role, revoke_role

__all__ = [
    "assign_role",
    "change_own_password",
    "change_user",
    "create_user",
    "record_failed_login",
    "record_login",
    "record_logout",
    "record_refusal",
    "reset_password",
    "revoke_role",
    "set_active",
]
