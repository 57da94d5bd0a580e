"""Chinese words of the readers' vocabulary as the English ones, so that one grammar reads both languages."""

from __future__ import annotations

import re

_WORDS: dict[str, str] = {
    # What is said of answers.
    "最终答案": "final answer", "正确答案": "correct answer", "答案": "answer", "正确选项": "correct option", "正确的选项": "correct option", "正确的答案": "correct answer", "选项": "option",
    "最佳选项": "best option", "结论": "conclusion", "最终结果": "final answer", "解答": "answer", "答": "answer", "正解": "correct answer", "选项正确": "option is correct", "项": "",
    "认为": "think", "毫无疑问": "", "数目": "count", "数量": "count", "结果": "answer", "先": "first",
    "故选择": "so I choose", "故选": "so I choose", "应选择": "I choose", "应该选择": "I choose", "应选": "I choose",
    "应该选": "I choose", "我选择": "I choose", "我选": "I choose", "选择": "choose", "选": "choose",
    "不选择": "not choose", "不选": "not choose", "排除": "rule out", "错误": "is wrong", "错": "is wrong", "不正确": "is wrong", "不对": "is wrong",
    "不成立": "wrong", "不符合": "wrong", "不符": "wrong", "不可能": "impossible", "正确": "is correct", "对的": "is right", "符合": "is correct",
    "应该是": "is", "应该为": "is", "应为": "is", "应当是": "is", "就是": "is", "即为": "is", "是": "is", "为": "is", "即": "that is",
    "等于": "=", "可得": "so", "得到": "so", "得出": "so",
    # How it is said.
    "因为": "because", "由于": "because", "因此": "so", "所以": "so", "故": "so", "综上所述": "so", "综上": "so", "于是": "so",
    "从而": "so", "最后": "finally", "最终": "finally", "那么": "then", "然后": "then", "接着": "then", "再": "then", "依次": "",
    "如果": "if", "假如": "if", "假设": "if", "倘若": "if", "若": "if", "否则": "otherwise", "例如": "such as", "比如": "such as",
    "不是": "is not", "并非": "is not", "而不是": ", not", "而非": ", not", "而是": "but", "但是": "but", "但": "but", "不过": "but",
    "不能": "cannot", "不会": "not", "没有": "no", "无法": "cannot", "不能确定": "cannot determine", "无法确定": "cannot determine",
    "无法判断": "cannot determine", "不知道": "do not know", "不确定": "not sure", "看不清": "cannot see", "看不到": "cannot see",
    "可能": "maybe", "也许": "maybe", "或许": "maybe", "大概": "about", "大约": "about", "约为": "about", "约": "about",
    "或者": "or", "或是": "or", "还是": "or", "或": "or", "以及": "and", "并且": "and", "和": "and", "与": "and", "及": "and",
    "等等": "wait", "等一下": "wait", "不对,": "no,", "更正": "correction", "其实": "actually", "实际上": "actually", "吗": "?",
    "至少": "at least", "至多": "at most", "最多": "at most", "不超过": "at most", "不少于": "at least", "多于": "more than",
    "超过": "more than", "少于": "less than", "大于": "more than", "小于": "less than", "左右": "or so", "上下": "or so", "以上": "or more", "以下": "or fewer",
    # Measures and labels.
    "一共有": "in total", "一共": "in total", "总共": "in total", "总计": "total", "共计": "total", "共有": "in total", "合计": "total",
    "总数": "total", "共": "in total", "有": "there are", "需要": "needs", "最少": "fewest",
    "位于": "is at", "位置": "position", "坐标": "position", "单元格": "cell", "格子": "cell", "概率": "probability",
    "梯子": "ladders", "添加": "add", "体素": "voxels", "转动": "turn", "网格": "grid", "步骤": "step", "解法": "solution", "路径": "path", "移动": "move", "行动": "moves",
    "向": "", "往": "", "朝": "", "上": " up ", "下": " down ", "左": " left ", "右": " right ", "前": " forward ", "后": " back ",
    "以上就是": "", "如下": "", "以下": "", "下面": "", "上面": "", "左侧": "the side", "右侧": "the side", "左边": "the side",
    "右边": "the side", "下来": "", "之后": "after", "以后": "after", "以下是": "",
    "红色": "red", "红": "red", "蓝色": "blue", "蓝": "blue", "绿色": "green", "绿": "green", "黄色": "yellow", "黄": "yellow",
    "白色": "white", "白": "white", "黑色": "black", "橙色": "orange", "橙": "orange", "紫色": "purple", "棕色": "brown",
    "梅花": "clubs", "黑桃": "spades", "红桃": "hearts", "红心": "hearts", "方块": "diamonds", "方片": "diamonds",
    "面朝": "facing", "平局": "a draw",
    "第": "", "个": " pieces", "步": " moves", "次": " times", "度": "\u00b0", "块": " pieces", "格": " cells", "种": " ways",
    "把": " pieces", "架": " pieces", "枚": " pieces", "条": " pieces", "座": " pieces", "只": " pieces", "张": " pieces",
    "颗": " pieces", "组": " groups", "群": " groups",
}  # fmt: skip
_LEXICON = re.compile("|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))))
_HAN = re.compile("[\u4e00-\u9fff]")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMERAL = "[零〇一二两三四五六七八九十百]{1,9}"
_FRACTION = re.compile(f"({_NUMERAL}|\\d{{1,9}})分之({_NUMERAL}|\\d{{1,9}})")
_COUNT = re.compile(
    f"(?<![零〇一二两三四五六七八九十百])({_NUMERAL})(?=\\s?[个步次度块格种把架枚条座只张颗组群行列]|\\s*$|[,.;!\\n])"
)
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
    text = _LINE.sub(lambda match: f" {_LINE_NAMES[match[2]]} {match[1]} ", text)
    return _LEXICON.sub(lambda match: f" {_WORDS[match[0]]} ", text)
