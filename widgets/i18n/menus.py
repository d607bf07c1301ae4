"""Names of the nodes of a telephone menu: a source names them by their keys, or as its makers please."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

MAIN_MENU, NOTICE = "main", "notice"
"""What menu nodes are commonly called that are no row of keys."""


def at_node(node: str) -> str:
    """Where somebody is in a menu, as part of a sentence."""
    if node == MAIN_MENU:
        return translate("Timeline", "in the main menu")
    if node == NOTICE:
        return translate("Timeline", "an announcement in the menu")
    if not node:
        return translate("Timeline", "in the menu")
    if _is_key(node):
        return translate("Timeline", "in the menu, item {node}").format(node=node)
    return translate("Timeline", "in the menu “{node}”").format(node=node)


def node_name(node: str) -> str:
    """The node by itself, as in a list."""
    if node == MAIN_MENU:
        return translate("Points", "main menu")
    if node == NOTICE:
        return translate("Points", "announcement")
    if not node:
        return translate("Points", "no item named")
    return translate("Points", "item {node}").format(node=node) if _is_key(node) else node


def _is_key(node: str) -> bool:
    return node.replace(".", "").isdecimal()
