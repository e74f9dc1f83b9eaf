"""Folders that a sync program or a network shares are told from those of this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectdesk.base import shared_folders
from collectdesk.base.shared_folders import sharing_service


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/Books", "Dropbox"),
        ("OneDrive - Harbor Supplies Ltd/Books", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-a@b", "a cloud service"),
        ("Google Drive", "Google Drive"),
        ("NEXTCLOUD/x/y", "Nextcloud"),
    ],
)
def test_a_sync_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert sharing_service(tmp_path / folder) == service


@pytest.mark.parametrize("folder", ["Books", "My Dropboxes", "Old OneDrivers", "Box of invoices"])
def test_other_names_are_folders_of_our_own(tmp_path: Path, folder: str) -> None:
    assert sharing_service(tmp_path / folder) == ""


def test_a_sync_folder_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert sharing_service(tmp_path / "books") == "Syncthing"


@pytest.mark.parametrize("system", ["nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_a_network_folder_is_known_by_its_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    mounts = [(Path(tmp_path.anchor), "ext4"), (tmp_path.resolve() / "share", system)]
    monkeypatch.setattr(shared_folders, "_mounts", lambda: mounts)
    assert sharing_service(tmp_path / "share" / "books") == "the network"
    assert sharing_service(tmp_path / "books") == ""
