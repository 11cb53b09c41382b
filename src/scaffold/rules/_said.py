"""What somebody wrote beside work that may fail: that it is not to stop the rest."""

import re

from scaffold.syntax.regexes import regex

# What a line says in a comment. Words are looked for there, not behind each sign that may begin
# one: a line of a hundred thousand signs took minutes.
_COMMENT = regex(rb"(?://|/\*|#)[^\n]*")
# "Non-blocking", "must not fail" in French, Italian, Spanish, Portuguese, German and Russian.
_ABROAD = (
    "non[ -]?(bloquante?|critique|bloccante|critico)|ne (doit |faut )?pas (bloquer|interrompre)"
    "|no (bloquea|bloqueante|crítico|es fatal|debe (fallar|bloquear|interrumpir))"
    r"|não (bloqueia|bloqueante|crítico|(deve )?(interromp|quebr|falh|bloque)\w+)"
    r"|nicht (kritisch|blockierend|fatal|abbrechen)|\bunkritisch\b"
    "|(не|Не) (прерыва|блокир|критич|броса)"
).encode()
_MAY_FAIL = regex(
    rb"\b(non-?|never |not )(fatal|critical|blocking|essential)\b"
    rb"|(n't|\bnot|\bnever|\bmust not) (fail|block|break|stop|throw|raise|abort|crash|sink|lose)\b"
    rb"|\bfrom (fail|block|break|stopp|abort|crash)ing\b|\bfails? silently|\bfire[- ]and[- ]forget"
    rb"|\b(recorded|reported) (by|elsewhere)\b"
    rb"|\b(never|not|n't) let\b[^\n]{0,80}\b(fail|block|break|stop|abort|crash|sink)\b"
    rb"|\bgracefully\b|\bcontinu(e|es|ing)\b"
    rb"|" + _ABROAD,
    re.IGNORECASE,
)


def comments(text: bytes) -> bytes:
    """Return what a text says in comments, a line each."""
    return b"\n".join(_COMMENT.findall(text))


def says_it_may_fail(text: bytes) -> bool:
    """Return whether a text says so, in a comment or in a log."""
    return _MAY_FAIL.search(text) is not None
