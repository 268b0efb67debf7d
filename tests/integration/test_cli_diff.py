import pytest

from tests.conftest import write_text

OLD = "Конституция Республики\n\nСтатья 1\nКурултай.\nСтатья 2\nСрок – пять лет.\nСтатья 3\nСуд.\n"
NEW = OLD.replace("пять", "семь").replace("Статья 3\nСуд.\n", "Статья 4\nСовет.\n")
KK = "Конституция\n\n1-бап\nҚұрылтай.\n2-бап\nБес жыл.\n3-бап\nСот.\n"


@pytest.fixture(scope="module")
def home(atazan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("laws")
    for name, text in {"old": "ПРОЕКТ\n" + OLD, "new": NEW, "kk": KK, "news": "Хабар."}.items():
        write_text(folder / f"{name}.txt", text)
    home = tmp_path_factory.mktemp("home")
    assert atazan("corpus", "add", folder, "--home", home).returncode == 0
    return home


def test_a_comparison_is_readable_without_colours(atazan, home):
    done = atazan("corpus", "diff", "old", "new", "--home", home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "совпадают: 1 · изменены: 1 · добавлены: 1 · исключены: 1"
    assert "Срок – [-пять-] {+семь+} лет." in done.stdout
    assert "{+Совет.+}" in done.stdout
    assert "Курултай." not in done.stdout


def test_one_article_is_shown_even_when_it_stayed(atazan, home):
    done = atazan("corpus", "diff", "old", "new", "--article", "1", "--home", home)
    assert done.stdout.endswith("Статья 1  без изменений\nКурултай.\n")


def test_a_page_needs_nothing_from_the_network(atazan, home, tmp_path):
    page = tmp_path / "diff.html"
    done = atazan("corpus", "diff", "old", "new", "--html", page, "--home", home)
    assert done.returncode == 0, done.stderr
    written = page.read_text(encoding="utf-8")
    assert "<del>пять</del> <ins>семь</ins>" in written
    assert "http" not in written
    assert '<html lang="ru">' in written


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("old", "nobody"), "nobody"),
        (("old", "new", "--article", "99"), "нет статьи 99"),
        (("old", "kk"), "на разных языках"),
        (("old", "news"), "нет статей"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_line(atazan, home, arguments, words):
    done = atazan("corpus", "diff", *arguments, "--home", home)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
