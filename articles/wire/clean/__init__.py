"""The passes, one idea a file: joints, evidence, weights, grammar, then what each label becomes in the story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from articles.wire import rulings
from articles.wire.clean import evidence, grammar, joints, mend, neighbours, page, signs
from articles.wire.clean.assemble import assemble
from articles.wire.draft import Draft
from articles.wire.story import Story


def evidenced(draft: Draft) -> Draft:
    """Lay the units out and write the evidence beside each."""
    draft = neighbours.gather(evidence.gather(joints.cut(mend.mend(draft))))
    if draft.is_page:
        draft = page.gather(draft)
    signs.mark(draft.units)
    shared: dict[tuple[str, ...], list[str]] = {}  # many lines of a long delivery have all their evidence in common
    for unit in draft.units:
        unit.evidence = shared.setdefault(tuple(unit.evidence), unit.evidence)
    return draft


def clean(draft: Draft, captured: datetime | None = None, ruled: Sequence[rulings.Ruling] = ()) -> Story:
    """Run the passes over a draft and return its story; what the desk has ruled on is fixed before the rest."""
    draft = evidenced(draft)
    fixed = rulings.fix(draft, ruled)
    return assemble(draft, rulings.obeyed(grammar.decide(draft, fixed), fixed), captured)
