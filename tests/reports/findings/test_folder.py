from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.findings import FolderError, folder, write
from reports.findings.frame import page_of
from reports.findings.inspection import Inspection
from tests.reports import city
from tests.reports.findings.pages import written


def test_the_whole_site(tmp_path: Path) -> None:
    index = write(tmp_path / "reports" / "shifan", city.inspection())
    assert index == tmp_path / "reports" / "shifan" / "index.html"
    names = set(written(index.parent))
    running = [entry.id for entry in city.CITY.running(city.AS_OF.date())]
    assert names == (
        {"index.html", "findings.html", "units.html", "style.css", ".findings-site"}
        | {f"sites/{id_}.html" for id_ in running}
        | {f"units/{unit.id}.html" for unit in city.CITY.units}
        | {f"rules/{id_}.html" for id_ in city.RULES}
    )
    assert index.parent.stat().st_mode & 0o777 == 0o755


def test_same_input_same_bytes(tmp_path: Path) -> None:
    first = write(tmp_path / "a", city.inspection()).parent
    second = write(tmp_path / "b", city.inspection()).parent
    assert written(first) == written(second)


def test_an_old_report_gives_way_as_a_whole(tmp_path: Path) -> None:
    place = tmp_path / "shifan"
    write(place, city.inspection())
    (place / "sites" / "closed-since.html").write_text("old", encoding="utf-8")
    write(place, city.inspection())
    assert "sites/closed-since.html" not in written(place)
    assert [path.name for path in tmp_path.iterdir()] == ["shifan"]


def test_a_failure_leaves_the_old_report_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "shifan"
    write(place, city.inspection())
    before = written(place)
    pages = folder.pages

    def full_disk(inspection: Inspection) -> Iterator[tuple[str, str]]:
        for number, page in enumerate(pages(inspection)):
            if number == 7:
                raise OSError(28, "No space left on device")
            yield page

    monkeypatch.setattr(folder, "pages", full_disk)
    with pytest.raises(FolderError, match="磁盘已满"):
        write(place, city.inspection(first=True))
    assert written(place) == before
    assert [path.name for path in tmp_path.iterdir()] == ["shifan"]


def test_a_swap_that_fails_puts_the_old_report_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "shifan"
    write(place, city.inspection())
    before = written(place)
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if target == place and not self.name.endswith(".old"):
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(FolderError, match="没有权限"):
        write(place, city.inspection(first=True))
    assert written(place) == before


def test_what_died_between_the_renames_is_put_back(tmp_path: Path) -> None:
    place = tmp_path / "shifan"
    write(place, city.inspection())
    place.rename(tmp_path / ".shifan.old")
    write(place, city.inspection())
    assert [path.name for path in tmp_path.iterdir()] == ["shifan"]


def test_other_peoples_files_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(FolderError, match="别的文件"):
        write(tmp_path, city.inspection())
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "report").write_bytes(b"x")
    with pytest.raises(FolderError, match="不是文件夹"):
        write(tmp_path / "report", city.inspection())


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert write(tmp_path, city.inspection()).exists()


@pytest.mark.parametrize("id_", ["../x", "a/b", "", ".hidden", "a\\b", "c:d", "甲"])
def test_no_page_leaves_the_folder(id_: str) -> None:
    with pytest.raises(ValueError, match="no page"):
        page_of("sites", id_)
