"""Addresses of ``services``."""

from django.urls import URLPattern, path

from services.views import calendar, codes, legal_aid, people, public, steps, tickets, visits

app_name = "services"

urlpatterns: list[URLPattern] = [
    path("", tickets.TicketList.as_view(), name="tickets"),
    path("add/", tickets.TicketAdd.as_view(), name="ticket_add"),
    path("people/", people.KnownPeople.as_view(), name="people"),
    path("codes/", codes.HelpCodes.as_view(), name="codes"),
    path("<int:pk>/", tickets.TicketDetail.as_view(), name="ticket"),
    path("<int:pk>/edit/", tickets.TicketEdit.as_view(), name="ticket_edit"),
    path("<int:pk>/reveal/", tickets.RevealTicket.as_view(), name="ticket_reveal"),
    path("<int:pk>/void/", tickets.VoidTicket.as_view(), name="ticket_void"),
    path("<int:pk>/accept/", steps.AcceptTicket.as_view(), name="ticket_accept"),
    path("<int:pk>/assign/", steps.AssignTicket.as_view(), name="ticket_assign"),
    path("<int:pk>/forward/", steps.ForwardTicket.as_view(), name="ticket_forward"),
    path("<int:pk>/work/", steps.WorkOnTicket.as_view(), name="ticket_work"),
    path("<int:pk>/solve/", steps.SolveTicket.as_view(), name="ticket_solve"),
    path("<int:pk>/reopen/", steps.ReopenTicket.as_view(), name="ticket_reopen"),
    path("<int:pk>/rate/", steps.RateTicket.as_view(), name="ticket_rate"),
    path("<int:pk>/archive/", steps.ArchiveTicket.as_view(), name="ticket_archive"),
    path("<int:pk>/return/", steps.ReturnTicket.as_view(), name="ticket_return"),
    path("<int:pk>/withdraw/", steps.WithdrawTicket.as_view(), name="ticket_withdraw"),
    path("<int:pk>/note/", steps.NoteOnTicket.as_view(), name="ticket_note"),
    path("visits/", visits.VisitList.as_view(), name="visits"),
    path("visits/add/", visits.VisitAdd.as_view(), name="visit_add"),
    path("visits/<int:pk>/", visits.VisitDetail.as_view(), name="visit"),
    path("visits/<int:pk>/edit/", visits.VisitEdit.as_view(), name="visit_edit"),
    path("visits/<int:pk>/void/", visits.VoidVisit.as_view(), name="visit_void"),
    path("visits/<int:pk>/ticket/", visits.VisitToTicket.as_view(), name="visit_ticket"),
    path("legal-aid/", legal_aid.LegalAidList.as_view(), name="legal_aids"),
    path("legal-aid/add/", legal_aid.LegalAidAdd.as_view(), name="legal_aid_add"),
    path("legal-aid/<int:pk>/", legal_aid.LegalAidDetail.as_view(), name="legal_aid"),
    path("legal-aid/<int:pk>/edit/", legal_aid.LegalAidEdit.as_view(), name="legal_aid_edit"),
    path("legal-aid/<int:pk>/close/", legal_aid.CloseLegalAid.as_view(), name="legal_aid_close"),
    path("legal-aid/<int:pk>/void/", legal_aid.VoidLegalAid.as_view(), name="legal_aid_void"),
    path("legal-aid/<int:pk>/ticket/", legal_aid.LegalAidToTicket.as_view(), name="legal_aid_ticket"),
    path("calendar/", calendar.CalendarPage.as_view(), name="calendar"),
    path("calendar/limits/", calendar.SetLimits.as_view(), name="limits"),
    path("calendar/fill/", calendar.FillYear.as_view(), name="calendar_fill"),
    path("calendar/add/", calendar.HolidayAdd.as_view(), name="holiday_add"),
    path("calendar/<int:pk>/edit/", calendar.HolidayEdit.as_view(), name="holiday_edit"),
    path("calendar/<int:pk>/remove/", calendar.RemoveHoliday.as_view(), name="holiday_remove"),
    path("ask/<str:token>/", public.AskForHelp.as_view(), name="ask"),
    path("follow/", public.FollowByCode.as_view(), name="follow"),
    path("follow/<str:code>/", public.FollowTicket.as_view(), name="follow_code"),
]
