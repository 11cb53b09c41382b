import inngest


class Expired(inngest.NonRetriableError):
    pass


def answered(answer: inngest.Event | None) -> inngest.Event:
    if answer is None:
        raise Expired("nobody answered")
    return answer
