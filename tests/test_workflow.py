"""The table of transitions: who may, from where, and what forbids it; and that nobody overwrites anybody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.models import Article, Revision, Status
from articles.workflow import Refused, Stale
from tests import factories

pytestmark = pytest.mark.django_db
SOON, LATER, AGO = timedelta(hours=1), timedelta(hours=2), timedelta(hours=-1)


def codes(article, **options):
    return {hurdle.code for hurdle in workflow.hurdles(article, **options)}


def put(article, **fields):
    """Set what only time or the wire would set."""
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()
    return article


def test_a_clean_story_goes_from_new_to_published_and_back():
    article, publisher = factories.article(), factories.user("publisher")
    for name, status in (
        ("check", "checking"),
        ("ready", "ready"),
        ("publish", "published"),
        ("withdraw", "withdrawn"),
    ):
        article = workflow.move(article, name, by=publisher, note="Because.")
        assert article.status == status
        assert Article.objects.published().filter(pk=article.pk).exists() == (status == "published")
    assert article.public_note == "Because."
    assert Article.objects.gone().get() == article
    assert list(Revision.objects.order_by("version").values_list("event", "by")) == [
        ("imported", None), *((name, publisher.pk) for name in ("check", "ready", "publish", "withdraw")),
    ]  # fmt: skip


def test_publishing_again_keeps_the_first_time():
    article = factories.published()
    first = article.first_published_at
    again = workflow.move(workflow.move(article, "withdraw", by=None), "publish", by=None)
    assert again.first_published_at == first
    assert again.public_note == ""


@pytest.mark.parametrize("name", sorted(workflow.TRANSITIONS))
def test_no_transition_leaves_a_state_it_is_not_for(name):
    for status in Status.values:
        if status in workflow.TRANSITIONS[name].sources:
            continue
        now = timezone.now()
        article = put(factories.article(), status=status, publish_at=now + SOON, first_published_at=now)
        with pytest.raises(Refused) as refused:
            workflow.move(article, name, by=None, at=timezone.now() + SOON)
        assert refused.value.hurdles[0].code == "WRONG_STATE"
        article.refresh_from_db()
        assert (article.status, article.version) == (status, 1)


@pytest.mark.parametrize("name", sorted(workflow.TRANSITIONS))
@pytest.mark.parametrize("role", ["", "reporter", "editor", "publisher", "admin"])
def test_only_publishers_change_what_readers_see(name, role):
    transition = workflow.TRANSITIONS[name]
    least = {workflow.EDIT: 1, workflow.EVERY: 2, workflow.PUBLISH: 3}[transition.permission]
    may = ["", "reporter", "editor", "publisher", "admin"].index(role) >= least
    user = factories.user(role)
    article = factories.article(created_by=user)
    source = sorted(transition.sources)[0]
    put(article, status=source, publish_at=timezone.now() + AGO, first_published_at=timezone.now() + AGO)
    assert (transition in workflow.allowed(article, user)) == may
    if may:
        assert workflow.move(article, name, by=user, at=timezone.now() + SOON).status == transition.to
    else:
        with pytest.raises(PermissionDenied):
            workflow.move(article, name, by=user, at=timezone.now() + SOON)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"headline": " "}, "NO_HEADLINE"),
        ({"body": "\n"}, "NO_BODY"),
        ({"hold_reason": "Status unknown."}, "HELD"),
        ({"embargo_until": timezone.now() + timedelta(days=400)}, "EMBARGOED"),
        ({"expires_at": timezone.now() - SOON}, "EXPIRED"),
        ({"killed_at": timezone.now() - SOON}, "KILLED"),
    ],
)
def test_what_forbids_publishing_is_named_and_holds(fields, code):
    article = put(factories.article(), **fields)
    assert codes(article) == {code}
    for name in ("publish", "schedule"):
        with pytest.raises(Refused):
            workflow.move(article, name, by=None, at=timezone.now() + SOON)
    assert not Article.objects.published().exists()


def test_every_photo_needs_a_credit_and_a_described_picture():
    article = factories.article()
    factories.caption(article, photographer="", agency="")
    factories.caption(article, picture=factories.photo(specs=["w465.webp"]), alt_text="")
    assert codes(article) == {"NO_CREDIT", "NO_ALT"}
    article.captions.filter(number=1).update(agency="PA")
    article.captions.filter(number=2).update(is_decorative=True)
    assert codes(article) == set()


def test_a_picture_that_has_not_come_needs_no_description():
    article = factories.article()
    factories.caption(article, alt_text="")
    assert codes(article) == set()


def test_a_restricted_picture_needs_its_tick():
    article = factories.article()
    caption = factories.caption(article, picture=factories.photo(restrictions="Editorial use only."))
    assert codes(article) == {"RESTRICTED"}
    article.captions.filter(pk=caption.pk).update(restrictions_accepted=True)
    assert codes(article) == set()


def test_an_embargoed_story_can_be_scheduled_for_its_time_and_not_before():
    until = timezone.now() + LATER
    article = put(factories.article(), embargo_until=until)
    with pytest.raises(Refused):
        workflow.move(article, "schedule", by=None, at=timezone.now() + SOON)
    assert workflow.move(article, "schedule", by=None, at=until).status == "scheduled"


@pytest.mark.parametrize("at", [None, timezone.now() - SOON])
def test_a_schedule_needs_a_time_to_come(at):
    with pytest.raises(Refused):
        workflow.move(factories.article(), "schedule", by=None, at=at)


def test_a_scheduled_story_appears_by_the_clock_with_no_job():
    article = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + SOON)
    assert not Article.objects.published().exists()
    put(article, publish_at=timezone.now() + AGO)
    assert Article.objects.published().get() == article


def test_settling_gives_the_scheduled_time_as_the_first():
    article = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + SOON)
    due = timezone.now() + AGO
    put(article, publish_at=due)
    assert workflow.settle(article)
    assert (article.status, article.first_published_at) == ("published", due)
    assert not workflow.settle(article)


def test_a_due_story_that_no_job_has_settled_can_be_withdrawn():
    article = workflow.move(factories.article(), "schedule", by=None, at=timezone.now() + SOON)
    put(article, publish_at=timezone.now() + AGO)
    assert workflow.move(article, "withdraw", by=None).status == "withdrawn"
    assert Article.objects.gone().get() == article


def test_an_expired_story_is_gone_and_a_held_one_not_public():
    expired = put(factories.published(), expires_at=timezone.now() + AGO)
    put(factories.published(), hold_reason="The wire withheld it.")
    assert not Article.objects.published().exists()
    assert Article.objects.gone().get() == expired


def test_a_transition_from_a_stale_page_is_refused():
    article = factories.article()
    workflow.move(article, "ready", by=None)
    with pytest.raises(Stale):
        workflow.move(article, "publish", by=None)
    assert not Article.objects.published().exists()


def test_an_edit_from_a_stale_page_changes_nothing():
    article = factories.article(headline="First")
    stale = Article.objects.get(pk=article.pk)
    with workflow.editing(article, expected=1, by=None, fields={"headline": "Second"}):
        pass
    with pytest.raises(Stale), workflow.editing(stale, expected=1, by=None, fields={"headline": "Third"}):
        pytest.fail("the caller was let in")
    article.refresh_from_db()
    assert (article.headline, article.slug, article.version) == ("Second", "second", 2)
    assert Revision.objects.get(article=article, version=2).changed == ["headline", "slug"]


def test_an_edit_that_fails_half_way_leaves_no_trace():
    article = factories.article(headline="First")
    with (
        pytest.raises(ZeroDivisionError),
        workflow.editing(article, expected=1, by=None, fields={"headline": "Second"}),
    ):
        raise ZeroDivisionError
    article.refresh_from_db()
    assert (article.headline, article.version, article.revisions.count()) == ("First", 1, 1)


def test_readers_are_told_of_an_update_only_when_the_text_changed():
    article = factories.published()
    with workflow.editing(article, expected=article.version, by=None, fields={"urgency": 3}):
        pass
    assert article.modified_at is None
    with workflow.editing(article, expected=article.version, by=None, fields={"body": "Other words."}):
        pass
    assert article.modified_at is not None


def test_an_edit_before_publication_is_no_update():
    article = factories.article()
    with workflow.editing(article, expected=1, by=None, fields={"body": "Other words."}):
        pass
    assert article.modified_at is None
