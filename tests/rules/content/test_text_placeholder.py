import pytest

from storage.records import PageKind
from tests.rules.content.site import found, says, words

RULE = "text-placeholder"


@pytest.mark.parametrize(
    "title",
    [
        "测试",
        "test",
        "Test 123",
        "测试测试1",
        "测试测试测试",
        "测试文章",
        "这是一条测试信息",
        "标题标题标题",
        "无标题文档",
        "XXXX",
        "请输入标题",
    ],
)
def test_a_title_that_is_filler(title):
    (finding,) = found(RULE, says("正文", title=title))

    assert not finding.certain, "a quiz may be called so"
    assert finding.message == f"标题是占位文字“{title}”"


@pytest.mark.parametrize(
    "title",
    [
        "核酸测试结果公布",
        "全市足球测试赛开赛",
        "普通话水平测试报名通知",
        "test站点建设方案",
        "5G测试",
        "关于测试的通知",
        "标题党治理行动",
        "",
    ],
)
def test_a_title_that_is_none(title):
    assert not found(RULE, says("正文", title=title))


@pytest.mark.parametrize(
    "line",
    [
        "待补充",
        "（内容待补充）",
        "此处填写正文",
        "请输入标题",
        "请在此输入内容",
        "内容正在建设中",
        "本栏目正在建设中，敬请期待！",
        "测试",
        "test",
        "测试测试",
        "标题标题标题",
        "XXXX",
        "这是一条测试信息",
        "正在建设中。",
    ],
)
def test_a_paragraph_that_is_filler(line):
    (finding,) = found(RULE, f"市政府召开会议\n{line}\n责任编辑：张三")

    assert not finding.certain
    assert finding.message == f"正文里有占位文字“{line}”"


@pytest.mark.parametrize(
    "line",
    [
        "该项目正在建设中，预计明年完工。",
        "建设中",
        "材料待补充的，应当一次性告知。",
        "请输入关键字",
        "请输入验证码",
        "请输入姓名",
        "核酸测试结果为阴性",
        "测试人员进场",
        "此处填写内容与身份证一致的，不予受理，另行通知申请人本人到场",
        "某小区XXX号楼",
        "标题：关于召开会议的通知",
    ],
)
def test_a_paragraph_that_is_none(line):
    assert words(RULE, f"市政府召开会议\n{line}\n责任编辑：张三") == []


@pytest.mark.parametrize("kind", [PageKind.LIST, PageKind.HOME, PageKind.LETTERS])
def test_only_on_articles(kind):
    assert not found(RULE, says("标题\n内容正在建设中\n页脚", kind=kind))


def test_forms_in_files_and_samples_are_left_out():
    assert not found(RULE, says("请填写内容\nXXXX\n待补充", file="docx"))
    assert not found(RULE, says("请填写内容\nXXXX", title="申请表样表及填写说明"))


LOREM = "Lorem ipsum dolor sit amet, consectetur"


def test_lorem_ipsum_in_full_is_certain_on_any_web_page():
    assert found(RULE, says(f"简介：{LOREM}", kind=PageKind.LIST))[0].certain


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(says("文中提到 lorem ipsum 一词"), id="named"),
        pytest.param(says("Lorem ipsum是西文的假文"), id="explained"),
        pytest.param(says(f"西文占位文字如 {LOREM}"), id="shown"),
        pytest.param(says(LOREM, title="政务网站页面设计规范"), id="a page on design"),
        pytest.param(says(LOREM, file="docx"), id="a file"),
    ],
)
def test_lorem_ipsum_that_may_be_shown_is_not(page):
    assert not found(RULE, page)[0].certain
