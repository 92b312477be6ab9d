import pytest

from rules import reasons
from storage.records import Column, Fate
from tests import builders


@pytest.mark.parametrize("fate", [fate for fate in Fate if fate is not Fate.OPENED])
def test_every_ending_says_whose_doing_it_was(fate):
    said = reasons.ended(fate)
    whose = (
        "被拒绝"
        if fate.refusing
        else "按规则未看"
        if fate.our_policy
        else "我方故障"
        if fate.our_fault
        else "没有打开"
    )
    assert said.startswith(f"{whose}：")
    assert fate.value in said


def test_a_refusal_is_not_an_outage():
    assert "没有打开" not in reasons.ended(Fate.FORBIDDEN, 403)
    assert reasons.ended(Fate.FORBIDDEN, 403) == "被拒绝：对方不允许访问（FORBIDDEN，状态码403）"


def test_a_whole_page_may_be_judged():
    assert reasons.unread(builders.listing(None)) is None


def test_nothing_seen_says_what_was_looked_for():
    opened = builders.dossier([], [builders.blank(builders.HOME)])

    assert reasons.nothing_seen(builders.dossier(), Column) == "这个网站还没有看过"
    assert reasons.nothing_seen(opened, Column) == "首页上没有读出栏目"
