import inngest.django
from django.urls import path

from core.client import client
from shop.jobs import archive, clean_up, settle
from shop.views import hook, place

urlpatterns = [
    inngest.django.serve(client, [settle, archive, clean_up]),
    path("orders", place),
    path("webhooks/stripe", hook),
]
