"""An organ's name that a reform has done away with, used for the present.

## What it detects
Names of `config/words/organs.csv` on pages and in files that are dated after the reform.

## Why it matters
People go to an office that is no more; and bulletins name it as 机构名称表述错误.

## How to put it right
Write the organ that has the duty now, in duty texts, guides and contact lists first.

## Limits
Always uncertain. Undated pages are not judged. Left out are quotations and titles of documents,
names with 原 or 时任 before them, sentences that tell of the past (an earlier year, 撤销, 更名,
划转, 曾任), numbered documents and certificates of the old organ, places named after its house, and
pages about wording.
"""

import re
from collections.abc import Iterator

from rules.content.findings import EXAMPLES, Examples, findings
from rules.content.lexicon import Family, Lexicon
from rules.content.surroundings import sentence
from rules.content.sweep import Sighting
from rules.rule import Severity, rule
from storage.dossier import SiteDossier
from storage.records import Blind, Content, Finding

_PAST = re.compile(
    r"时任|历任|曾任|先后|任职|历史|沿革|前身|始建|始于|成立于|撤销|撤并|合并|并入|组建|整合|划转|划入|更名|改名"
    r"|改为|改称|更改|变更为|不再保留|原来|原先|原有|原由|原属|当时|当年|那时|过去|以前|曾经|曾在|曾为|曾|退休|离休"
    r"|档案|年鉴|毕业后|参加工作|改革前|机构改革|统称|简称原|废止|失效|旧址|年代|加挂|牌子"
)
_FORMER = re.compile(r"[原前旧老](?:[^，。；、：\s]{0,12})\Z")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\D|\Z)")
_DOCUMENT = re.compile(
    r"\A(?:办公厅|办公室)?(?:[（(][^（）()]{1,20}[)）])?"
    r"(?:令|第\s*\d+\s*号|公告|通告|文件|关于|发布|公布|印发|颁布|颁发|制定|下发|批准|批复|核发|核准|备案|认定"
    r"|授予|评为|命名|登记注册|注册登记|联合|[〔\[]?\d{4})"
)
_PLACE = re.compile(
    r"\A(?:宿舍|家属|小区|旧址|老?院|院内|大院|旁|对面|附近|路口|门口|门前|东侧|西侧|南侧|北侧|以[东西南北]"
    r"|[东西南北]|老?办公楼|大楼|大厦|住宅|公寓|站[台点）)]|楼)"
)


@rule(
    id="organ-abolished",
    title="使用已撤销的机构名称",
    severity=Severity.MINOR,
    basis="《党和国家机构改革方案》（2018年、2023年）和各地机构改革方案；国办发〔2017〕47号"
    "《政府网站发展指引》：机构职能等信息发生变化的，应当及时更新",
    remedy="改为现在承担该职责的机构；确需说明历史的，在名称前加“原”。",
    needs=(Content,),
)
def organ_abolished(
    dossier: SiteDossier, lexicon: Lexicon | None = None, *, examples: Examples = EXAMPLES
) -> Iterator[Finding | Blind]:
    """Name each page and file that uses the name of an organ that is no more."""
    yield from findings(
        dossier, lexicon, Family.ORGAN, _message, examples=examples, counts=_present
    )


def _present(sighting: Sighting) -> bool:
    """Whether a name is used for the present."""
    before, after = sentence(sighting.before, sighting.after)
    since = sighting.entry.since
    years = [int(year) for year in _YEAR.findall(before + "\n" + after)]
    return not (
        _PAST.search(before)
        or _PAST.search(after)
        or _FORMER.search(before)
        or _DOCUMENT.match(after)
        or _PLACE.match(after)
        or (since is not None and any(year <= since.year for year in years))
    )


def _message(sighting: Sighting) -> str:
    entry = sighting.entry
    when = f"{entry.since.year}年机构改革后" if entry.since is not None else "机构改革后"
    return f"“{sighting.word}”{when}已不再使用，现为{entry.advice}"
