"""What the words around a private number say: what it is, whose, and what speaks against it.

The windows are those of the rules of judgement: sixty characters around a number for the words of
an official contact, the row for a name, the words before it and over its column for what it is.
"""

import re
from functools import cached_property
from itertools import zip_longest

from crawler import personnames
from crawler.privatenumbers import Number
from crawler.tablerows import Headings, Row
from storage.records import ExposureKind

_LABELS = {
    ExposureKind.RESIDENT_ID: re.compile(
        "身份证|身份号|公民身份|证件号|证件代码|社会保障号|社保号|有效证件|ID card|IDCard"
    ),
    ExposureKind.MOBILE: re.compile(
        "手机|移动电话|电话|联系方式|联系人|咨询|热线|联系号码|TEL|Tel|tel|Phone|PHONE|phone|Mobile|mobile|微信"
    ),
    ExposureKind.BANK_CARD: re.compile(
        "卡号|账号|帐号|账户|帐户|银行卡|储蓄卡|社保卡|一卡通|一折通|存折|开户|信用社|农商行|银行|惠农"
    ),
    ExposureKind.PASSPORT: re.compile("护照"),
    ExposureKind.ADDRESS: re.compile("住址|住所|住在|家住|现住|居住地|户籍|户口|家庭地址|地址"),
}
_CODES = re.compile(
    "编号|编码|代码|索引号|文号|案号|项目号|合同号|订单|流水号|单号|条码|条形码|准考证|考号|考生号|报名号|报名序号|"
    "学号|工号|许可证|执照号|登记号|备案号|发票|票据号|凭证号|批号|批次|QQ|qq|受理号|回执号|证书号|档案号|房号|"
    "不动产权|产权证|序列号|型号|运单|标识码|车牌|车架|交易号|缴款码|注册号|宗地|地块|图号|件号|图斑|户号|信用码|标段"
)
_CONTACT = re.compile(
    "联系人|联系电话|联系方式|联系单位|咨询|值班|监督|举报|投诉|招标人|采购人|代理机构|代理人|办公室|报名电话|"
    "服务电话|服务热线|热线|受理电话|法定代表人|投标人|中标人|供应商|经办人|承办人|客服|经理|业务电话|预约|编辑|责编|投稿"
)
_PUBLIC = re.compile(
    "对公|财政|专户|缴费|缴款|非税|基本户|基本存款|捐赠|捐款|保证金|公司|单位名称|单位账|收款单位|国库|代收|"
    "监管账|监管户|开户名|税务|名[称：:\\s]{1,4}[^\\s，。；]{2,30}(?:局|委|中心|学校|医院|委员会|政府|厅|院|"
    "会|部|所|处|站|厂|社|队|校|园|馆)"
)
_SENSITIVE = re.compile(
    "残疾|疾病|患病|病种|病情|病历|重病|大病|慢性病|精神病|传染病|低保|低收入|贫困|脱贫户|建档立卡|五保|特困|救助|"
    "孤儿|儿童|学生|未成年|艾滋|孕妇|孕前|孕产|危房|廉租|公租|留守|监护|婴|优抚|临时救济|戒毒|矫正|流产"
)
_COMPANY = re.compile(
    "公司|企业|工厂|合作社|商行|经营部|门市|超市|药房|酒店|集团|个体工商|招标|投标|中标"
)
_NO_PERSON = re.compile(
    "乡|镇|村|单位|地址|地区|县|社区|学校|品牌|项目|名称|部门|机构|类别|性别|民族"
)
"""Headings under which what looks like a name is something else: 白沙, 金山."""
_BEFORE, _AFTER, _CONTACT_REACH = 24, 10, 60
_SENTENCE = 80
_ENDS = re.compile("[。；;！？!?]")


class Neighbourhood:
    """The words around one number in one text, read as far as they are asked for."""

    def __init__(self, text: str, number: Number, row: Row, headings: Headings) -> None:
        self._text, self._row, self._headings = text, row, headings
        self._start, self._end, self._kind = number.start, number.end, number.kind
        self.heading = headings.cell_above(row.start, row.column)
        """The words that head its column."""

    @cached_property
    def before(self) -> str:
        """The words before it in its row."""
        return self._text[max(self._row.start, self._start - _BEFORE) : self._start]

    @property
    def _after(self) -> str:
        return self._text[self._end : min(self._row.end, self._end + _AFTER)]

    @cached_property
    def _said(self) -> str:
        """What the nearest word says that it is: `own`, `code`, or nothing."""
        label = _LABELS[self._kind]
        if label.search(self.heading):
            return "own"
        if self.heading and _CODES.search(self.heading):
            return "code"
        own, code = _last(label, self.before), _last(_CODES, self.before)
        if own < 0 and code < 0:
            inside = self._after[:1] in "(（[【" and label.search(self._after)
            return "own" if self._after and inside else ""
        return "own" if own >= code else "code"

    @property
    def labelled(self) -> bool:
        """Whether a word beside it or over its column says what it is."""
        return self._said == "own"

    @property
    def coded(self) -> bool:
        """Whether the nearest word says that it is a code of something else."""
        return self._said == "code"

    @property
    def contact(self) -> bool:
        """Whether the words of an official contact stand within sixty characters."""
        near = self._text[max(self._start - _CONTACT_REACH, 0) : self._end + _CONTACT_REACH]
        return bool(_CONTACT.search(near) or _CONTACT.search(self.heading))

    @property
    def public(self) -> bool:
        """Whether the words of a public account stand near it."""
        if self._kind is not ExposureKind.BANK_CARD:
            return False
        near = self._text[max(self._start - _CONTACT_REACH, 0) : self._end + _CONTACT_REACH]
        return bool(_PUBLIC.search(near) or _PUBLIC.search(self.heading))

    @cached_property
    def named(self) -> bool:
        """Whether a person's name stands in its row or its sentence.

        The name in a company's row is its representative's: beside a telephone it counts not.
        """
        if self._kind is ExposureKind.MOBILE and _COMPANY.search(self.row):
            return False
        if "\t" in self.row:
            return self._names_in_cells()
        before = self._text[max(self._row.start, self._start - _SENTENCE) : self._start]
        after = self._text[self._end : min(self._row.end, self._end + _AFTER + _BEFORE)]
        sentence = _ENDS.split(before)[-1] + "1" + _ENDS.split(after)[0]
        return next(personnames.names(sentence), None) is not None

    def _names_in_cells(self) -> bool:
        cells = self._text[self._row.start : self._row.end].split("\t")
        heads = self._headings.row_above(self._row.start)
        return any(
            personnames.is_name(cell) and not _NO_PERSON.search(head)
            for cell, head in zip_longest(cells, heads, fillvalue="")
        )

    @property
    def row(self) -> str:
        """Its row, of a very long one the part around it."""
        start = max(self._row.start, self._start - 2 * _SENTENCE)
        return self._text[start : min(self._row.end, self._end + 2 * _SENTENCE)]

    @property
    def sensitive(self) -> bool:
        """Whether its row, or what heads the table, tells of what must be guarded most."""
        above = self._headings.row_above(self._row.start) if self._row.column >= 0 else ()
        return bool(_SENSITIVE.search(self.row) or any(map(_SENSITIVE.search, above)))


def _last(words: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in words.finditer(text)), default=-1)
