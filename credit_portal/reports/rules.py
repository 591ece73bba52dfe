"""Numbers, codes and periods of reports, as pure functions."""

from datetime import date

from credit_portal.shared.text import narrow
from credit_portal.shared.workdays import add_months

# Without look-alikes; twenty of them are 99 bits.
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_LENGTH = 20
GROUP = 5
LOOKALIKES = str.maketrans("OISZV", "0152U")
MONTHS_A_YEAR = 12


def report_number(region_code: str, day: date, serial: int) -> str:
    """报告编号: region, day, and the serial of the day."""
    return f"BG{region_code}{day:%Y%m%d}{serial:05d}"


def grouped(code: str) -> str:
    """A code as a person copies it from paper."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def normalised(raw: str) -> str:
    """A code as somebody typed it: narrowed, upper case, without signs; look-alikes replaced by
    what stands in codes."""
    typed = "".join(character for character in narrow(raw).upper() if character.isalnum())
    return typed.translate(LOOKALIKES)


def period_problem(since: date, until: date, today: date, years: int) -> str:
    """Why a special report cannot cover a period; empty where it can."""
    if until > today:
        return "截止日期不能晚于今天。"
    if since > until:
        return "起始日期不能晚于截止日期。"
    if add_months(since, years * MONTHS_A_YEAR) < until:
        return f"查询期间最长{years}年。"
    return ""
