"""What stands outside the city: other people's sites, on further ports of the loopback.

Every address that the city's pages name outside themselves leads here, so that nobody who walks
the city ever leaves this machine.
"""

from dataclasses import dataclass
from html import escape

from demo import hostile
from demo.answer import Answer, Trick
from demo.loopback import address

_NAMES = {
    "www.gov.cn": "中国政府网_中央人民政府门户网站",
    "zwfw.shifan.gov.cn": "示范市政务服务网",
    "against": "打击跨境赌博专项行动取得阶段性成果-示范日报",
    "moved": "示范市图书馆",
}

_SOLD = {
    "turned": (
        "新葡京娱乐城-真人百家乐-体育投注-彩票开户送彩金",
        "注册即送彩金，真人荷官在线发牌，欢迎投注。",
    ),
    "parked": (
        "域名出售 - 该域名正在出售中",
        "您访问的域名正在出售，联系经纪人获取报价。广告合作请留言。",
    ),
}
"""Hosts that went into other hands, and what stands there now."""


@dataclass(frozen=True, kw_only=True)
class Outside:
    """One outside host. `first` is the port of the first of them."""

    name: str
    first: int
    modified: str
    seed: str = "outside"

    def unchanged(self, _path: str, _etags: str) -> None:
        """Nobody's second visit is cheaper here."""

    def to(self, path: str, _agent: str) -> Answer | Trick:
        """Answer one request."""
        word = path.strip("/").partition("/")[0].partition("?")[0]
        if path == "/robots.txt":
            return Answer(status=404, kind="text/plain")
        if self.name == "wall":
            forbidden = Answer(status=403, body=hostile.forbidden().encode())
            return Trick.HANG if word == "silent" else forbidden
        return _page(*_SOLD[self.name]) if self.name in _SOLD else self._friend(word, path)

    def _friend(self, word: str, path: str) -> Answer:
        if word == "gone":
            return _page("404 Not Found", "页面不存在", status=404)
        away = {"moved": "/moved/new/", "lured": address(self.first, "turned/?from=old")}
        if word in away and path != away[word]:
            return Answer(status=302, headers=(("Location", away[word]),))
        return _page(_NAMES.get(word, word or "示范"), f"欢迎访问{_NAMES.get(word, word)}。")


def _page(title: str, said: str, *, status: int = 200) -> Answer:
    text = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1><p>{escape(said)}</p></body></html>"
    )
    return Answer(status=status, body=text.encode(), kind="text/html;charset=utf-8")
