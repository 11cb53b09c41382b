"""Names that no file imports, for its framework does: what Nuxt's and Nitro's `utils` export."""

import posixpath
import re
from collections.abc import Iterator

from scaffold.code.imported import bind_import
from scaffold.code.outline import Outline
from scaffold.inngest.packages import Packages
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules

# nuxt.com/docs/guide/directory-structure/server and /shared, nitro.build/guide/utils
_FOLDERS = {
    "nuxt": ("server/utils/", "shared/utils/"),
    "nitropack": ("server/utils/", "utils/"),
    "nitro": ("server/utils/", "utils/"),
}


class AutoImports:
    """The modules behind such names, by package; its files are read when one is asked for."""

    def __init__(self, modules: Modules, packages: Packages) -> None:
        self._modules = modules
        self._packages = packages
        self._known: dict[str, dict[str, tuple[str, str]]] = {}

    def bind(self, outline: Outline) -> None:
        """Bind in a file what its framework imports there, where it names it and nothing else."""
        if outline.language == "python":
            return
        content = outline.source.content
        for name, (path, exported) in self._names(outline.path).items():
            word = rb"(?<![\w.$])%b\b" % re.escape(name.encode())
            if path == outline.path or re.search(word, content) is None:
                continue
            way = posixpath.relpath(path, posixpath.dirname(outline.path) or ".")
            specifier = (way if way.startswith(".") else f"./{way}").rpartition(".")[0]
            bind_import(outline, name, specifier, exported)

    def is_from(self, path: str) -> bool:
        """Whether what a file exports needs no import."""
        return not path.endswith(".py") and any(
            file == path for file, _ in self._names(path).values()
        )

    def _names(self, path: str) -> dict[str, tuple[str, str]]:
        folder = self._packages.folder(path)
        if folder not in self._known:
            self._known[folder] = dict(self._exported(folder, path))
        return self._known[folder]

    def _exported(self, folder: str, path: str) -> Iterator[tuple[str, tuple[str, str]]]:
        packages = self._packages.dependencies(path)
        below = [each for name in _FOLDERS if name in packages for each in _FOLDERS[name]]
        roots = tuple(posixpath.join(folder, each) for each in dict.fromkeys(below))
        for file in sorted(self._modules.paths) if roots else ():
            if not file.startswith(roots) or language_of(file) is None or not is_app_file(file):
                continue
            for name in self._modules.exported_names(file):
                yield (_named_after(file) if name == "default" else name), (file, name)


def _named_after(path: str) -> str:
    """What a default export is called: `server/utils/send-mail.ts` gives `sendMail`."""
    first, *rest = re.split(r"[-_.]", posixpath.basename(path).rpartition(".")[0])
    return first + "".join(each[:1].upper() + each[1:] for each in rest)
