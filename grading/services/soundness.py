"""Whether a scoring model may be tried or published."""

from credit_portal.policy.schema import Pack
from credit_portal.shared.errors import Invalid
from grading import selectors
from grading.models import ScoringModel
from grading.rules import problems_of


def check_sound(model: ScoringModel, pack: Pack) -> None:
    """A model that the rules find fault with goes no further.

    Raises:
        Invalid: the message names every problem.
    """
    problems = problems_of(selectors.spec_of(model), selectors.policy_spec(pack))
    if problems:
        sentences = "".join(problem.message for problem in problems)
        raise Invalid("model_invalid", f"评价模型有 {len(problems)} 处问题：{sentences}")
