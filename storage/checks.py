"""What must be true of a run's books; each check selects what breaks it."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from storage.addresses import key_of
from storage.tables import State, attempt, frontier, run
from storage.walktables import inventory

_SHOWN = 3  # examples a line names


def broken(connection: sa.Connection, of: int) -> list[str]:
    """Return a line, in Chinese, for each kind of mistake in a run's books."""
    found = {says: _named(connection, query) for says, query in _checks(of).items()}
    found["清单记为已领入本次运行，运行里却没有"] = _lost(connection, of)
    return [
        f"{says}：{len(names)}个，如 {'、'.join(names[:_SHOWN])}"
        for says, names in found.items()
        if names
    ]


def _named(connection: sa.Connection, query: sa.Select[Any]) -> list[str]:
    return [str(name) for name in connection.execute(query).scalars()]


def _lost(connection: sa.Connection, of: int) -> list[str]:
    """Name what a run drew from the inventory and does not have."""
    places = sa.select(frontier.c.url, frontier.c.site).where(frontier.c.run == of)
    elsewhere = sa.select(inventory.c.url, inventory.c.site).where(
        inventory.c.drawn == of, sa.tuple_(inventory.c.url, inventory.c.site).not_in(places)
    )
    # What was scheduled before it was drawn may be spelt otherwise; its key is the same.
    keyed = sa.select(frontier.c.id).where(
        frontier.c.run == of, frontier.c.url_key == sa.bindparam("key")
    )
    return [
        url
        for url, site in connection.execute(elsewhere).all()
        if connection.execute(keyed, {"key": key_of(site, url)}).first() is None
    ]


def _checks(of: int) -> Mapping[str, sa.Select[Any]]:
    ours = frontier.c.run == of
    done = sa.and_(ours, frontier.c.state == State.DONE)
    tries = (
        sa.select(sa.func.count(), sa.func.max(attempt.c.number))
        .where(attempt.c.address == frontier.c.id)
        .correlate(frontier)
    )
    counted = tries.with_only_columns(sa.func.count()).scalar_subquery()
    newest = tries.with_only_columns(sa.func.max(attempt.c.number)).scalar_subquery()
    last = sa.and_(attempt.c.address == frontier.c.id, attempt.c.number == newest)
    url = sa.select(frontier.c.url)
    closed = url.join(run, run.c.id == frontier.c.run).where(ours, run.c.ended.is_not(None))
    differs = sa.or_(
        attempt.c.fate != frontier.c.fate,
        attempt.c.at != frontier.c.at,
    )
    return {
        "运行记为完整，却有地址没有结果": closed.where(
            run.c.complete, frontier.c.state != State.DONE
        ),
        "运行已结束，地址却仍被占用": closed.where(frontier.c.state == State.LEASED),
        "运行没有缺口，却记为不完整": _incomplete_without_reason(of),
        "地址记为完成，却没有结果或时间": url.where(
            done, sa.or_(frontier.c.fate.is_(None), frontier.c.at.is_(None))
        ),
        "地址记为完成，却没有一次访问": url.where(done, counted == 0),
        "地址的结果与最后一次访问不符": url.join(attempt, last).where(ours, differs),
        "访问次数多于领取次数": url.where(
            ours, sa.or_(counted > frontier.c.attempts, newest > frontier.c.attempts)
        ),
        "占用信息与状态不符": url.where(
            ours,
            (frontier.c.state == State.LEASED) != frontier.c.lease_until.is_not(None),
        ),
        "清单里的结果与本次运行的不符": _told_otherwise(of),
    }


def _told_otherwise(of: int) -> sa.Select[Any]:
    same = sa.and_(frontier.c.url == inventory.c.url, frontier.c.site == inventory.c.site)
    differs = sa.and_(frontier.c.at == inventory.c.looked, frontier.c.fate != inventory.c.fate)
    joined = sa.select(frontier.c.url).join(inventory, same)
    return joined.where(frontier.c.run == of, inventory.c.drawn == of, differs)


def _incomplete_without_reason(of: int) -> sa.Select[Any]:
    unended = sa.exists().where(frontier.c.run == run.c.id, frontier.c.state != State.DONE)
    return sa.select(run.c.city).where(
        run.c.id == of, run.c.ended.is_not(None), sa.not_(run.c.complete), sa.not_(unended)
    )
