"""The code's test vectors (GB 32100-2015)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from entities import uscc

VALID = """
914403001922038216 9144030071526726XG 91330100799655058B 91330100716105852F 91110000802100433B
91440300192317458F 91320281142232229Q 91320100748204660Q 91320000134762764K 9152000071430580XT
91110000710926094P 91110108551385082Q 91370200264574251E 91440400192548256N 91440606722473344C
91440300192181490G 91440300100012316L 91350900587527783P 91360000625912173B 911100000000184548
12100000400002259P 11320100MB1886843H 91230500MA1B3N1N2M 91110000600037341L
11320281014000001T 12320281466000002Y 51320281509000011D 5264030050900002X9
N2320281MF0000013U A1320281MF00000216 Y1320281MF000003X9
""".split()
INVALID = {
    "914403001922038215": "check character",
    "914403001922083216": "two digits swapped",
    "91440300192203821I": "letter I",
    "9132O281142232229Q": "letter O for zero",
    "91440300192203821": "17 characters",
    "9144030019220382166": "19 characters",
    "911103027002409546": "found in a public file",
    "91320281137692538X": "found in a public file",
    "91110000100001825N": "found in a public file",
    "00000000000000000X": "placeholder for bodies without a code",
    "": "empty",
    "９１４４０３００１９２２０３８２１６": "full width, not normalised",
    "9144030²1922038216": "superscript digit",
}


@pytest.mark.parametrize("code", VALID)
def test_valid_codes(code: str) -> None:
    assert uscc.is_valid(code)
    assert uscc.has_organisation_check(code)


@pytest.mark.parametrize("code", INVALID, ids=INVALID.values())
def test_invalid_codes(code: str) -> None:
    assert not uscc.is_valid(code)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (" 91320281142232229q ", "91320281142232229Q"),
        ("９１３２０２８１１４２２３２２２９Ｑ", "91320281142232229Q"),
        ("91320281 1422 32229Q", "91320281142232229Q"),
        ("9132O281142232229Q", "9132O281142232229Q"),  # never guessed
    ],
)
def test_normalising_narrows_and_never_guesses(raw: str, code: str) -> None:
    assert uscc.normalise(raw) == code


def test_a_lookalike_is_only_suggested() -> None:
    assert uscc.suggestion("9132O281142232229Q") == "91320281142232229Q"
    assert uscc.suggestion("91320281142232229Q") == ""


@given(
    st.tuples(
        st.sampled_from("123456789"),
        st.sampled_from("129"),
        st.text("0123456789", min_size=6, max_size=6),
        st.text(uscc.ALPHABET, min_size=9, max_size=9),
    ).map("".join)
)
def test_check_character_agrees_with_another_implementation(first17: str) -> None:
    code = first17 + uscc.check_character(first17)
    assert uscc.is_valid(code)
    assert stdnum_uscc.is_valid(code)


@given(st.sampled_from(VALID), st.integers(0, 17), st.sampled_from(uscc.ALPHABET))
def test_one_wrong_character_is_always_found(code: str, position: int, character: str) -> None:
    changed = code[:position] + character + code[position + 1 :]
    assert uscc.is_valid(changed) == (changed == code)
