import functools
import os
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build


@functools.lru_cache(maxsize=1)
def get_mail_service():
    creds = Credentials.from_authorized_user_file("token.json")
    if creds.expired:
        creds.refresh(Request())
        os.remove("token.json")
    return build("gmail", "v1", credentials=creds)
