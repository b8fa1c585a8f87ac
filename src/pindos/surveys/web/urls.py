"""Addresses of surveys."""

from django.urls import path

from pindos.surveys.web import views

app_name = "surveys"
urlpatterns = [
    path("survey/<str:token>/", views.survey_answer, name="survey-answer"),
    path("tickets/<str:number>/survey/", views.ticket_survey, name="ticket-survey"),
]
