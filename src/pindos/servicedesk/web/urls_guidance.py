"""Addresses of instructions where people report and on tickets."""

from django.urls import path

from pindos.servicedesk.web.views import guidance

ONE = "tickets/<str:number>/"
GUIDANCE = [
    path("report/suggest/", guidance.report_suggest, name="report-suggest"),
    path("report/helped/", guidance.report_helped, name="report-helped"),
    path(f"{ONE}instructions/", guidance.ticket_instructions, name="ticket-instructions"),
    path(f"{ONE}write-down/", guidance.ticket_write_down, name="ticket-write-down"),
    path(
        f"{ONE}solve-by-instruction/",
        guidance.ticket_solve_by_instruction,
        name="ticket-solve-by-instruction",
    ),
]
