"""Updates that wait for the desk: one click takes them in, answers go with it, and the base moves on."""

import pytest
from django.core.exceptions import PermissionDenied

from articles import filing, workflow
from articles.filing import updating
from articles.models import Article, Source
from articles.wire.merge import Take
from articles.wire.story import Credit, Picture, PubStatus
from tests import factories
from tests.test_filing import edit, file, story

pytestmark = pytest.mark.django_db
NEW = "The wall has fallen."


def live(**fields):
    """Publish a story, and let the wire move on."""
    article = workflow.move(file(story()).article, "publish", by=None)
    file(story(NEW, hour=1, **fields))
    return Article.objects.get(pk=article.pk)


def disputed():
    """Let desk and wire write two headlines, and return the article with the version that waits."""
    article = edit(file(story()).article, headline="Our own headline")
    file(story(NEW, hour=1, headline="Their new headline"))
    return Article.objects.get(pk=article.pk)


def applied(article, by=None, choices=None):
    found = updating.waiting(article)
    by = by or factories.user("publisher")
    return updating.apply(article, version=found.version, expected=article.version, by=by, choices=choices)


def test_one_click_applies_an_update_to_a_live_story_and_moves_its_public_time():
    article = live()
    saved = applied(article)
    assert saved.body.startswith(NEW) and not saved.wire_moved
    assert saved.status == "published" and saved.modified_at
    assert saved.revisions.first().event == "update applied" and saved.revisions.first().by
    assert updating.waiting(saved) is None


def test_an_update_without_a_change_of_the_text_leaves_the_public_time_alone():
    article = workflow.move(file(story()).article, "publish", by=None)
    file(story(hour=1, catchline="HARBOUR Wall"))
    article.refresh_from_db()
    saved = applied(article)
    assert (saved.catchline, saved.modified_at) == ("HARBOUR Wall", None)


def test_every_conflict_needs_an_answer():
    article = disputed()
    with pytest.raises(ValueError, match="1 of the conflicts"):
        applied(article)
    assert Article.objects.get().headline == "Our own headline"


@pytest.mark.parametrize(
    ("choice", "headline"),
    [(Take.OURS, "Our own headline"), (Take.THEIRS, "Their new headline"), ("A third one", "A third one")],
)
def test_an_answer_settles_the_conflict_and_the_rest_is_merged(choice, headline):
    saved = applied(disputed(), choices={0: choice})
    assert saved.headline == headline and saved.body.startswith(NEW)
    assert not saved.wire_moved and not saved.issues


@pytest.mark.parametrize("choice", [Take.OURS, Take.THEIRS, "A third one"])
def test_after_an_answer_the_next_version_merges_cleanly(choice):
    kept = applied(disputed(), choices={0: choice}).headline
    done = file(story("The wall has fallen into the sea.", hour=2, headline="Their new headline"))
    assert done.outcome in ("merged", "refreshed") and not done.issues
    assert (Article.objects.get().headline, Article.objects.get().wire_moved) == (kept, False)


def test_both_paragraphs_can_stand():
    article = edit(file(story()).article, body="The wall has been mended by hand.\n\nThe lifeboats return on Friday.")
    file(story("The wall has been blown up by engineers.", hour=1))
    article.refresh_from_db()
    assert [one.spot for one in updating.waiting(article).plan.merged.conflicts] == ["block"]
    saved = applied(article, choices={0: Take.BOTH})
    first, second, third = saved.body.split("\n\n")
    assert (first, second) == ("The wall has been mended by hand.", "The wall has been blown up by engineers.")
    assert third.startswith("The lifeboats")


def test_what_waits_is_the_newest_version_that_may_be_used():
    article = live()
    file(story("The wall has fallen into the sea.", hour=3))
    file(story("The wall leans.", hour=2))
    article.refresh_from_db()
    assert updating.waiting(article).version.version_created.hour == 12
    assert applied(article).body.startswith("The wall has fallen into the sea.")
    assert file(story("The wall leans.", hour=2)).code == "OLDER"


def test_an_update_left_is_not_offered_again_and_the_next_one_is():
    article = live()
    left = updating.leave(article, expected=article.version, by=factories.user("publisher"))
    assert updating.waiting(left) is None and left.body.startswith("The wall has been rebuilt.")
    file(story("The wall has fallen into the sea.", hour=2))
    article.refresh_from_db()
    assert applied(article).body.startswith("The wall has fallen into the sea.")


def test_only_who_publishes_updates_what_readers_see():
    article = live()
    for verb in (lambda by: applied(article, by), lambda by: updating.leave(article, expected=article.version, by=by)):
        with pytest.raises(PermissionDenied):
            verb(factories.user("editor"))
    assert not Article.objects.get().body.startswith(NEW)


def test_an_update_seen_before_somebody_saved_is_stale():
    article = live()
    found = updating.waiting(article)
    with pytest.raises(workflow.Stale):
        updating.apply(article, version=found.version, expected=article.version - 1, by=factories.user("publisher"))
    file(story("The wall has fallen into the sea.", hour=2))
    with pytest.raises(workflow.Stale):
        updating.apply(article, version=found.version, expected=article.version, by=factories.user("publisher"))


def test_a_killed_story_takes_no_update():
    article = live()
    found = updating.waiting(article)
    file(story("Kill.", hour=2, pub_status=PubStatus.CANCELED))
    article.refresh_from_db()
    assert updating.waiting(article) is None
    with pytest.raises(workflow.Refused):
        updating.apply(article, version=found.version, expected=article.version, by=factories.user("publisher"))


@pytest.fixture
def trusted():
    """Publish a story of a source that applies updates by itself."""
    source = Source.objects.create(name="PA", slug="pa", applies_updates=True)
    article = workflow.move(file(story()).article, "publish", by=None)
    Article.objects.filter(pk=article.pk).update(source=source)
    return article


def test_a_source_that_may_applies_its_updates_to_live_stories(trusted):
    assert file(story(NEW, hour=1)).outcome == "refreshed"
    trusted.refresh_from_db()
    assert trusted.body.startswith(NEW) and trusted.modified_at and not trusted.wire_moved
    assert trusted.revisions.first().event == "updated live"
    assert filing.base_of(trusted).applied_as == trusted.version


def test_such_a_source_still_waits_where_both_changed_the_same(trusted):
    trusted.refresh_from_db()
    edit(trusted, headline="Our own headline")
    assert file(story(hour=1, headline="Their new headline")).code == "WIRE_MOVED"
    assert Article.objects.get().headline == "Our own headline" and Article.objects.get().wire_moved


def test_such_a_source_waits_with_what_could_not_be_published(trusted):
    bare = (Picture("A gull on the wall", Credit()),)
    done = file(story(NEW, hour=1, pictures=bare))
    trusted.refresh_from_db()
    assert (done.outcome, done.code) == ("held", "WIRE_MOVED") and "no credit" in done.reason
    assert not trusted.body.startswith(NEW) and trusted.wire_moved and not trusted.captions.exists()
    assert trusted.wire_versions.filter(applied_at=None).count() == 1


def test_an_update_never_empties_what_readers_see():
    article = live(headline="")
    with pytest.raises(workflow.Refused):
        applied(article)
    assert Article.objects.get().headline == "Harbour wall rebuilt"
