import os
import signal

# Python runs it at its start: the signal comes when the program asks for its command line's library.
CTRL_C_AT_AN_IMPORT = """
import os, signal, sys

class Interruption:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interruption())
"""
MISSED = "В источниках ответа не найдено."


def test_a_conversation_leans_on_what_was_asked(atazan, default_home):
    typed = "неге?\nҚұрылтайда қанша депутат болады?\nнеге?\n\n"
    done = atazan("chat", "--home", default_home, stdin=typed)
    assert done.returncode == 0
    assert done.stdout.count("Дереккөздерден жауап табылмады.") == 1
    assert done.stdout.count("Құрылтайда 145 депутат бар.") == 2
    assert (
        done.stderr
        == "Спрашивайте о Конституции, по-русски или по-казахски. Пустая строка — выход.\n"
    )


def test_a_conversation_goes_on_in_two_languages_past_what_is_no_question(atazan, default_home):
    typed = "?!\nКакая погода в Уральске?\nҚұрылтайда қанша депутат?\n"
    done = atazan("chat", "--home", default_home, stdin=typed)
    assert done.returncode == 0
    assert done.stderr.splitlines()[1:] == ["Вопрос пуст: напишите его словами."]
    assert done.stdout.index(MISSED) < done.stdout.index("145 депутат")


def test_a_question_leans_on_the_last_one_also_where_that_was_not_answered(atazan, default_home):
    typed = "Құрылтайда қанша депутат болады?\nКакая погода в Уральске?\nа завтра?\n"
    done = atazan("chat", "--home", default_home, stdin=typed)
    assert done.stdout.count("Құрылтайда 145 депутат бар.") == 1
    assert done.stdout.count(MISSED) == 2


def test_bytes_that_are_no_text_are_no_fault(start, default_home, tmp_path):
    typed = tmp_path / "typed"
    typed.write_bytes("Құрылтайда қанша депутат?\n".encode() + b"\xcf\xf0\xe8\xe2\xe5\xf2 \xff\n")
    with typed.open("rb") as keyboard:
        done = start("chat", "--home", default_home, stdin=keyboard)
        answers, errors = done.communicate()
    assert done.returncode == 0
    assert "145 депутат" in answers
    assert "Traceback" not in errors


def test_ctrl_c_ends_a_conversation_with_a_word(start, default_home):
    reader, writer = os.pipe()
    talking = start("chat", "--home", default_home, stdin=reader)
    assert talking.stderr.readline().startswith("Спрашивайте")
    talking.send_signal(signal.SIGINT)
    _, errors = talking.communicate()
    os.close(writer)
    assert talking.returncode == 130
    assert errors == "Прервано. Что уже добавлено, сохранено.\n"


def test_ctrl_c_while_the_program_is_being_loaded_is_quiet(start, default_home, tmp_path):
    tmp_path.joinpath("sitecustomize.py").write_text(CTRL_C_AT_AN_IMPORT)
    asking = start("ask", "Құрылтай?", "--home", default_home, PYTHONPATH=str(tmp_path))
    assert (*asking.communicate(), asking.returncode) == ("", "", 130)
