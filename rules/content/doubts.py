"""What leaves doubt about a word that no correct sentence holds: it may not be the office's own.

Such a word is shown to a person first. The text of a pdf may be a machine's guess at a scan whose
picture is right; a letter, a forged seal, an inscription and an old document are shown as they are;
and a shop may call itself by a pun.
"""

import re

from rules.content.lexicon import Entry
from storage.records import Page, PageKind

_BY_PICTURE = frozenset({"pdf", "ofd"})
_PAGE_OF_FILE = re.compile(r"第\d+页(?:批注)?\Z")  # only pdf and ofd have pages
_LETTER = re.compile(r"来信|来电|来访|信箱|信件|留言|咨询|投诉|诉求|求助|反映|网民|网友|网帖")
_AS_IT_IS = re.compile(
    r"伪造|假冒|冒充|冒用|仿冒|山寨|谣言|辟谣|诈骗|骗子|虚假|乱码|原文|原话|原稿|碑文|碑刻|石刻|匾额|题词|题写"
    r"|手稿|手迹|家书|日记|遗书|古籍|史料|县志|旧志|方志|诗云|诗曰|有诗|谐音|网名|昵称|笔名|艺名|店名|字号|品牌"
    r"|商标|公众号|抖音|微博|快手|直播间|投诉称|留言称|来信称|举报称"
)
_NAMED = re.compile(
    r"\A[^\s，。；：、！？“”《》]{0,12}?(?:公司|集团|厂|商行|商店|超市|经营部|门市|专卖|店|馆|坊|阁|酒楼|餐厅|饭庄|食府"
    r"|茶楼|会所|合作社|农场|农庄|工作室|事务所|幼儿园|俱乐部|牌|系列|面膜|粉底)"
)
_NEAR = 40


def doubtful(entry: Entry, page: Page, where: str, before: str, after: str) -> bool:
    """Whether a person has to look, for all that the list calls the word certain.

    Args:
        entry: the word.
        page: the page or file where it stands.
        where: in which part of a file.
        before: its line up to it.
        after: its line after it.
    """
    return (
        page.file in _BY_PICTURE
        or bool(_PAGE_OF_FILE.search(where))
        or page.kind is PageKind.LETTERS
        or bool(_LETTER.search(page.title) or _LETTER.search(before[-_NEAR:]))
        or bool(_AS_IT_IS.search(before[-_NEAR:]) or _AS_IT_IS.search(after[:_NEAR]))
        or (not entry.quoted and bool(_NAMED.match(after)))
    )
