"""How crawls and audits are told to an operator, in Chinese."""

from collections import Counter
from collections.abc import Mapping, Sequence

from crawler import clock
from rules.rule import Rule
from storage.audits import Audit
from storage.records import Fate, Outcome, Run, Verdict


def run(run: Run) -> str:
    """Account for every address of a run: how many opened, and why the others did not."""
    total = sum(run.fates.values())
    opened = run.fates.get(Fate.OPENED, 0)
    groups = {"被网站防护拒绝": 0, "按我方规则未看": 0, "我方故障": 0, "没有打开": 0}
    for code, count in run.fates.items():
        fate = Fate(code)
        if fate is Fate.OPENED:
            continue
        if fate.refusing:
            groups["被网站防护拒绝"] += count
        elif fate.our_policy:
            groups["按我方规则未看"] += count
        elif fate.our_fault:
            groups["我方故障"] += count
        else:
            groups["没有打开"] += count
    others = "".join(f"，{name}{count}页" for name, count in groups.items() if count)
    return f"抓取完成：共{total}页，打开{opened}页{others}"


def audit(audit: Audit, outcomes: Sequence[Outcome], rules: Mapping[str, Rule]) -> str:
    """Say of each rule on how many sites it found what, and what it could not judge."""
    sites = len({outcome.subject for outcome in outcomes})
    moment = audit.as_of.astimezone(clock.BEIJING)
    lines = [f"监测时间点 {moment:%Y-%m-%d %H:%M}（北京时间），判定{sites}个网站："]
    for id_, rule in rules.items():
        mine = [outcome for outcome in outcomes if outcome.rule == id_]
        verdicts = Counter(outcome.verdict for outcome in mine)
        found = sum(len(outcome.findings) for outcome in mine)
        blind = sum(len(outcome.blind) for outcome in mine)
        lines.append(
            f"  {rule.title}：{verdicts[Verdict.BREACH]}个网站有问题共{found}处，"
            f"{verdicts[Verdict.UNSEEN]}个未能判定，{verdicts[Verdict.CLEAR]}个正常；"
            f"未看到共{blind}处"
            + (f"，{verdicts[Verdict.ERROR]}个规则出错" if verdicts[Verdict.ERROR] else "")
        )
    return "\n".join(lines)
