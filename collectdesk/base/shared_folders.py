"""Folders that other computers write too: those of sync programs, and those on a network.

A sync program replaces an open book under the program's feet, and a network folder's locks cannot
be trusted; both have cost people their books. Backups are welcome there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

_BY_NAME: Final = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "box sync": "Box",
    "megasync": "MEGA",
}
_BY_MARK: Final = {".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing"}
_NETWORK_SYSTEMS: Final = frozenset(
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "davfs", "ceph", "glusterfs"]
)
_NETWORK_PROGRAMS: Final = frozenset(["sshfs", "rclone", "davfs2", "gvfsd-fuse", "glusterfs"])
_REMOTE_DRIVE: Final = 4


def sharing_service(folder: Path) -> str:
    """Who shares ``folder`` with other computers, for a sentence; empty for a folder of our own."""
    whole = folder.resolve()
    for place in (whole, *whole.parents):
        name = place.name.casefold()
        for start, service in _BY_NAME.items():
            if name == start or name.startswith(f"{start} - "):
                return service
        for mark, service in _BY_MARK.items():
            if place != Path.home() and (place / mark).exists():
                return service
    return "the network" if _is_on_network(whole) else ""


def _is_on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = folder.drive
        return drive.startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        )
    kind = _kind_of(folder, _mounts())
    return kind in _NETWORK_SYSTEMS or kind.removeprefix("fuse.") in _NETWORK_PROGRAMS


def _mounts() -> list[tuple[Path, str]]:
    """Mount points and their file systems, as Linux tells them; empty elsewhere."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
    fields = [line.split(" ") for line in lines if line.count(" ") >= 3]
    return [(Path(one[1].replace("\\040", " ")), one[2]) for one in fields]


def _kind_of(folder: Path, mounts: list[tuple[Path, str]]) -> str:
    holding = [
        (len(point.parts), order, kind)
        for order, (point, kind) in enumerate(mounts)
        if folder.is_relative_to(point)
    ]
    return max(holding)[2] if holding else ""
