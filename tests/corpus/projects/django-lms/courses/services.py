import boto3
import requests
from django.core.mail import send_mail

from courses.models import Enrolment

s3 = boto3.client("s3")


class CertificateService:
    bucket = "certificates"

    def store(self, name: str, body: bytes) -> str:
        s3.put_object(Bucket=self.bucket, Key=name, Body=body)  # fine: reported where it is called
        return f"s3://{self.bucket}/{name}"

    def name_for(self, email: str, course: str) -> str:
        return f"{course}/{email}.pdf"

    def notify(self, email: str) -> bool:
        try:
            send_mail("Certificate", "Well done", None, [email])
            return True
        except OSError:  # expect: swallowed-step-error
            return False


def open_enrolments(course_id: int) -> list[int]:
    return list(Enrolment.objects.filter(course_id=course_id, done=False).values_list("id", flat=True))


def render(name: str) -> bytes:
    return requests.post("https://pdf.example.com", json={"name": name}, timeout=10).content
