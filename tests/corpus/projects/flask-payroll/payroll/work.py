import httpx


def pay() -> None:
    httpx.post("https://bank.example.com/pay").raise_for_status()  # fine: only called in steps
