import pytest

from crawler.personnames import hidden, is_name


@pytest.mark.parametrize(
    "cell",
    [
        "张三",
        "李小红",
        "欧阳明",
        "司马相如",
        "张 三",
        " 刘伟 ",
        "阿卜杜拉·买买提",
        "常乐",
        "安娜",
        "石磊",
    ],
)
def test_names(cell):
    assert is_name(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "", "张", "张三李四王", "丁字镇", "石桥村", "金融办", "高新区", "方案", "安全科", "管理",
        "项目", "计划", "应急", "公司", "万元", "江苏", "湖南", "长沙", "备注", "残疾", "男", "138",
        "张三1", "张某", "高中", "司机班组", "严禁", "文化局", "成员", "经费", "华侨", "全部",
        "路灯", "黄色",
    ],
)  # fmt: skip
def test_no_names(cell):
    assert not is_name(cell)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("当事人王小明，身份证号", "当事人王某，身份证号"),
        ("对王小明身份证号进行核对", "对王某身份证号进行核对"),
        ("联系人：刘伟 电话", "联系人：刘某 电话"),
        ("（张三、李四）", "（张某、李某）"),
        ("1\t欧阳明\t男", "1\t欧阳某\t男"),
        ("申请人常乐，男", "申请人常某，男"),
        ("方案（一）", "方案（一）"),
        ("关于加强管理工作的通知", "关于加强管理工作的通知"),
        ("常乐，安全", "常乐，安全"),  # too common a word to be taken for a name
        ("张某，男", "张某，男"),
        ("", ""),
    ],
)
def test_names_are_hidden_to_the_surname(text, shown):
    assert hidden(text) == shown
    assert hidden(shown) == shown
