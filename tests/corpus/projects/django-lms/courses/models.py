from django.db import models


class Course(models.Model):
    title = models.CharField(max_length=200)

    def slug(self) -> str:
        return self.title.lower().replace(" ", "-")


class Enrolment(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    email = models.EmailField()
    done = models.BooleanField(default=False)

    def finish(self) -> None:
        self.done = True
        self.save()
