"""The two verbs: bring three stories together, and say what differs between two."""

from __future__ import annotations

from dataclasses import replace

from articles.wire.merge import fields
from articles.wire.merge.sides import Three
from articles.wire.merge.told import told
from articles.wire.merge.values import Change, Merged
from articles.wire.merge.weave import Weave
from articles.wire.story import Story


def merge(base: Story, ours: Story, theirs: Story) -> Merged:
    """Bring our edits and a new version of the wire together; where both changed the same, ours stays and it is told.

    `base` is the version of the wire that `ours` was edited from. What the wire says of itself (status, embargo,
    version, subjects, rights) is always theirs.
    """
    plain = fields.merged(base, ours, theirs)
    weave = Weave.of(Three.of(base, ours, theirs))
    conflicts, applied = told(weave)
    story = replace(theirs, **plain.values, body=weave.body, pictures=weave.pictures)
    return Merged(story, (*plain.conflicts, *conflicts), (*plain.applied, *applied))


def diff(earlier: Story, later: Story) -> tuple[Change, ...]:
    """Return what changed between two versions, by field, block and picture: what a merge would take unasked."""
    return merge(earlier, earlier, later).applied
