"""How a crawl is told to an operator, in Chinese."""

from storage.records import Fate, Run


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
