"""An explanation in words for the business: why this grade, what lifts it, what comes by itself.

Pure: values in, sentences out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from grading.choices import (
    ASSESSED_BY,
    CreditClass,
    CreditGrade,
    GradeSource,
    IndicatorBasis,
    NationalGrade,
)
from grading.explanation import Effect, Explanation, Forecast, Line, Veto

CONTEST = "有异议的，可以申请异议处理"


@dataclass(frozen=True)
class Words:
    """The sentences of a grade passport.

    Attributes:
        why: why this grade.
        lifts: what would lift it.
        change: when it changes by itself, and to what.
    """

    why: tuple[str, ...]
    lifts: tuple[str, ...]
    change: str


def in_words(found: Explanation, forecast: Forecast) -> Words:
    """All there is to say."""
    return Words(tuple(_why(found)), tuple(_lifts(found)), change_in_words(found, forecast))


def in_chinese(day: date) -> str:
    """A date as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"


# --- why this grade ---


def _why(found: Explanation) -> Iterator[str]:
    yield (
        f"{in_chinese(found.on)}的信用等级为{found.grade.label}，"
        f"信用类别为“{found.credit_class.label}”。"
    )
    yield from _overridden(found)
    yield from _decided_elsewhere(found)
    if found.score is not None:
        yield from _scored(found)
    for name, vetoes in groupby(found.vetoes, lambda veto: veto.indicator_name):
        best = max(veto.best_grade for veto in vetoes)
        yield f"有“{name}”的记录，按评价模型最高评为{best.label}。"


def _overridden(found: Explanation) -> Iterator[str]:
    if found.override:
        last = found.override.until_on - timedelta(days=1)
        yield (
            f"等级经两名工作人员批准，人工调整为{CreditGrade(found.override.grade).label}，"
            f"自{in_chinese(found.override.from_on)}起，至{in_chinese(last)}止。"
            f"调整理由：{found.override.reason.rstrip('。')}。"
        )


def _decided_elsewhere(found: Explanation) -> Iterator[str]:
    """A result from outside, where it decides before the local model."""
    results = [a for a in found.assessments if a.source == ASSESSED_BY.get(found.source)]
    if not results:
        return
    worst = max(results, key=lambda result: result.grade)
    if found.source == GradeSource.NATIONAL_RESULT:
        national = NationalGrade(worst.grade)
        mapped = found.query.policy.national_grades[national]
        given = f"评为“{national.label}”，按现行政策对应{mapped.label}"
    else:
        given = f"评为{CreditGrade(worst.grade).label}"
    yield f"等级采用{found.source.label}：{worst.domain}{worst.period}{given}。"
    if found.score is not None:
        yield "以下本地评价的得分供参考，不决定等级。"


def _scored(found: Explanation) -> Iterator[str]:
    """From the base to the score."""
    if found.lacks_information:
        yield "目前没有可以计分的信用信息，按规定评定等级，并注明“信息不足”。"
    model = found.query.model
    bonus = sum(line.counted_points for line in found.lines if line.counted_points > 0)
    malus = sum(line.counted_points for line in found.lines if line.counted_points < 0)
    yield from _sums("加分", (line for line in found.lines if line.points > 0))
    if bonus == model.bonus_cap and bonus < _uncut_bonus(found):
        yield f"各项加分合计以{model.bonus_cap}分为限。"
    yield from _sums("扣分", (line for line in found.lines if line.points < 0))
    total = model.base + bonus + malus
    parts = [f"基础分{model.base}分"]
    parts += [f"加{bonus}分"] if bonus else []
    parts += [f"扣{-malus}分"] if malus else []
    parts += [f"合计{total}分，超出评分范围"] if total != found.score else []
    yield f"{'，'.join(parts)}，得分{found.score}分。{_threshold(found)}"


def _sums(word: str, lines: Iterable[Line]) -> Iterator[str]:
    """A sentence on the indicators that add, or that cost."""
    parts = [
        _sum(name, list(group)) for name, group in groupby(lines, lambda line: line.indicator_name)
    ]
    if parts:
        yield f"{word}：{'；'.join(parts)}。"


def _sum(name: str, lines: list[Line]) -> str:
    given = abs(sum(line.points for line in lines))
    counted = abs(sum(line.counted_points for line in lines))
    cut = f"，按上限计{counted}分" if counted != given else ""
    return f"“{name}”{len(lines)}项，{given}分{cut}"


def _uncut_bonus(found: Explanation) -> int:
    """What the indicators add before the limit of all bonuses together."""
    caps = {indicator.code: indicator.cap for indicator in found.query.model.indicators}
    total = 0
    for code, group in groupby(found.lines, lambda line: line.indicator):
        given = sum(line.points for line in group if line.points > 0)
        cap = caps[code]
        total += given if cap is None else min(given, cap)
    return total


def _threshold(found: Explanation) -> str:
    """Between which limits the score lies."""
    assert found.score is not None
    above = ""
    for grade, lowest in found.query.model.thresholds:
        if found.score >= lowest:
            return f"{lowest}分以上{above}为{grade.label}。"
        above = f"、不满{lowest}分"
    return f"{above.removeprefix('、')}为{CreditGrade.E.label}。"


# --- what would lift it ---


def _lifts(found: Explanation) -> Iterator[str]:
    yield from _until_decided_anew(found)
    records = list(_adverse(found))
    yield from _points_missing(found)
    for effects in records:
        yield _lift(effects, found.on)
    if not records:
        yield "目前没有扣分或者限制等级的信用记录。"
    bonuses = [
        indicator.name
        for indicator in found.query.model.of_basis(IndicatorBasis.FACTS)
        if indicator.is_bonus
    ]
    if bonuses and found.grade != CreditGrade.A:
        yield f"可以加分的事项：{'；'.join(bonuses)}。"


def _until_decided_anew(found: Explanation) -> Iterator[str]:
    """What holds a grade that the score does not decide."""
    if found.override:
        yield f"人工调整自{in_chinese(found.override.until_on)}起失效，等级按评价结果确定。"
    ends = [
        result.counts_until
        for result in found.assessments
        if result.source == ASSESSED_BY.get(found.source)
    ]
    if ends:
        yield (
            f"等级随{found.source.label}更新，本次结果自{in_chinese(min(ends))}起不再采用；{CONTEST}。"
        )


def _points_missing(found: Explanation) -> Iterator[str]:
    """How far the next grade is, where the score decides."""
    if found.score is None or found.override or found.source != GradeSource.LOCAL_MODEL:
        return
    better = [(g, low) for g, low in found.query.model.thresholds if found.score < low]
    if better and not found.vetoes and not found.lacks_information:
        grade, lowest = better[-1]
        yield f"得分再增加{lowest - found.score}分，即达到{grade.label}。"


def _adverse(found: Explanation) -> Iterator[list[Effect]]:
    """What each adverse record does, those that bar grades first; unnamed ones are left out."""
    effects = [*found.vetoes, *(line for line in found.lines if line.points < 0)]
    for record in dict.fromkeys(effect.record for effect in effects if effect.record):
        yield [effect for effect in effects if effect.record == record]


def _lift(effects: list[Effect], on: date) -> str:
    """What a record costs, when that ends by itself and what can be done about it."""
    first = effects[0]
    number = f"（{first.document_number}）" if first.document_number else ""
    parts = [f"{first.reason}{number}，{_cost(effects)}"]
    ends = [effect.counts_until for effect in effects if effect.counts_until]
    parts += [f"{in_chinese(max(ends))}起不再计入"] if ends else []
    if first.repairable_from:
        is_open = first.repairable_from <= on
        since = "现在" if is_open else f"{in_chinese(first.repairable_from)}起"
        parts.append(f"{since}可以申请信用修复")
    return "，".join(parts) + f"；{CONTEST}。"


def _cost(effects: list[Effect]) -> str:
    counted = sum(effect.counted_points for effect in effects if isinstance(effect, Line))
    barred = [effect.best_grade for effect in effects if isinstance(effect, Veto)]
    words = [f"扣{-counted}分"] if counted else []
    words += [f"最高评为{max(barred).label}"] if barred else []
    return "，".join(words) or "已达扣分上限，未再扣分"


# --- what comes by itself ---


def change_in_words(found: Explanation, forecast: Forecast) -> str:
    """The earliest day on which the grade changes by itself, and to what."""
    if forecast.grade == found.grade:
        if forecast.on is None:
            return "若无新的记录，等级不会自行变化。"
        return f"若无新的记录，{in_chinese(forecast.on)}前等级不会自行变化。"
    verb = "升" if forecast.grade < found.grade else "降"
    return (
        f"若无新的记录，{in_chinese(forecast.on or found.on)}起{verb}为{forecast.grade.label}"
        f"{_class_change(found.credit_class, forecast.credit_class)}。"
    )


def _class_change(now: CreditClass, then: CreditClass) -> str:
    return f"，信用类别为“{then.label}”" if then != now else "，信用类别不变"
