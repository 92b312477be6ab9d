"""What is wrong in a configuration file, said to an operator in one clear Chinese line each.

Pydantic finds most of it; its English never reaches an operator.
"""

import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from storage.places import Loc, Places

T = TypeVar("T")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One mistake: where it stands, what is there, what is wrong with it, what to do."""

    file: str
    message: str
    remedy: str
    line: int | None = None
    """From 1; None where no line can be named."""
    key: str = ""
    value: str | None = None
    """As a person would type it; None where nothing stands."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        what = self.key if self.value is None else f"{self.key} = {self.value}"
        said = f"{self.message}；{self.remedy}"
        head = ": ".join(part for part in (place, what) if part)
        return f"{head}：{said}" if head else said


def mistake(message: str, remedy: str) -> PydanticCustomError:
    """Make what one of our own validators raises; both texts are read by operators."""
    return PydanticCustomError(
        "xunjian", "{message}；{remedy}", {"message": message, "remedy": remedy}
    )


def dotted(loc: Loc) -> str:
    """Write a way into a file as a person would: `sites[3].url`, members counted from 0."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def shown(value: object) -> str:
    """Write a value as it would be typed, on one line, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = _CONTROL.sub("�", value)
        return f'"{text[:80]}…"' if len(text) > 80 else f'"{text}"'
    if isinstance(value, Mapping):
        return "{ … }"
    if isinstance(value, list | tuple):
        return "[ … ]" if value else "[]"
    return _CONTROL.sub("�", str(value))[:80]


def translated(
    error: ValidationError, model: type[BaseModel], file: str, places: Places, within: Loc = ()
) -> Iterator[Problem]:
    """Say each of a validation's errors; `within` is where the validated part stands."""
    for details in error.errors(include_url=False):
        if details["type"] == "too_short" and details["input"]:
            continue  # its members are wrong and told of; it is not short of any
        loc = (*within, *details["loc"])
        message, remedy = _said(details, model)
        yield Problem(
            file=file,
            line=places.line(loc),
            key=dotted(loc),
            value=None if details["type"] == "missing" else shown(details["input"]),
            message=message,
            remedy=remedy,
        )


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, else which there are."""
    words = sorted(known)
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"是否想写 {close[0]}？" if close else f"可用的有：{'、'.join(words)}"


# By pydantic's error type: what is wrong, and what to do. Braces take from the error's context.
_WORDS = {
    "string_type": ("应当是文字", '请写在英文引号中，如 "示例"'),
    "string_too_short": ("不能为空", "请填写内容，或删去这一行"),
    "int_type": ("应当是整数", "请写成不带引号的整数，如 20"),
    "int_from_float": ("应当是整数", "请去掉小数部分"),
    "float_type": ("应当是数字", "请写成不带引号的数字，如 2.0"),
    "finite_number": ("应当是有限的数字", "请写成普通数字，如 2.0"),
    "bool_type": ("应当是 true 或 false", "请写成 true 或 false，不加引号"),
    "date_type": ("应当是日期", "请写成 2026-01-31 这样的日期，不加引号、不带时间"),
    "tuple_type": ("应当是一组值", "请写在方括号中，如 [ … ]；登记多项时用 [[…]] 分段"),
    "model_type": ("应当是一个表", "请写成 { 键 = 值 } 或单独的 [表] 段"),
    "greater_than_equal": ("太小", "不能小于 {ge}"),
    "greater_than": ("太小", "必须大于 {gt}"),
    "less_than_equal": ("太大", "不能大于 {le}"),
    "less_than": ("太大", "必须小于 {lt}"),
    "too_short": ("项数太少", "至少要有 {min_length} 项"),
    "too_long": ("项数太多", "至多 {max_length} 项"),
}
_WORDS["model_attributes_type"] = _WORDS["dict_type"] = _WORDS["model_type"]
_WORDS["list_type"] = _WORDS["tuple_type"]


def _said(details: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "xunjian":
        return context["message"], context["remedy"]
    if kind == "missing":
        return "缺少这一项", f"请补上 {details['loc'][-1]} = …"
    if kind == "extra_forbidden":
        return "没有这个键", nearest(str(details["loc"][-1]), _keys_at(model, details["loc"][:-1]))
    if kind == "enum":
        return "不是可用的取值", _choice(
            str(details["input"]), _annotation_at(model, details["loc"])
        )
    message, remedy = _WORDS.get(kind, ("值不合要求", f"请核对这一项的写法（{kind}）"))
    return message, remedy.format(**context)


def _choice(said: str, annotation: Any) -> str:  # an annotation is of no one type
    """Say which member of a closed set was probably meant; some have a Chinese `label` too."""
    members = next(iter(_types_in(annotation, Enum)), ())
    labels = {str(member.value): getattr(member, "label", None) for member in members}
    for value, label in labels.items():
        if label is not None and said.strip() in label:
            return f"是否想写 {value}？"
    close = get_close_matches(said, labels, n=1, cutoff=0.6)
    if close:
        return f"是否想写 {close[0]}？"
    return "可用的有：" + "、".join(f"{v}（{n}）" if n else v for v, n in labels.items())


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    inner = next(iter(_types_in(_annotation_at(model, loc), BaseModel)), None)
    return list(inner.model_fields) if inner else []


def _annotation_at(model: type[BaseModel], loc: Loc) -> Any:  # an annotation is of no one type
    """Return what a model expects at some depth; indices do not change it."""
    annotation: Any = model
    for part in loc:
        if isinstance(part, str):
            inner = next(iter(_types_in(annotation, BaseModel)), None)
            if inner is None or part not in inner.model_fields:
                return None
            annotation = inner.model_fields[part].annotation
    return annotation


def _types_in(annotation: Any, kind: type[T]) -> Iterator[type[T]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, kind):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _types_in(argument, kind)
