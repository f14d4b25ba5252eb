"""The passes, one idea a file: joints, evidence, weights, grammar, then what each label becomes in the story."""

from __future__ import annotations

from datetime import datetime

from articles.wire.clean import evidence, grammar, joints, mend, page
from articles.wire.clean.assemble import assemble
from articles.wire.draft import Draft
from articles.wire.story import Story


def clean(draft: Draft, captured: datetime | None = None) -> Story:
    """Run the passes over a draft and return its story."""
    draft = evidence.gather(joints.cut(mend.mend(draft)))
    if draft.is_page:
        draft = page.gather(draft)
    labels = grammar.decide(draft.units)
    return assemble(draft, labels, captured)
