"""Whether a scoring model may be tried or published, and a pack may begin to hold."""

from datetime import date, datetime

from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.errors import Invalid, Refused
from grading import selectors
from grading.models import EvaluationRun, ScoringModel
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


def ask_for_trial(pack: Pack, on: date, at: datetime) -> None:
    """A guard of the packs: what changes grades is tried on the whole city before it holds.

    Raises:
        Refused: the pack says something else about grades and has not been tried with the model
            in force.
    """
    if not EvaluationRun.objects.counting().exists():
        return  # nobody has been graded yet
    if selectors.grades_alike(pack, pack_in_force(on)):
        return
    if selectors.trial_of(selectors.model_in_force(on, at), pack) is None:
        raise Refused(
            "pack_not_tried",
            "这项改动会改变信用评价，请先在政策实验室用现行模型和这个政策包试算，再办理。",
        )
