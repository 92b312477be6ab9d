"""What ordinary articles say: enough different sentences that no two articles are alike."""

from random import Random

from demo import words

_OPENINGS = (
    "{m}月{d}日，{u}组织召开{t}工作专题会议，听取前一阶段工作情况汇报，研究部署下一步重点任务。",
    "日前，{u}主要负责同志率队到{p}，就{t}工作开展实地调研，与基层干部群众面对面交流。",
    "记者从{u}获悉，今年以来，{p}把{t}作为重点工作，一批群众关心的事情有了新进展。",
    "为进一步做好{t}工作，{u}结合实际制定本方案，现就有关事项说明如下。",
    "根据年度工作安排，{u}于{m}月下旬对{p}等地的{t}工作进行了检查，现将情况通报如下。",
    "走进{p}，{t}带来的变化随处可见：道路更平整了，窗口更便捷了，邻里更和睦了。",
    "{m}月{d}日上午，全市{t}现场会在{p}举行，{v}个单位的代表参加会议并观摩了三个点位。",
    "按照全市统一部署，{u}牵头开展{t}专项行动，目前各项工作进展顺利。",
)  # fmt: skip
_MIDDLES = (
    "截至目前，全市已完成{t}任务{n}项，占年度计划的{q}%，比去年同期提高{s}个百分点。",
    "{p}今年安排资金{n}万元，用于{t}相关设施的更新改造，惠及居民{v}百余户。",
    "在{p}，工作人员现场演示了办理流程，原来需要{s}天的事项如今当天就能办结。",
    "大家围绕{t}中的难点问题展开讨论，共提出意见建议{v}条，经梳理后形成{s}方面措施。",
    "有的单位底数不清，有的环节衔接不畅，{t}的长效机制还需要进一步健全。",
    "“过去办一次要跑好几趟，现在在家门口就能办好。”{p}一位居民这样评价{t}工作。",
    "检查发现问题{v}个，已当场整改{s}个，其余问题建立台账，逐项明确责任单位和完成时限。",
    "{p}探索“网格+{t}”模式，将{n}名网格员编入{v}个小组，做到有事早发现、早处置。",
    "全年举办{t}培训班{s}期，培训业务骨干{n}人次，考核合格率达{q}%以上。",
    "{u}与{p}建立联席会议制度，每{s}周会商一次，协调解决{t}推进中的具体困难。",
    "通过广播、宣传栏和入户走访等形式，发放{t}宣传资料{n}余份，解答咨询{v}人次。",
    "在资金使用上，坚持专款专用、公开透明，{t}项目的预算、招标和验收全部向社会公开。",
    "{p}是典型的丘陵地区，居住分散，{t}的成本高、见效慢，干部们就一户一户地上门。",
    "专家组认为，{p}的做法符合实际、操作性强，为其他地方开展{t}提供了借鉴。",
    "对照指标体系，{t}共设{s}类{v}项考核内容，结果作为年终评定的重要依据。",
    "目前主体工程已完成{q}%，预计{m}月底前投入使用，届时日均服务能力可达{n}人次。",
    "参会同志表示，将把学习成果转化为推动{t}的具体行动，以实干实绩回应群众期待。",
    "与上年相比，{p}的{t}投诉量下降{q}%，群众满意度上升到{q}分，居全市前列。",
    "工作专班下沉到{p}的{v}个村（社区），逐户核对信息，确保{t}政策不漏一户、不落一人。",
    "{u}还邀请高校学者作了题为《{t}的实践与思考》的报告，近{n}名干部职工到场聆听。",
    "针对{p}反映的人手不足问题，市里统筹调剂编制{s}名，并购买第三方服务予以补充。",
    "雨季来临前，{p}对{v}处点位进行了排查，转运物资{n}件，{t}的应急预案同步修订。",
    "数据共享后，{t}申请材料由{v}份减为{s}份，平均办理时长压缩{q}%。",
    "{p}的老党员带头清理门前屋后，年轻人组成志愿队，{t}成了大家共同的事。",
    "下一阶段将以{p}为试点，总结经验后在全市{s}个县（市、区）推开{t}新做法。",
    "各责任单位要把{t}摆在更加突出的位置，主要负责人亲自抓，分管负责人具体抓。",
    "从走访情况看，{p}群众对{t}的知晓率达到{q}%，但仍有部分老年人不会使用手机办理。",
    "市财政预拨{t}补助{n}万元，其余部分待验收合格后一次性拨付到位。",
    "{u}建立“红黄绿”提醒机制，对进度滞后的{t}项目每{s}天调度一次。",
    "会上，{p}、{p2}等地作了交流发言，书面交流材料共{v}份。",
)  # fmt: skip
_CLOSINGS = (
    "会议强调，{t}事关群众切身利益，要压实责任，一件一件抓好落实。",
    "下一步，{u}将持续跟踪问效，推动{t}不断取得新成效。",
    "{p}有关负责人表示，将巩固现有成果，让{t}惠及更多群众。",
    "活动得到了{p}干部群众的广泛好评，现场气氛热烈。",
    "{u}相关科室负责同志，{p}分管负责人参加活动。",
    "本方案自印发之日起施行，由{u}负责解释。",
)  # fmt: skip
_ROWS = ("完成项目", "投入资金（万元）", "受益户数", "开展培训（期）", "办结事项", "检查单位（家）")


def size(rng: Random) -> int:
    """How many paragraphs an article has: most are short, a few very long."""
    drawn = rng.random()
    if drawn < 0.08:
        return rng.randint(1, 3)
    if drawn < 0.7:
        return rng.randint(4, 9)
    return rng.randint(10, 20) if drawn < 0.95 else rng.randint(30, 70)


def sentence(rng: Random, forms: tuple[str, ...], unit: str) -> str:
    """One sentence with its blanks filled in."""
    draw = rng.random  # many times quicker than choice and randint, and there are many sentences
    return forms[int(draw() * len(forms))].format(
        u=unit,
        t=words.TOPICS[int(draw() * len(words.TOPICS))],
        p=words.PLACES[int(draw() * len(words.PLACES))],
        p2=words.PLACES[int(draw() * len(words.PLACES))],
        m=1 + int(draw() * 12),
        d=1 + int(draw() * 28),
        n=30 + int(draw() * 4770),
        v=3 + int(draw() * 94),
        s=2 + int(draw() * 8),
        q=61 + int(draw() * 38),
    )


def paragraphs(rng: Random, unit: str, count: int | None = None) -> list[str]:
    """The text of an article."""
    count = size(rng) if count is None else count
    told = ["　　" + sentence(rng, _OPENINGS, unit) + sentence(rng, _MIDDLES, unit)]
    told += [
        "　　" + "".join(sentence(rng, _MIDDLES, unit) for _ in range(rng.randint(2, 4)))
        for _ in range(count - 2)
    ]
    return [*told, "　　" + sentence(rng, _CLOSINGS, unit)] if count > 1 else told


def figures(rng: Random) -> list[list[str]]:
    """A table of counties and figures, its head first."""
    heads = ["地区", *rng.sample(_ROWS, 3)]
    return [heads] + [
        [place, *(f"{rng.uniform(1, 9000):.1f}" for _ in heads[1:])]
        for place in rng.sample(words.PLACES, 7)
    ]
