"""One pass must find what a search for each word finds, words that overlap among it."""

import random

import pytest

from crawler.adapters import fingerprints, words
from crawler.adapters.words import Words

ALL = {"of a page": words.ASKED, "of systems": fingerprints.WORDS}


@pytest.mark.parametrize("known", ALL.values(), ids=ALL)
def test_what_is_found_is_what_a_source_holds(known):
    chance = random.Random(20260302)
    for _ in range(5000):
        parts = (chance.choice(known.words) for _ in range(chance.randrange(1, 7)))
        ends = (0, 0, 1, 2), (None, None, -1, -2)
        source = b"".join(part[chance.choice(ends[0]) : chance.choice(ends[1])] for part in parts)

        assert known.held_by(source) == {word for word in known.words if word in source}


@pytest.mark.parametrize(
    ("source", "held"),
    [
        (b"", set()),
        (b"abc", {b"abc", b"b", b"bc"}),  # one in the other
        (b"abcd", {b"abc", b"b", b"bc", b"cd"}),  # the end of one begins another
        (b"ab", {b"b"}),
        (b"acd", {b"cd"}),
    ],
)
def test_words_that_share_a_part_do_not_hide_each_other(source, held):
    assert Words((b"abc", b"b", b"bc", b"cd")).held_by(source) == held


def test_a_word_that_is_given_twice_is_one():
    assert Words((b"a", b"a")).held_by(b"aa") == {b"a"}
