"""Standard modules that a library names at its top and then hardly uses: loaded when something of them is asked for."""

from __future__ import annotations

import sys
import threading
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

_loading = threading.RLock()


class _Later(ModuleType):
    """Stands in for a module until something is asked of it.

    importlib's own LazyLoader is of no use here: the mere `import` asks for the module's spec, and loads it with that.
    """

    def __getattr__(self, name: str) -> Any:
        with _loading:
            if sys.modules.get(self.__name__) is self:
                self._load()
            return getattr(sys.modules[self.__name__], name)

    def _load(self) -> None:
        spec = self.__spec__
        if spec is None or spec.loader is None:
            raise ImportError(f"nothing loads {self.__name__}", name=self.__name__)
        found = sys.modules[self.__name__] = module_from_spec(spec)
        spec.loader.exec_module(found)
        self.__dict__.update(found.__dict__)


def import_lazily(name: str) -> None:
    """Let `import name` cost nothing until something of the module is used. Without effect where it is loaded already.

    Of the standard library alone, so that no contract of our own imports is passed by: otherwise ValueError. Raises
    ImportError where there is no such module.
    """
    if name.partition(".")[0] not in sys.stdlib_module_names:
        raise ValueError(f"{name} is not of the standard library")
    if name in sys.modules:
        return
    spec = find_spec(name)
    if spec is None:
        raise ImportError(f"there is no module {name}", name=name)
    module = sys.modules[name] = _Later(name)
    module.__spec__ = spec
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
