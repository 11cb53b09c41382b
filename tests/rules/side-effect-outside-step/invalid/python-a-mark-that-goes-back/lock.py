_busy = False


def begin() -> bool:
    global _busy
    if _busy:
        return False
    _busy = True
    return True


def end() -> None:
    global _busy
    _busy = False
