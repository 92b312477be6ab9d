"""What the manual says of a rule: its page in docs/rules/, and the index of all pages.

Facts, settings and citations come from the code and the standards; the rest is the rule's own
docstring. The pages are made, never edited: `scrapy rules --write docs/rules`.
"""

import inspect
import sys
from collections.abc import Iterable, Mapping, Sequence

from rules.indicators import Consequence, Indicator
from rules.rule import Rule, Severity
from rules.standard import Standard

HEADINGS = ("What it detects", "Why it matters", "How to put it right", "Limits")
"""The four headings of every rule's docstring, in order."""

SEVERITIES = {Severity.CRITICAL: "紧急", Severity.MAJOR: "严重", Severity.MINOR: "一般"}
CONSEQUENCES = {
    Consequence.VETO: "单项否决",
    Consequence.DEDUCTION: "扣分",
    Consequence.BONUS: "加分",
    Consequence.RECTIFY: "责令整改",
}
_MADE = "<!-- 由 scrapy rules --write 生成，请勿手工修改 -->"


def docstring(rule: Rule) -> str:
    """Return what a rule's module says of it."""
    return inspect.cleandoc(sys.modules[rule.module].__doc__ or "")


def citations(rule: Rule, standards: Iterable[Standard]) -> list[str]:
    """Say which indicators of which standards cite a rule, and what each charges from when."""
    return [
        f"{standard.id} {indicator.id} {indicator.title}"
        f"（{CONSEQUENCES[indicator.consequence]}）：{_charge(rule, indicator)}"
        for standard in standards
        for indicator in standard.citing(rule.id)
    ]


def _charge(rule: Rule, indicator: Indicator) -> str:
    return "；".join(
        f"{trigger.text}，{trigger.at_least}处起【{trigger.grade}】"
        for trigger in indicator.triggers
        if rule.id in trigger.rules
    )


def page(rule: Rule, standards: Sequence[Standard]) -> str:
    """Return a rule's page as Markdown, with its default figures."""
    summary, _, body = docstring(rule).partition("\n\n")
    lines = [
        _MADE,
        f"# {rule.title} `{rule.id}`",
        "",
        f"- 依据：{rule.basis}",
        f"- 整改建议：{rule.remedy}",
        f"- 严重程度：{SEVERITIES[rule.severity]}",
        "",
        "## 设定",
        "",
        *_settings(rule),
        "",
        "## 引用它的指标",
        "",
        *(f"- {citation}" for citation in citations(rule, standards)),
        "",
        "---",
        "",
        f"*{summary}*",
        "",
        body,
        "",
    ]
    return "\n".join(lines)


def _settings(rule: Rule) -> list[str]:
    if not rule.parameters:
        return ["没有可改的设定。"]
    rows = ["| 设定 | 含义 | 默认值 | 单位 | 等级 | 出处 |", "|---|---|---|---|---|---|"]
    for name, parameter in rule.parameters.items():
        meaning = rule.meaning(name)
        told = (
            (meaning.label, meaning.unit, meaning.grade, meaning.source) if meaning else ("",) * 4
        )
        label, unit, grade, source = told
        rows.append(f"| `{name}` | {label} | {parameter.default} | {unit} | {grade} | {source} |")
    return rows


def index(catalogue: Mapping[str, Rule]) -> str:
    """Return the manual's index as Markdown."""
    rows = [
        f"| [{id_}]({id_}.md) | {rule.title} | {SEVERITIES[rule.severity]} | {rule.basis} |"
        for id_, rule in catalogue.items()
    ]
    head = [_MADE, "# 规则手册", "", "| 规则 | 名称 | 严重程度 | 依据 |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def explanation(rule: Rule, standards: Sequence[Standard]) -> str:
    """Explain a rule to an operator, with the figures in force."""
    lines = [
        f"{rule.title}（{rule.id}）",
        f"依据：{rule.basis}",
        f"整改建议：{rule.remedy}",
        f"严重程度：{SEVERITIES[rule.severity]}",
        "设定：" if rule.parameters else "设定：没有可改的设定",
        *(f"  {_figure(rule, name)}" for name in rule.parameters),
    ]
    cited = citations(rule, standards)
    lines.append("引用：" if cited else "引用：还没有标准引用它")
    return "\n".join([*lines, *(f"  {citation}" for citation in cited)])


def _figure(rule: Rule, name: str) -> str:
    value, default = rule.value(name), rule.parameters[name].default
    changed = "" if value == default else f"，默认 {default}"
    meaning = rule.meaning(name)
    if meaning is None:
        return f"{name} = {value}{changed}"
    # what is known of the source speaks of the default figure, not of one that an office chose
    grade = f"【{meaning.grade}】{meaning.source}" if value == default else "本地改定"
    return f"{name} = {value} {meaning.unit}{changed}：{meaning.label}。{grade}"
