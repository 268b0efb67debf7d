"""Who follows whom, and when the one before may close."""

from concurrent.futures import ThreadPoolExecutor

from bot.succession import Succession


class Closable:
    """What is lent: it counts how often it was closed."""

    def __init__(self):
        self.closed = 0

    def close(self):
        self.closed += 1


def test_one_that_nobody_uses_is_closed_when_another_follows():
    first, second = Closable(), Closable()
    succession = Succession(first)
    succession.follow_with(second)
    assert (first.closed, second.closed) == (1, 0)
    assert succession.present is second


def test_one_that_is_in_use_is_closed_when_its_last_user_gives_it_back():
    first, second = Closable(), Closable()
    succession = Succession(first)
    with succession.lent() as one:
        with succession.lent() as other:
            succession.follow_with(second)
            with succession.lent() as next_one:
                assert (one, other, next_one) == (first, first, second)
        assert first.closed == 0
    assert (first.closed, second.closed) == (1, 0)


def test_a_user_that_fails_gives_back_all_the_same():
    first = Closable()
    succession = Succession(first)
    try:
        with succession.lent():
            raise ValueError
    except ValueError:
        succession.follow_with(Closable())
    assert first.closed == 1


def test_among_threads_each_is_closed_once_and_never_in_use():
    reigns = [Closable() for _ in range(200)]
    succession = Succession(reigns[0])

    def use(_):
        with succession.lent() as one:
            return one.closed

    with ThreadPoolExecutor(4) as pool:
        seen = pool.map(use, range(4_000))
        for reign in reigns[1:]:
            succession.follow_with(reign)
        assert set(seen) == {0}
    assert [reign.closed for reign in reigns] == [1] * 199 + [0]
