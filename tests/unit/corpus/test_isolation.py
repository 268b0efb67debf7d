import os
import signal

import pytest

from corpus.document import Document
from corpus.errors import UnreadableError
from corpus.parsing import parse_file
from corpus.parsing.isolation import Isolation
from tests.unit.corpus.samples import lines, make_docx, make_pdf, make_zip


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.pdf").write_bytes(make_pdf([lines("Мәтін бар.")]))
    (tmp_path / "b.docx").write_bytes(make_docx("Құжат мәтіні."))
    (tmp_path / "c.zip").write_bytes(make_zip({"a.txt": "Бір.", "b.txt": "", "c.txt": "Үш."}))
    (tmp_path / "d.txt").write_text("Жай мәтін.", "utf-8")
    return sorted(tmp_path.iterdir())


def same(one, other):
    is_document = isinstance(one, Document)
    return one == other if is_document else (one.key, one.values) == (other.key, other.values)


def test_what_comes_back_is_what_the_parser_says(files):
    with Isolation() as isolation:
        for file in files:
            here, there = list(parse_file(file)), list(isolation.parse(file))
            assert all(map(same, here, there))
            assert len(here) == len(there)


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(files):
    isolation = Isolation(patience=0.0)
    with isolation:
        with pytest.raises(UnreadableError, match="error-file-too-heavy"):
            list(isolation.parse(files[0]))
        isolation._patience = 60
        assert len(list(isolation.parse(files[0]))) == 1


def test_a_worker_that_dies_costs_one_file(files):
    with Isolation() as isolation:
        assert len(list(isolation.parse(files[0]))) == 1
        os.kill(isolation._worker.pid, signal.SIGKILL)
        isolation._worker.wait()
        with pytest.raises(UnreadableError, match="error-file-too-heavy"):
            list(isolation.parse(files[0]))
        assert len(list(isolation.parse(files[1]))) == 1


def test_nothing_is_left_running(files):
    with Isolation() as isolation:
        list(isolation.parse(files[0]))
        worker = isolation._worker
    assert worker.poll() is not None


def test_stopping_in_the_middle_leaves_no_answer_of_the_file_before(files):
    with Isolation() as isolation:
        first = isolation.parse(files[2])
        next(first)
        first.close()
        (document,) = isolation.parse(files[1])
        assert document.id == "b"
