"""The vocabulary: what a crawl observes and what an audit concludes.

Every class here is a frozen dataclass of plain values or a closed set of words. Nothing here
knows Scrapy, SQL or any rule, so everything else may depend on it. Times are aware; a date
alone is a day in China.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256


class SiteLevel(StrEnum):
    """Whose site it is (国办发〔2017〕47号: portals and department sites)."""

    CITY_PORTAL = "city_portal"
    COUNTY_PORTAL = "county_portal"
    DEPARTMENT = "department"


class ColumnKind(StrEnum):
    """What a column is for: ColumnType of 国办发〔2017〕47号 annex 3, and what bulletins name."""

    HOME = "home"  # 首页
    NEWS = "news"  # 动态要闻、工作动态
    NOTICES = "notices"  # 通知公告
    POLICY = "policy"  # 政策文件
    INTERPRETATION = "interpretation"  # 政策解读
    RESPONSES = "responses"  # 回应关切
    OVERVIEW = "overview"  # 概况信息
    ORGAN = "organ"  # 机构职能
    LEADERS = "leaders"  # 负责人信息、领导信息
    DISCLOSURE = "disclosure"  # 政府信息公开（平台入口）
    DISCLOSURE_GUIDE = "disclosure_guide"  # 信息公开指南
    DISCLOSURE_RULES = "disclosure_rules"  # 信息公开制度
    DISCLOSURE_CATALOGUE = "disclosure_catalogue"  # 信息公开目录、法定主动公开内容
    DISCLOSURE_REPORT = "disclosure_report"  # 信息公开年报
    DISCLOSURE_REQUEST = "disclosure_request"  # 依申请公开
    FINANCE = "finance"  # 财政信息、预算决算
    PERSONNEL = "personnel"  # 人事信息
    PLANNING = "planning"  # 规划计划
    STATISTICS = "statistics"  # 数据发布、统计信息
    OPEN_DATA = "open_data"  # 数据开放
    EMERGENCY = "emergency"  # 应急管理
    PUBLICITY = "publicity"  # 公示、双公示、行政许可和处罚
    PROCUREMENT = "procurement"  # 政府采购
    PROJECTS = "projects"  # 重大建设项目
    SERVICES = "services"  # 办事服务
    LETTERS = "letters"  # 咨询投诉、领导信箱
    SURVEYS = "surveys"  # 征集调查
    INTERVIEWS = "interviews"  # 在线访谈
    INTERACTION = "interaction"  # 互动交流（入口）
    TOPIC = "topic"  # 专题专栏
    SITEMAP = "sitemap"  # 网站地图
    OTHER = "other"


class PageKind(StrEnum):
    """What one page is, whatever address it stands at."""

    HOME = "home"
    LIST = "list"
    ARTICLE = "article"
    LETTERS = "letters"
    LEADERS = "leaders"
    GUIDE = "guide"
    DISCLOSURE = "disclosure"
    MAINTENANCE = "maintenance"
    ERROR = "error"
    REFUSED = "refused"
    SCRIPT_ONLY = "script_only"
    OTHER = "other"


class ExposureKind(StrEnum):
    """What kind of private number a text shows (个人信息保护法第4条; regulations §9.3)."""

    RESIDENT_ID = "resident_id"
    MOBILE = "mobile"
    BANK_CARD = "bank_card"
    PASSPORT = "passport"
    ADDRESS = "address"


class Fate(StrEnum):
    """How one look at an address ended; the value is the code that reports print.

    Every look ends with exactly one. Only `OPENED` gives a page to judge. The groups say whose
    doing it was: the site's (DNS, TCP, TLS, HTTP, slowness), its wall's (`REFUSING`), our policy's
    (`OUR_POLICY`), or our own fault (`OUR_FAULT`), which never speaks against a site.
    """

    OPENED = "HTTP_2XX"
    DNS_NXDOMAIN = "DNS_NXDOMAIN"
    DNS_NODATA = "DNS_NODATA"
    DNS_SERVFAIL = "DNS_SERVFAIL"
    DNS_TIMEOUT = "DNS_TIMEOUT"
    DNS_INTERNAL = "DNS_INTERNAL"
    TCP_REFUSED = "TCP_REFUSED"
    TCP_RESET = "TCP_RESET"
    TCP_TIMEOUT = "TCP_TIMEOUT"
    TCP_UNREACHABLE = "TCP_UNREACHABLE"
    TLS_CERTIFICATE = "TLS_CERTIFICATE"
    TLS_LEGACY = "TLS_LEGACY"
    TLS_NOT_TLS = "TLS_NOT_TLS"
    TLS_HANDSHAKE = "TLS_HANDSHAKE"
    HTTP_3XX_LOOP = "HTTP_3XX_LOOP"
    HTTP_3XX_NO_LOCATION = "HTTP_3XX_NO_LOCATION"
    HTTP_3XX_OFFSITE = "HTTP_3XX_OFFSITE"
    HTTP_4XX = "HTTP_4XX"
    HTTP_5XX = "HTTP_5XX"
    HTTP_PROTOCOL = "HTTP_PROTOCOL"
    HTTP_EMPTY = "HTTP_EMPTY"
    HTTP_TRUNCATED = "HTTP_TRUNCATED"
    HTTP_NOT_A_PAGE = "HTTP_NOT_A_PAGE"
    SOFT_ERROR = "SOFT_ERROR"
    TOTAL_TIMEOUT = "TOTAL_TIMEOUT"
    CHALLENGE_RUISHU = "CHALLENGE_RUISHU"
    CHALLENGE_JSL = "CHALLENGE_JSL"
    CHALLENGE_WAF = "CHALLENGE_WAF"
    CAPTCHA = "CAPTCHA"
    RATE_LIMITED = "RATE_LIMITED"
    FORBIDDEN = "FORBIDDEN"
    ROBOTS = "ROBOTS"
    ADDRESS_REFUSED = "SSRF_BLOCKED"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    BUDGET = "BUDGET"
    TRAP = "TRAP"
    SIZE_LIMIT = "SIZE_LIMIT"
    BOMB = "BOMB"
    PARSER_TIMEOUT = "PARSER_TIMEOUT"
    PARSER_CRASH = "PARSER_CRASH"
    LOCAL_NET = "LOCAL_NET"
    LOCAL_DB = "LOCAL_DB"
    LOCAL_BUG = "LOCAL_BUG"

    @property
    def refusing(self) -> bool:
        """Whether the site answered but would not let us read: never "down", never "stale"."""
        return self in _REFUSING

    @property
    def our_policy(self) -> bool:
        """Whether we chose not to look or not to read further."""
        return self in _OUR_POLICY

    @property
    def our_fault(self) -> bool:
        """Whether the look failed on our side and says nothing of the site."""
        return self.name.startswith("LOCAL_")


_REFUSING = frozenset(
    {
        Fate.CHALLENGE_RUISHU,
        Fate.CHALLENGE_JSL,
        Fate.CHALLENGE_WAF,
        Fate.CAPTCHA,
        Fate.RATE_LIMITED,
        Fate.FORBIDDEN,
    }
)
_OUR_POLICY = frozenset(
    {
        Fate.ROBOTS,
        Fate.ADDRESS_REFUSED,
        Fate.OUT_OF_SCOPE,
        Fate.BUDGET,
        Fate.TRAP,
        Fate.SIZE_LIMIT,
        Fate.BOMB,
        Fate.PARSER_TIMEOUT,
        Fate.PARSER_CRASH,
    }
)


@dataclass(frozen=True, kw_only=True)
class Site:
    """One registered website, as the register of the day of the look had it."""

    id: str
    name: str
    url: str
    unit: str
    level: SiteLevel = SiteLevel.DEPARTMENT
    code: str | None = None
    """网站标识码: ten digits, or bm and eight digits."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that a site's navigation shows. `place` of what is wrong with it is its `url`."""

    site: str
    url: str
    at: datetime
    name: str
    kind: ColumnKind
    level: int = 1
    """1 for a first-level column (一级栏目), 2 for one below it."""
    parent: str | None = None
    """Name of the column above it."""
    external: bool = False
    """Whether it leaves the site's own domain: then it is not this site's to update."""
    history: bool = False
    """A topic that has ended (历史专题), exempt from update limits."""
    confidence: float = 1.0
    """How sure the kind is, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One look at a list page. The home page's is the one whose `column` is the site's url."""

    site: str
    column: str
    at: datetime
    fate: Fate
    status: int | None = None
    entries: int = 0
    dated: int = 0
    """How many of the entries show a date of their own."""
    newest: date | None = None
    """The newest date not after the day of the look; None when no entry shows one."""
    oldest: date | None = None
    future: int = 0
    """How many entries show a date after the day of the look: kept, never counted as newest."""
    complete: bool = False
    """Whether the whole page was read: only then may absence be claimed."""
    scripted: bool = False
    """Whether the list may stand where we did not read: a script's, a frame's, a picture's."""
    elsewhere: date | None = None
    """The newest date beside the list, in other blocks that are no rankings: the list that was
    taken for the main one may be the wrong one."""
    ascending: bool = False
    """Whether the dates ascend: then the newest may stand on the last page."""
    quote: str = ""
    """The newest entry as the page prints it, for a person to look at."""

    @property
    def opened(self) -> bool:
        """Whether the page answered with something to read, not with an error or a refusal."""
        return self.fate is Fate.OPENED


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a list."""

    site: str
    column: str
    url: str
    at: datetime
    title: str
    published: date | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """One look at one address, failed or not."""

    site: str
    url: str
    at: datetime
    fate: Fate
    status: int | None = None
    kind: PageKind = PageKind.OTHER
    title: str = ""
    encoding: str = ""
    chars: int = 0
    """Characters of visible text."""
    sha256: str = ""
    """Of the body as it was read; empty when there was none."""
    complete: bool = False
    own_lines: int | None = None
    """How many lines, pictures and scripts a column's page without entries shows beside its site's
    frame and its own name, paging and 暂无; None where that is not known."""
    told: ColumnKind | None = None
    """What kind of column the page's own ColumnType tag says it is."""
    file: str = ""
    """Of an attachment what it is by its content: pdf, xlsx, zip …; empty for a web page."""
    name: str = ""
    """Of an attachment the words of the link that offers it."""
    published: date | None = None
    """The day of publication that an article prints."""
    note: str = ""
    """What a person should know of the look: why it failed, what was cut."""

    @property
    def opened(self) -> bool:
        """Whether the page answered with something to read."""
        return self.fate is Fate.OPENED


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What a page says of whose it is (国办发〔2017〕47号: foot of the page and site tags)."""

    site: str
    url: str
    at: datetime
    site_name: str | None = None
    site_domain: str | None = None
    site_id_code: str | None = None
    """网站标识码 printed in the footer, else the meta tag's."""
    site_id_code_meta: str | None = None
    icp: str | None = None
    police: str | None = None
    sponsor: str | None = None
    contact: str | None = None
    jiucuo: bool = False
    """Whether the entry 我为政府网站找错 is there."""
    dangzheng: bool = False
    """Whether the badge of party and government sites (党政机关网站标识) is there."""
    complete: bool = False
    """Whether the whole page was read and no script was left unrun that could have added more."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """One look at an address that a site's pages link to: outside it, or dead inside it.

    Kept once a site, with a count and an example, never once a link.
    """

    site: str
    url: str
    at: datetime
    fate: Fate
    status: int | None = None
    external: bool = False
    pages: int = 1
    """How many of the site's pages were seen to link to it."""
    example: str = ""
    """One of these pages."""
    words: str = ""
    """What that link says."""
    looks: int = 1
    """How many looks in a row, hours apart, ended with this fate or another dead one."""
    since: datetime | None = None
    """When the first of those looks was; None while it is not dead."""
    hidden: bool = False
    """Whether the example shows the link to no visitor: 暗链."""
    landed: str = ""
    """Where the address led in the end, when that is another registrable domain."""
    title: str = ""
    """The title of what was found there, when it was an outside page."""


Observation = Column | Listing | Entry | Page | Identity | Target


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """A candidate private number in a text: its mask and what speaks for and against it.

    The number itself is nowhere in it. Rules judge the facets; finding them was the detector's.
    """

    kind: ExposureKind
    masked: str
    fingerprint: str
    """Keyed hash (HMAC-SHA256) of the number, by which repeats are known; 16 hex digits."""
    where: str = ""
    """Where in a file: sheet and cell, page, member of an archive; empty in a page's text."""
    context: str = ""
    """The text around it, masked."""
    valid: bool = False
    """Whether what can be checked holds: check digit, region and date; Luhn and issuer; prefix."""
    labelled: bool = False
    """Whether a word beside it, or heading its column, says what it is: 身份证号, 卡号, 手机."""
    contact: bool = False
    """Whether the words of an official contact stand near it: 联系电话, 值班, 监督举报."""
    named: bool = False
    """Whether a person's name stands in the same row or sentence."""
    public: bool = False
    """Of a bank account: whether the words of a public account stand near it: 对公, 财政专户."""
    sensitive: bool = False
    """Whether the row or heading tells of health, disability, poverty relief or minors."""
    rows: int = 1
    """How many rows of the same table or list hold such a number."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What one body says, kept once for each content hash: its text, masked, and exposures."""

    sha256: str
    reader: str
    """Which reading made it; another one reads the body anew."""
    text: str = ""
    exposures: tuple[Exposure, ...] = ()
    more: int = 0
    """Exposures that were found beyond those kept."""
    simhash: int | None = None
    """Of the text, to know an old text under a new date; None when it is too short."""
    complete: bool = False
    """Whether all of it was read: only then may absence be claimed."""
    note: str = ""
    """Why not, for a person: scanned, encrypted, broken, cut."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Something that a person can look at: where, when, and what was there."""

    url: str
    at: datetime
    quote: str
    """What stood there, with what is around it; masked."""
    where: str = ""
    """Where in a file: sheet and cell, page, member of an archive."""
    word: str = ""
    """What in the quote is wrong: the mask of a number, a word, an address."""
    certain: bool = True
    """Whether this alone would make the finding certain."""
    sha256: str = ""
    """Of the bytes that were seen, by which their snapshot is found."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing wrong in one place. What is not `certain` waits for a person."""

    place: str
    message: str
    evidence: tuple[Evidence, ...]
    certain: bool = True


@dataclass(frozen=True, kw_only=True)
class Blind:
    """A place that a rule could not judge, and why."""

    place: str
    reason: str


class Verdict(StrEnum):
    """What one rule, or one indicator, concluded about one subject."""

    CLEAR = "clear"
    BREACH = "breach"
    UNSEEN = "unseen"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One rule's answer for one subject. The verdict is derived and never stored beside it."""

    rule: str
    subject: str
    findings: tuple[Finding, ...] = ()
    blind: tuple[Blind, ...] = ()
    judged: bool = True
    """False when the rule did not see what it needs, or crashed."""
    error: str | None = None

    @property
    def verdict(self) -> Verdict:
        """Worst first: a crash, a certain finding, anything unseen, clear."""
        if self.error is not None:
            return Verdict.ERROR
        if any(finding.certain for finding in self.findings):
            return Verdict.BREACH
        if not self.judged or self.blind or self.findings:
            return Verdict.UNSEEN
        return Verdict.CLEAR


class Decision(StrEnum):
    """A person's word on a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, kw_only=True)
class Review:
    """What a person decided on one finding, and until when that holds."""

    rule: str
    subject: str
    place: str
    decision: Decision
    reason: str
    reviewer: str
    at: datetime
    until: date | None = None


def fingerprint(rule: str, subject: str, place: str) -> str:
    """Name a finding across inspections: sixteen hex digits of what it is, never of its words."""
    return sha256("\n".join((rule, subject, place)).encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Walk:
    """How far the walk of a whole site has come."""

    known: int
    """Addresses of the site that were found so far."""
    looked: int
    """How many of them were looked at."""
    unread: int = 0
    """How many of those last looks brought nothing to read that may well be there: refused, timed
    out, failed. What is gone or led elsewhere is not among them."""
    example: str = ""
    """One of these."""
    cut: int = 0
    """How many addresses more were found than one site may have."""

    @property
    def whole(self) -> bool:
        """Whether there is a walk, and it has read all there is at least once."""
        return 0 < self.known <= self.looked and not self.unread and not self.cut


@dataclass(frozen=True, kw_only=True)
class Window:
    """The time that an inspection looks at; `until` is the moment of judgement (监测时间点)."""

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Run:
    """One crawl in the ledger."""

    id: int
    city: str
    spider: str
    started: datetime
    ended: datetime | None = None
    complete: bool = False
    """Whether every scheduled address has an ending."""
    fates: dict[str, int] = field(default_factory=dict)
    """How many addresses ended how, by `Fate` value."""
