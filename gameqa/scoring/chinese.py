"""Chinese words of the readers' vocabulary as the English ones, so that one grammar reads both languages."""

from __future__ import annotations

import re

_MEANINGS: tuple[tuple[str, str], ...] = (
    # What is said of answers.
    ("final answer", "最终答案 最终结果"),
    ("correct answer", "正确答案 正确的答案 正解"),
    ("answer", "答案 解答 答 结果"),
    ("correct option", "正确选项 正确的选项"),
    ("best option", "最佳选项"),
    ("option is correct", "选项正确"),
    ("option", "选项"),
    ("conclusion", "结论"),
    ("so I choose", "故选择 故选"),
    ("I choose", "应选择 应该选择 应选 应该选 我选择 我选"),
    ("not choose", "不选择 不选"),
    ("choose", "选择 选"),
    ("think", "认为"),
    ("rule out", "排除"),
    ("is wrong", "错误 错 不正确 不对"),
    ("wrong", "不成立 不符合 不符"),
    ("impossible", "不可能"),
    ("is correct", "正确 符合"),
    ("is right", "对的"),
    ("are both right", "都对 都可以 都行 都正确"),
    ("is", "应该是 应该为 应为 应当是 就是 即为 是 为"),
    ("that is", "即"),
    ("=", "等于"),
    # How it is said.
    ("so", "可得 得到 得出 因此 所以 故 综上所述 综上 于是 从而"),
    ("because", "因为 由于"),
    ("finally", "最后 最终"),
    ("first", "先"),
    ("then", "那么 然后 接着 再"),
    ("if", "如果 假如 假设 倘若 若"),
    ("otherwise", "否则"),
    ("such as", "例如 比如"),
    ("is not", "不是 并非"),
    (", not", "而不是 而非"),
    ("but", "而是 但是 但 不过"),
    ("not", "不会 不要 不应 不该 别"),
    ("no", "没有"),
    ("cannot", "不能 无法"),
    ("cannot determine", "不能确定 无法确定 无法判断"),
    ("do not know", "不知道"),
    ("not sure", "不确定"),
    ("cannot see", "看不清 看不到"),
    ("is taken", "被占"),
    ("maybe", "可能 也许 或许"),
    ("about", "大概 大约 约为 约"),
    ("or", "或者 或是 还是 或"),
    ("and", "以及 并且 和 与 及"),
    ("wait", "等等 等一下"),
    ("no,", "不对,"),
    ("correction", "更正"),
    ("actually", "其实 实际上"),
    ("?", "吗"),
    ("at least", "至少 不少于"),
    ("at most", "至多 最多 不超过"),
    ("more than", "多于 超过 大于"),
    ("less than", "少于 小于"),
    ("or so", "左右 上下"),
    ("or more", "以上 及以上"),
    ("or fewer", "及以下"),
    # Measures and names.
    ("in total", "一共有 一共 总共 共有 共"),
    ("total", "总计 共计 合计 总数"),
    ("count", "数目 数量"),
    ("there are", "有"),
    ("needs", "需要"),
    ("fewest", "最少"),
    ("is at", "位于"),
    ("position", "位置 坐标"),
    ("cell", "单元格 格子"),
    ("probability", "概率"),
    ("ladders", "梯子"),
    ("add", "添加"),
    ("voxels", "体素"),
    ("turn", "转动"),
    ("grid", "网格"),
    ("step", "步骤"),
    ("solution", "解法"),
    ("path", "路径"),
    ("move", "移动"),
    ("moves", "行动 步"),
    ("up", "上"),
    ("down", "下"),
    ("left", "左"),
    ("right", "右"),
    ("forward", "前"),
    ("back", "后"),
    ("the side", "左侧 右侧 左边 右边"),
    ("after", "之后 以后"),
    ("facing", "面朝"),
    ("red", "红色 红"),
    ("blue", "蓝色 蓝"),
    ("green", "绿色 绿"),
    ("yellow", "黄色 黄"),
    ("white", "白色 白"),
    ("black", "黑色"),
    ("orange", "橙色 橙"),
    ("purple", "紫色"),
    ("brown", "棕色"),
    ("clubs", "梅花"),
    ("spades", "黑桃"),
    ("hearts", "红桃 红心"),
    ("diamonds", "方块 方片"),
    ("a draw", "平局"),
    ("pieces", "个 块 把 架 枚 条 座 只 张 颗"),
    ("times", "次"),
    ("\u00b0", "度"),
    ("cells", "格"),
    ("ways", "种"),
    ("groups", "组 群"),
    ("", "项 毫无疑问 依次 以下 向 往 朝 以上就是 如下 下面 上面 下来 以下是 第"),
)
"""English words, and the Chinese ones that mean them; those of the last row mean nothing to the readers."""
_WORDS = {word: meaning for meaning, found in _MEANINGS for word in found.split()}
_LEXICON = re.compile("|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))))
_HAN = re.compile("[\u4e00-\u9fff]")
_DIGITS = {
    "零": 0,
    "\u3007": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMERAL = "[零\u3007一二两三四五六七八九十百]{1,9}"
_FRACTION = re.compile(f"({_NUMERAL}|\\d{{1,9}})分之({_NUMERAL}|\\d{{1,9}})")
_COUNT = re.compile(f"(?<!{_NUMERAL[:-5]})({_NUMERAL})(?=\\s?[个步次度块格种把架枚条座只张颗组群行列]|\\s*$|[,.;!\\n])")
"""Numerals that count something, or stand alone; elsewhere they are parts of words."""
_ORDINAL = re.compile(r"第\s?(\d{1,4})(?=\s?[个次步])")
_LINE = re.compile(r"第?\s?(\d{1,4})\s?(行|列)")
_LINE_NAMES = {"行": "row", "列": "column"}


def numeral(text: str) -> int | None:
    """The number that Chinese numerals below a thousand say; None where they say none."""
    total = rest = 0
    for sign in text:
        if sign == "百":
            total, rest = total + 100 * (rest or 1), 0
        elif sign == "十":
            total, rest = total + 10 * (rest or 1), 0
        elif rest and not text.count("十") and not text.count("百"):
            return None
        else:
            rest = _DIGITS[sign]
    return total + rest


def _counted(match: re.Match[str]) -> str:
    value = numeral(match[1])
    return match[0] if value is None else f" {value}"


def _fraction(match: re.Match[str]) -> str:
    below, above = (int(part) if part.isascii() else numeral(part) for part in match.groups())
    return match[0] if below is None or above is None else f" {above}/{below}"


def to_english(text: str) -> str:
    """The text with the Chinese words that the readers know in English; other signs stay."""
    if not _HAN.search(text):
        return text
    text = _FRACTION.sub(_fraction, text)
    text = _COUNT.sub(_counted, text)
    text = _ORDINAL.sub(r" \1th ", text)
    text = _LINE.sub(lambda match: f" {_LINE_NAMES[match[2]]} {match[1]} ", text)
    return _LEXICON.sub(lambda match: f" {_WORDS[match[0]]} ", text)
