import inngest
from app.client import inngest_client


async def start(request) -> None:
    await inngest_client.send(
        inngest.Event(
            name="job/started",
            data={
                "job": request.job,
                "llm_api_key": request.headers["X-Key"],  # error
                "github_token": token_of(request),  # error
                "db_password": request.password,  # error
                "aws_secret_access_key": request.settings.aws_secret_access_key,  # error
                "connection_string": request.settings.connection_string,  # error
                "oauth_access_token": request.token,  # error
            },
        )
    )
