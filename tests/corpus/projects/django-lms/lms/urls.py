import inngest.django
from django.urls import path

from courses import functions, views
from lms.inngest import client

urlpatterns = [
    path("enrol/", views.enrol),
    path("webhooks/stripe/", views.stripe_webhook),
    inngest.django.serve(client, [functions.enrol_student, functions.issue_certificate, functions.remind_students]),
]
