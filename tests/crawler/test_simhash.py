import random

import pytest

from crawler.simhash import simhash

CHARACTERS = [chr(code) for code in range(0x4E00, 0x5E00)]


def sentences(count, seed):
    chosen = random.Random(seed)
    return [
        "".join(chosen.choices(CHARACTERS, k=chosen.randint(5, 40))) + "。" for _ in range(count)
    ]


def distance(one, other):
    return (simhash(one) ^ simhash(other)).bit_count()


def test_the_same_text_is_the_same():
    text = "".join(sentences(60, 1))
    assert simhash(text) == simhash(text)


def test_its_value_stays_the_same_from_run_to_run():
    assert simhash("".join(sentences(20, 7))) == 10008843011231337726


@pytest.mark.parametrize("seed", range(20))
def test_another_date_and_counter_change_nothing(seed):
    text = "\n".join(sentences(40, seed))
    old = f"发布日期：2019-03-01 浏览次数：12\n{text}"
    new = f"发布日期：2024年5月6日 浏览次数：99812\n{text}"
    assert distance(old, new) == 0


@pytest.mark.parametrize("seed", range(20))
def test_a_corrected_character_in_a_long_text_changes_little(seed):
    parts = sentences(300, seed)
    text = "".join(parts)
    parts[7] = "改" + parts[7][1:]
    assert distance(text, "".join(parts)) <= 6


@pytest.mark.parametrize("seed", range(20))
def test_another_text_is_far(seed):
    assert distance("".join(sentences(60, seed)), "".join(sentences(60, seed + 100))) > 12


def test_the_order_of_paragraphs_does_not_matter():
    parts = sentences(40, 3)
    assert distance("\n".join(parts), "\n".join(reversed(parts))) == 0


@pytest.mark.parametrize("text", ["", "字", "字" * 99, "。" * 300, "1" * 300, " \n" * 300])
def test_too_little_to_tell(text):
    assert simhash(text) is None


@pytest.mark.parametrize("text", ["字" * 100, "\ud800" * 200, "a b " * 90])
def test_has_64_bits(text):
    assert 0 <= simhash(text) < 2**64


def test_every_bit_is_used():
    values = [simhash("".join(sentences(20, seed))) for seed in range(40)]
    assert all(len({value >> bit & 1 for value in values}) == 2 for bit in range(64))
