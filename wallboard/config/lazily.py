"""Modules that a library names at its top and then hardly uses: loaded when something of them is asked for."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands in for a module until something is asked of it.

    importlib's own LazyLoader is of no use here: the mere `import` asks for the module's spec, and loads it with that.
    """

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        found = import_module(self.__name__)
        self.__dict__.update(found.__dict__)
        return getattr(found, name)


def import_lazily(name: str) -> None:
    """Let `import name` cost nothing until something of the module is used. Without effect where it is loaded already.

    Raises ImportError where there is no such module.
    """
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
