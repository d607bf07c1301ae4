"""The system libraries that the Qt wheels expect, by the package names of two families of Linux."""

from __future__ import annotations

DEBIAN_OFFSCREEN = [
    "libdbus-1-3", "libegl1", "libfontconfig1", "libfreetype6", "libgl1", "libglib2.0-0", "libx11-6", "libxkbcommon0",
]  # fmt: skip
DEBIAN_SCREEN = [
    "libwayland-cursor0", "libwayland-egl1", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0",
    "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1",
    "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0",
]  # fmt: skip
FEDORA_OFFSCREEN = [
    "dbus-libs", "fontconfig", "freetype", "glib2", "libX11", "libglvnd-egl", "libglvnd-glx", "libxkbcommon",
]  # fmt: skip
FEDORA_SCREEN = [
    "libwayland-cursor", "libwayland-egl", "libX11-xcb", "libxcb", "libxkbcommon-x11", "xcb-util-cursor",
    "xcb-util-image", "xcb-util-keysyms", "xcb-util-renderutil", "xcb-util-wm",
]  # fmt: skip


def install_commands(packages: list[str]) -> str:
    """The commands that install these Debian packages, and their like on Fedora, one a line."""
    fedora = FEDORA_OFFSCREEN + (FEDORA_SCREEN if packages != DEBIAN_OFFSCREEN else [])
    return (
        "Install the system libraries, then run the same command again:\n"
        f"  Debian, Ubuntu:  sudo apt-get install -y --no-install-recommends {' '.join(packages)}\n"
        f"  Fedora, RHEL:    sudo dnf install -y {' '.join(fedora)}"
    )
