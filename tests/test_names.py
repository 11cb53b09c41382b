"""Names: any case in; an ID, symbols and file names out; everything unsafe refused."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError
from scaffold.names import (
    event_symbol,
    nearest,
    parse_event_name,
    parse_name,
    parse_project_name,
    refuse_module_name,
)


@pytest.mark.parametrize(
    ("text", "id_", "camel", "snake", "pascal"),
    [
        ("send-receipt", "send-receipt", "sendReceipt", "send_receipt", "SendReceipt"),
        ("sendReceipt", "send-receipt", "sendReceipt", "send_receipt", "SendReceipt"),
        ("send_receipt", "send-receipt", "sendReceipt", "send_receipt", "SendReceipt"),
        ("SendReceipt", "send-receipt", "sendReceipt", "send_receipt", "SendReceipt"),
        ("Send receipt", "send-receipt", "sendReceipt", "send_receipt", "SendReceipt"),
        ("  send   receipt ", "send-receipt", "sendReceipt", "send_receipt", "SendReceipt"),
        ("SEND_RECEIPT", "send-receipt", "sendReceipt", "send_receipt", "SendReceipt"),
        ("sendSMSNow", "send-sms-now", "sendSmsNow", "send_sms_now", "SendSmsNow"),
        ("HTTPProbe", "http-probe", "httpProbe", "http_probe", "HttpProbe"),
        ("syncS3", "sync-s3", "syncS3", "sync_s3", "SyncS3"),
        ("send-2-fa", "send-2-fa", "send2Fa", "send_2_fa", "Send2Fa"),
        ("userV2Import", "user-v2-import", "userV2Import", "user_v2_import", "UserV2Import"),
        ("digest", "digest", "digest", "digest", "Digest"),
        ("delete-user", "delete-user", "deleteUser", "delete_user", "DeleteUser"),
    ],
)
def test_name_in_any_case(text: str, id_: str, camel: str, snake: str, pascal: str) -> None:
    name = parse_name(text)
    assert (name.id, name.camel, name.snake, name.pascal) == (id_, camel, snake, pascal)


_RESERVED_WORDS = """
    delete class import default await lambda None none True DELETE print list inngest serve con aux
    undefined fetch match self
"""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("../x", "not made of"),
        ("..", "not made of"),
        (".", "not made of"),
        ("a/b", "not made of"),
        ("a\\b", "not made of"),
        ("/etc/passwd", "not made of"),
        ("C:\\x", "not made of"),
        ("-rf", "not made of"),
        ("_private", "not made of"),
        ("send-", "not made of"),
        ('"; rm -rf', "not made of"),
        ("$(touch x)", "not made of"),
        ("a`b", "not made of"),
        ("a\nb", "not made of"),
        ("a\0b", "not made of"),
        ("{{ 7 * 7 }}", "not made of"),
        ("send.receipt", "not made of"),
        ("reçu", "outside ASCII"),
        ("送信", "outside ASCII"),
        ("send\u200breceipt", "outside ASCII"),
        ("2fast", "starts with a digit"),
        ("x" * 61, "60 is the limit"),
        *[(word, "reserved") for word in _RESERVED_WORDS.split()],
    ],
)
def test_refused_names(text: str, why: str) -> None:
    with pytest.raises(ScaffoldError) as refusal:
        parse_name(text)
    assert why in refusal.value.message
    assert refusal.value.hint
    assert refusal.value.message.isprintable()


def test_refusal_suggests_the_name_that_was_meant() -> None:
    with pytest.raises(ScaffoldError) as refusal:
        parse_name("send.receipt!")
    assert refusal.value.hint == "use `send-receipt`"


@given(st.text(max_size=80))
def test_every_accepted_name_is_safe(text: str) -> None:
    try:
        name = parse_name(text)
    except ScaffoldError:
        return
    assert parse_name(name.id) == name
    assert name.snake.isidentifier()
    assert name.camel.isidentifier()
    assert name.camel.isascii()
    assert not keyword.iskeyword(name.snake)
    assert "/" not in name.id
    assert len(name.id) <= 120


@pytest.mark.parametrize(
    ("name", "typescript", "python"),
    [
        ("user/created", "userCreated", "UserCreated"),
        ("app/user.created", "appUserCreated", "AppUserCreated"),
        ("orders/process-batch", "ordersProcessBatch", "OrdersProcessBatch"),
        ("UserCreated", "userCreated", "UserCreated"),
        ("delete", "deleteEvent", "DeleteEvent"),
        ("none", "noneEvent", "NoneEvent"),
        ("exception", "exceptionEvent", "ExceptionEvent"),
    ],
)
def test_event_symbols(name: str, typescript: str, python: str) -> None:
    assert event_symbol(name, "typescript") == typescript
    assert event_symbol(name, "python") == python


@pytest.mark.parametrize(
    "name", ["user/created", "app/user.created", "UserCreated", "a:b", "user created", "a" * 512]
)
def test_event_names(name: str) -> None:
    assert parse_event_name(name) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"),
        (" ", "empty"),
        ("a" * 513, "512 bytes"),
        ("inngest/function.failed", "keeps for itself"),
        ('user/"created', "not made of"),
        ("user/cre`ated", "not made of"),
        ("user/${created}", "not made of"),
        ("user\\created", "not made of"),
        ("user/created\n", "not made of"),
        ("user/*", "not made of"),
        ("{{ x }}", "not made of"),
        ("événement/créé", "not made of"),
        ("/", "not made of"),
        ("2/x", "digit"),
    ],
)
def test_refused_event_names(name: str, why: str) -> None:
    with pytest.raises(ScaffoldError) as refusal:
        parse_event_name(name)
    assert why in refusal.value.message


@pytest.mark.parametrize("text", ["order-mailer", "a", "shop2", "my-app-3"])
def test_project_names(text: str) -> None:
    assert parse_project_name(text) == text


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("", "empty", ""),
        ("My App", "not a slug", "use `my-app`"),
        ("my_app", "not a slug", "use `my-app`"),
        ("MyApp", "not a slug", "use `my-app`"),
        ("../x", "not a slug", "name it"),
        ("/tmp/x", "not a slug", "name it"),
        ("a--b", "not a slug", "use `a-b`"),
        ("-x", "not a slug", "use `x`"),
        ("3d-shop", "not a slug", "name it"),
        ("@acme/shop", "not a slug", "name it"),
        ("café", "not a slug", "name it"),
        ("x" * 300, "300 characters", "shorten"),
        ("next", "package that projects install", "next-app"),
        ("inngest", "package that projects install", "inngest-app"),
        ("fastapi", "package that projects install", "fastapi-app"),
        ("class", "reserved", "class-app"),
        ("import", "reserved", "import-app"),
        ("con", "reserved", "con-app"),
    ],
)
def test_refused_project_names(text: str, why: str, hint: str) -> None:
    with pytest.raises(ScaffoldError) as refusal:
        parse_project_name(text)
    assert why in refusal.value.message
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cron", "cron"), ("aproval", "approval"), ("CRON", "cron"), ("zebra", None), ("", None)],
)
def test_nearest(word: str, expected: str | None) -> None:
    assert nearest(word, ["event", "cron", "fan-out", "approval", "webhook"]) == expected


def test_a_python_project_is_not_called_like_a_standard_module() -> None:
    refuse_module_name("order-mailer")
    with pytest.raises(ScaffoldError, match="standard library"):
        refuse_module_name("asyncio")
