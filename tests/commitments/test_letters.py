"""The letter: what it says, and that nothing typed becomes markup."""

import io

import pytest
from pypdf import PdfReader

from commitments.letters import letter_pdf
from tests.factories.commitments import CommitmentFactory

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    """All text, without the spaces that the typesetter puts between scripts."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_the_letter_says_what_was_registered() -> None:
    commitment = CommitmentFactory(deferred=True)
    text = text_of(letter_pdf(commitment))

    for expected in (
        commitment.code, commitment.entity.name, commitment.entity.uscc, commitment.matter,
        commitment.content, commitment.liability, commitment.agency.name, "2026年10月12日",
        "社会保险缴费凭证", "2026年11月25日", "承诺人（盖章）", "可向社会公开",
    ):  # fmt: skip
        assert "".join(expected.split()) in text


@pytest.mark.parametrize(
    "typed",
    [
        '#include "/etc/passwd"',
        "#sys.inputs",
        "*粗* _斜_ $x^2$ `码` @引 <标> // 注",
        "= 标题 \\ #text(red)[红]",
        "反斜杠 \\u{1F600} \" 引号 '",
    ],
)
def test_typed_text_is_printed_as_it_is(typed: str) -> None:
    text = text_of(letter_pdf(CommitmentFactory(content=typed, matter=typed)))

    assert text.count("".join(typed.split())) == 2


def test_a_long_letter_goes_on_over_pages() -> None:
    clause = "承诺按照许可条件开展经营活动，接受监督检查。"
    pdf = letter_pdf(CommitmentFactory(content="\n".join([clause] * 150)))

    assert len(PdfReader(io.BytesIO(pdf)).pages) > 2
    assert text_of(pdf).count(clause) == 150


def test_a_voided_letter_says_so_on_every_page() -> None:
    clause = "承诺按照许可条件开展经营活动，接受监督检查。"
    pdf = letter_pdf(CommitmentFactory(voided=True, content="\n".join([clause] * 60)))
    pages = PdfReader(io.BytesIO(pdf)).pages

    assert len(pages) > 1
    assert all("作废" in page.extract_text() for page in pages)
    assert "已于2026年11月20日作废，不再有效。原因：未签署" in text_of(pdf)
    assert "作废" not in text_of(letter_pdf(CommitmentFactory()))
