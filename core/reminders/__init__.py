"""Reminders: what needs doing, declared once by each app as figures are, and counted and listed from the same rows.

A rule says which rows wait for somebody, who that is (a permission), and what a line about one of them says. The
to-do page, the counts in the menu and the month's return all read the rules from here::

    REMINDERS.register(
        Rule("members.contact_due", "联系到期", definition="超过 {contact_months} 个月没有联系的流动党员。",
             permission="members.add_contact", menu="members:members", rows=contact_due,
             task=lambda row, today: Task(row.name, …)),
    )
"""

from core.reminders.register import REMINDERS, Reminders, tell_settings
from core.reminders.rules import Rows, Rule, Task, days_words

__all__ = ["REMINDERS", "Reminders", "Rows", "Rule", "Task", "days_words", "tell_settings"]
