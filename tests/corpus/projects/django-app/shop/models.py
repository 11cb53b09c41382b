from django.db import models


class Order(models.Model):
    paid = models.BooleanField()

    def label(self) -> str:
        return f"order {self.pk}"
