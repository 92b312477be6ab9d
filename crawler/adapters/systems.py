"""The systems that have an adapter of their own: where each puts title, body and main list.

General reading reads most of their pages without. An adapter adds what the system itself marks;
where a page does not have the named place, as skins differ from site to site, general reading
serves. Which adapter reads a page, the register says, else the page's own marks do.
"""

import re
from html import unescape
from typing import ClassVar

from crawler.adapters import titles
from crawler.adapters.adapter import Adapter
from crawler.adapters.dom import Dom


class Trs(Adapter):
    """TRS WCM: pages free in form, texts in its editor's box; dates often written by script."""

    body: ClassVar[str] = ".TRS_Editor, .trs_editor_view, .TRS_UEDITOR"


class Jcms(Adapter):
    """大汉 jcms: comments of its template tell title and text; lists stand in a datastore."""

    body: ClassVar[str] = "#zoom, #Zoom, .bt_content"
    _title = re.compile(
        r"<!--\s*<\$\[(?:标题名称|标题|信息标题)[^\]<>]{0,12}\]>\s*begin\s*-->(.{2,400}?)<!--\s*<\$\[",
        re.S,
    )
    _tag = re.compile(r"<[^<>]{1,400}>")

    def heading_of(self, dom: Dom) -> str:
        """Return what stands between the template's marks of the title."""
        found = self._title.search(dom.text) if "<$[" in dom.text else None
        told = titles.tidy(unescape(self._tag.sub("", found[1]))) if found else ""
        return told or super().heading_of(dom)


class Jpaas(Jcms):
    """大汉 jpaas: the platform that grew from jcms; its lists come from `jpage` by XHR."""

    heading: ClassVar[str] = ".xxgk-content-title, .article-info h1, .main-txt h1"
    body: ClassVar[str] = "#zoom, #Zoom, .zoomCon, .article-content, .main-txt"


class Webplus(Adapter):
    """博达 webplus: columns in `col_news_list`, articles in `arti_title` and what follows."""

    heading: ClassVar[str] = ".arti_title, .Article_Title, h1.arti-title"
    body: ClassVar[str] = ".wp_articlecontent"
    main: ClassVar[str] = ".col_news_list, .col_news_con, .column-news-list"


class Vsb(Adapter):
    """博达 VSB: an article is a form of its own; lines of lists have numbered ids."""

    heading: ClassVar[str] = (
        "form[name=_newscontent_fromname] h1, form[name=_newscontent_fromname] h2,"
        " form[name=_newscontent_fromname] h3, form[name=_newscontent_fromname] .title"
    )
    body: ClassVar[str] = "#vsb_content, [id^=vsb_content_], .v_news_content"
    main: ClassVar[str] = "ul:has(> li[id^=line_u]), table:has(tr[id^=line])"


class Ucap(Adapter):
    """开普 UCAP: tags or ids of its own around title and text."""

    heading: ClassVar[str] = "ucaptitle, #UCAP-TITLE, .article h1#ti, .pages-title"
    body: ClassVar[str] = "ucapcontent, #UCAP-CONTENT, .pages_content"
    main: ClassVar[str] = ".news_box .list, .news-list-box"


class Gkmlpt(Adapter):
    """gkmlpt: Guangdong's disclosure platform; a table of the document's data above the text."""

    heading: ClassVar[str] = ".article-content > h1.title, .content-title, h1.article-title"
    body: ClassVar[str] = ".article-content .content, .article-content"


class Hunan(Adapter):
    """湖南集约化平台: lists in `tys-list`, articles in `tys-main`."""

    heading: ClassVar[str] = ".tys-main-zt-tit, .tys-main h1, .tys-main h2.title"
    body: ClassVar[str] = ".tys-main-zt-show, #zoom"
    main: ClassVar[str] = ".tys-list, .tys-right"


GENERAL = "general"  # the word for a system that has no adapter: nobody need look for its marks
ADAPTERS: dict[str, Adapter] = {
    GENERAL: Adapter(),
    "trs": Trs(),
    "jcms": Jcms(),
    "jpaas": Jpaas(),
    "webplus": Webplus(),
    "vsb": Vsb(),
    "ucap": Ucap(),
    "gkmlpt": Gkmlpt(),
    "hunan": Hunan(),
}
"""Adapters by the register's word for a system. General reading serves all that are not here."""


class Recognising(Adapter):
    """The adapter of a site whose system nobody named: it hands a page to the one that fits."""

    recognises: ClassVar[bool] = True

    def fitting(self, dom: Dom, cms: str | None) -> Adapter:
        """Return the adapter of the system that made the page, else this one."""
        return ADAPTERS.get(cms or "", self)
