"""FastAPI, in Python, with the Inngest Python SDK."""

from scaffold.stacks._stack import Layout, Stack

STACKS = (
    Stack(
        name="fastapi",
        framework="fastapi",
        title="FastAPI, Inngest Python SDK",
        language="python",
        sdk="python",
        layout=Layout(
            client="app/client.py",
            events="app/events.py",
            registry="app/main.py",
            functions="app/functions",
            tests="tests",
            routes="app/webhooks",
            answers="app/answers",
        ),
        client_symbol="inngest_client",
        suffix=".py",
        app_url="http://127.0.0.1:8000",
        commands={
            "uv": ("uv sync", "uv run dev.py"),
            "pip": (
                "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'",
                ".venv/bin/python dev.py",
            ),
        },
        needs={"npx": "`dev.py` starts the Inngest Dev Server with it"},
    ),
)
