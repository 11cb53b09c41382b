import boto3
import requests
from django.core.mail import send_mail

s3 = boto3.client("s3")


def notify(address: str) -> None:
    send_mail("Hello", "…", "shop@example.com", [address])


def upload(key: str, body: bytes) -> None:
    s3.put_object(Bucket="b", Key=key, Body=body)


def price(cents: int) -> str:
    return f"{cents / 100:.2f}"


class Crm:
    def __init__(self, token: str) -> None:
        self.token = token

    def sync(self, user_id: int) -> dict:
        answer = requests.post("https://crm.example.com", json={"id": user_id}, timeout=10)
        return answer.json()
