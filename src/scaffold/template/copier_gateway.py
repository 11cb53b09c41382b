"""The only importer of copier: renders templates into temporary folders."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from scaffold.errors import ScaffoldError


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """What copier knows of a template after rendering it."""

    answers: dict[str, object]
    """All answers, computed ones included."""
    questions: dict[str, Any]
    """The questions as `copier.yml` declares them, by name."""
    skip_if_exists: tuple[str, ...]


def load() -> None:
    """Import copier, which takes longer than rendering a template."""
    import_module("copier")


def render(
    source: str,
    destination: Path,
    answers: Mapping[str, object],
    *,
    ref: str | None,
    ask: bool = False,
    preferred: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Render a template into a new folder and return all answers; see `render_template`."""
    return render_template(
        source, destination, answers, ref=ref, ask=ask, preferred=preferred
    ).answers


def render_template(
    source: str,
    destination: Path,
    answers: Mapping[str, object],
    *,
    ref: str | None,
    ask: bool = False,
    preferred: Mapping[str, object] | None = None,
) -> Rendered:
    """Render a template into a new folder and return what is known of it.

    `answers` are taken as given; the rest is asked with `ask`, and takes its default without.
    `preferred` are defaults that go before the questions' own.
    Raises ScaffoldError for whatever copier reports, KeyboardInterrupt when a prompt is left.
    """
    from copier import run_copy
    from copier.errors import CopierAnswersInterrupt, CopierError

    try:
        worker = run_copy(
            source,
            destination,
            dict(answers),
            vcs_ref=ref,
            defaults=not ask,
            overwrite=True,
            quiet=True,
            user_defaults=dict(preferred or {}),
        )
    except CopierAnswersInterrupt:
        raise KeyboardInterrupt from None
    except EOFError:
        raise ScaffoldError(
            "the input ended before every question was answered",
            "answer with flags, or use `--defaults`",
        ) from None
    except (CopierError, ValueError) as error:
        raise ScaffoldError(f"cannot render `{source}`: {error}") from None
    except OSError as error:
        raise ScaffoldError(
            f"cannot write `{error.filename or destination}`: {error.strerror}",
            "free some space or choose another folder",
        ) from None
    return Rendered(
        # Copier mixes its own values and functions in with the answers.
        answers={
            name: value
            for name, value in worker.answers.combined.items()
            if not name.startswith("_") and not callable(value)
        },
        questions=dict(worker.template.questions_data),
        skip_if_exists=tuple(worker.template.skip_if_exists),
    )
