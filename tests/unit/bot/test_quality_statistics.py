import pytest

from bot.quality.statistics import FEW, Interval, gap, mean_of, paired_difference

HALF = [0.0, 1.0] * 100


def test_an_interval_holds_the_mean_and_narrows_with_more_questions():
    few, many = mean_of(HALF[:20]), mean_of(HALF)
    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < few.high - few.low
    # The normal interval of 200 coin tosses: 0.5 ± 1.96 · 0.5 / √200.
    assert (many.low, many.high) == (
        pytest.approx(0.431, abs=0.015),
        pytest.approx(0.569, abs=0.015),
    )


def test_the_same_values_give_the_same_interval():
    assert mean_of(HALF) == mean_of(HALF)


@pytest.mark.parametrize("values", [[1.0], [1.0] * 50, [0.25] * 3])
def test_values_that_do_not_differ_have_no_width(values):
    assert mean_of(values) == Interval(values[0], values[0], values[0], len(values))


def test_a_paired_difference_sees_what_an_unpaired_one_takes_for_noise():
    better = [min(1.0, value + 0.5 * (number < 12)) for number, value in enumerate(HALF)]
    paired = paired_difference(better, HALF)
    assert paired.mean == pytest.approx(0.015)
    assert not paired.is_noise
    assert gap(better, HALF).is_noise


def test_pairs_must_be_pairs():
    with pytest.raises(ValueError, match="shorter"):
        paired_difference([1.0, 0.0], [1.0])


def test_a_gap_is_of_two_sets_of_any_size():
    found = gap([1.0] * 40 + [0.0] * 10, HALF)
    assert found.mean == pytest.approx(0.3)
    assert not found.is_noise
    assert found.count == 50


def test_few_questions_say_so():
    assert mean_of([0.0, 1.0]).is_small
    assert not mean_of([1.0] * FEW).is_small
