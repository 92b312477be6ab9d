"""The generic adapter: reads a page of a site that nobody described.

It composes the parts, each a function of the `Dom`:

- `groups_of(dom)`, `lists.read_entries(dom, groups)`, `blocks.read_blocks(dom, groups)`
- `scripted.read_script_lists(dom, shown)`, `calls.sources(dom)`
- `identity.read_identity(dom) -> SiteIdentity`
- `navigation.read_columns(dom)`: the columns, and which are there twice
- `article.read_article(dom) -> ArticleParts`
- `leaders.read_leaders(dom)`, `letters.read_letters(dom)`, on pages of that kind
- `pagekind.kind_of(dom, status, entries, blocks, article) -> PageKind`
"""

import re
from dataclasses import replace
from itertools import chain
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler.adapters import (
    blocks,
    bodies,
    calls,
    decode,
    fingerprints,
    forwarding,
    jsonlists,
    lists,
    outline,
    owncolumn,
    paging,
    remarks,
    scripted,
    titles,
    unseen,
    written,
)
from crawler.adapters.article import ArticleParts, read_article
from crawler.adapters.decode import Decoded
from crawler.adapters.dom import Dom
from crawler.adapters.groups import Group, groups_of
from crawler.adapters.identity import read_identity
from crawler.adapters.leaders import read_leaders
from crawler.adapters.letters import read_letters
from crawler.adapters.links import text_in
from crawler.adapters.navigation import read_columns
from crawler.adapters.pagekind import kind_of, outweighs_lists
from crawler.adapters.pagelinks import page_links
from crawler.adapters.plaintext import plain_text
from crawler.adapters.reading import (
    Block,
    Document,
    EntryLink,
    PageLink,
    Reading,
    SiteIdentity,
)
from storage.records import PageKind

# Annex 3 of 国办发〔2017〕47号: the tags a government page carries.
_TAGS = (
    "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords",
    "ColumnType", "ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description",
    "Image", "Url",
)  # fmt: skip
_JSON = re.compile(r"\s*[\[{]|\s*[\w.$]{1,60}\(\s*[\[{]")
_RECORDS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:datastore|recordset|record)>", re.I)
_ARTICLE = PageKind.ARTICLE
_NO_LIST = frozenset({PageKind.ARTICLE, PageKind.ERROR, PageKind.REFUSED, PageKind.MAINTENANCE})


class Adapter:
    """Reads any page passably. A system that needs more overrides an attribute or a method.

    An adapter is pure: a document goes in, a reading comes out. It sends no request, reads no
    setting and no clock, and keeps no state, so a saved page is all that its tests need.
    """

    main: ClassVar[str] = ""
    """CSS of the element that holds the main list, where general reading errs; '' for none."""
    heading: ClassVar[str] = ""
    """CSS of the element that holds an article's title and nothing else; '' for none."""
    recognises: ClassVar[bool] = False
    """Whether it hands pages on to the adapter of the system that made them."""
    body: ClassVar[str] = ""
    """CSS of the element that holds an article's text; '' for the places that many systems use."""

    def read(self, document: Document) -> Reading:
        """Read a fetched body, be it a page, a JSON answer or a datastore of records."""
        decoded = decode.decode(document.body, document.content_type)
        text = decoded.text.lstrip("\ufeff")
        if _JSON.match(text) and (answer := self._read_json(text, document, decoded)):
            return answer
        dom = Dom(
            written.unfold(text),
            url=document.url,
            seen=document.fetched_at,
            encoding=decoded.encoding,
            complete=decoded.complete,
        )
        if _RECORDS.match(text):
            none = "<totalrecord>0</" in text
            answer = self._answer(scripted.records_of(text, dom), decoded, none=none)
            onward = (PageLink(url, "") for url in paging.written(text, dom.base))
            return replace(answer, links=tuple(onward)) if document.whole else answer
        plain = document.body if not decoded.encoding.startswith("utf-16") else b""
        cms = fingerprints.cms_of(dom, plain) if document.frame or self.recognises else None
        reading = self.fitting(dom, cms).read_page(dom, decoded, cms, frame=document.frame)
        if document.whole:
            reading = replace(reading, text=plain_text(dom), links=page_links(dom))
        return reading

    def fitting(self, dom: Dom, cms: str | None) -> "Adapter":
        """Return the adapter that reads a page; this one, unless it hands pages on.

        Args:
            dom: the page.
            cms: which system its marks tell of.
        """
        return self

    def heading_of(self, dom: Dom) -> str:
        """Return the title where the system puts it; '' where the page has no such place."""
        found = _only(dom, self.heading)
        return titles.tidy(text_in(found)) if found is not None else ""

    def read_page(
        self, dom: Dom, decoded: Decoded, cms: str | None = None, *, frame: bool = True
    ) -> Reading:
        """Compose all that a page says."""
        if self.body:
            bodies.name_place(dom, self.body)
        article = read_article(dom, self.heading_of(dom))
        kind, entries, found = self._judged(dom, article)
        sources, spoilt = calls.sources(dom), remarks.on_mojibake(dom.texts)
        columns, doubles = read_columns(dom) if frame else ((), ())
        own_kind, own_confidence = owncolumn.judge(dom, kind)
        may_be_empty = not entries and owncolumn.may_be_empty(own_kind, own_confidence)
        told = frame if kind is PageKind.HOME else may_be_empty
        return Reading(
            kind=kind,
            encoding=decoded.encoding,
            title=article.own_title if kind is _ARTICLE else article.title,
            published=article.published if kind is PageKind.ARTICLE else None,
            published_from=article.published_from if kind is PageKind.ARTICLE else None,
            dates=article.dates,
            source=article.source,
            attachments=article.attachments,
            columns=columns,
            entries=entries,
            blocks=found,
            letters=read_letters(dom) if kind is PageKind.LETTERS else (),
            leaders=read_leaders(dom) if kind is PageKind.LEADERS else (),
            identity=read_identity(dom) if frame else SiteIdentity(),
            tags=_tags(dom),
            cms=cms if frame else None,
            text_chars=article.text_chars,
            complete=decoded.complete and not spoilt,
            scripted=unseen.is_scripted(dom, kind, article),
            opaque=unseen.is_opaque(dom),
            sources=sources,
            forward=forwarding.target_of(dom),
            outline=outline.read_outline(dom, kind, article.title or "", found, sources)
            if told
            else None,
            notes=(
                *remarks.on_decoding(decoded),
                *spoilt,
                *(doubles if kind is PageKind.HOME else ()),
            ),
            column_kind=own_kind,
            column_confidence=own_confidence,
        )

    def _judged(
        self, dom: Dom, article: ArticleParts
    ) -> tuple[PageKind, tuple[EntryLink, ...], tuple[Block, ...]]:
        """Say what a page is, with its lists. What stands beside a sure article is not read."""
        if outweighs_lists(dom, article) and kind_of(dom, None, (), (), article) is _ARTICLE:
            return _ARTICLE, (), ()
        groups = groups_of(dom)
        entries = self.entries(dom, groups)
        found = blocks.read_blocks(dom, groups)
        kind = kind_of(dom, None, entries, found, article)
        return kind, *_fitting(kind, entries, found)

    def entries(self, dom: Dom, groups: list[Group]) -> tuple[EntryLink, ...]:
        """Return the entries of the main list, from the page or else from its script."""
        named = _only(dom, self.main)
        if named is not None:
            first, end = dom.span(named)
            inside = [one for one in groups if first <= dom.order[one.container.mem_id] < end]
            if inside and (entries := lists.read_entries(dom, inside)):
                return scripted.read_script_lists(dom, entries)
        entries = lists.read_entries(dom, groups)
        return scripted.read_script_lists(dom, entries)

    def _read_json(self, text: str, document: Document, decoded: Decoded) -> Reading | None:
        """Read an API's answer; None when it is no JSON after all."""
        try:
            value = jsonlists.loads(text)
        except ValueError:
            return None
        dom = Dom("", url=document.url, seen=document.fetched_at)
        entries = jsonlists.best_list(value, dom)
        for markup in jsonlists.markup_in(value) if not entries else ():
            found = scripted.fragment(markup, dom)
            entries = found if len(found) > len(entries) else entries
        return self._answer(entries, decoded, none=jsonlists.says_none(value))

    @staticmethod
    def _answer(entries: tuple[EntryLink, ...], decoded: Decoded, *, none: bool = False) -> Reading:
        """Return the reading of an answer that is a list and nothing else, or says it is none."""
        return Reading(
            kind=PageKind.LIST if entries or none else PageKind.OTHER,
            encoding=decoded.encoding,
            entries=entries,
            complete=decoded.complete and not (spoilt := remarks.on_mojibake(decoded.text)),
            notes=(*remarks.on_decoding(decoded), *spoilt),
        )


def _only(dom: Dom, places: str) -> LexborNode | None:
    """Return the element at the first of the places that the page has once; None for none."""
    for place in filter(None, places.split(", ")):
        found = dom.tree.css(place)
        if len(found) == 1:
            return found[0]
    return None


def _fitting(
    kind: PageKind, entries: tuple[EntryLink, ...], found: tuple[Block, ...]
) -> tuple[tuple[EntryLink, ...], tuple[Block, ...]]:
    """Keep of lists and blocks what a page of this kind can have.

    A home page's entries are those of all its blocks: any of them may be the newest. An article's
    lists are 相关阅读 and the like.
    """
    if kind in _NO_LIST:
        return (), ()
    if kind is PageKind.HOME and found:
        return tuple(chain.from_iterable(block.entries for block in found)), found
    return entries, found


def _tags(dom: Dom) -> dict[str, str]:
    """Return the site's tags that the page carries, an empty one as ''."""
    return {name: dom.meta(name) or "" for name in _TAGS if name.lower() in dom.metas}
