"""The generic adapter: reads a page of a site that nobody described.

It composes the parts, each a function of the `Dom`:

- `identity.read_identity(dom: Dom) -> SiteIdentity`
- `navigation.read_columns(dom: Dom) -> tuple[ColumnLink, ...]`
- `article.read_article(dom: Dom) -> ArticleParts` with `title`, `published`, `published_from`,
  `dates`, `source`, `attachments`, `text_chars`
- `lists.read_entries(dom) -> tuple[EntryLink, ...]`, `blocks.read_blocks(dom)`
- `pagekind.kind_of(dom: Dom, status: int | None, entries: tuple[EntryLink, ...],
  blocks: tuple[Block, ...], article: ArticleParts) -> PageKind`

An adapter is pure: a document goes in, a reading comes out. It sends no request, reads no
setting, no clock, and keeps no state.
"""
