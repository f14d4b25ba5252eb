"""The permission matrix: every address, every role, GET and POST; what is refused changes nothing and tells nothing."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import NamedTuple

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from articles import access, ingest, workflow
from articles.models import (
    Alarm,
    Article,
    Delivery,
    DeliveryToken,
    Message,
    Revision,
    Ruling,
    SavedView,
    Section,
    SecurityEvent,
    Source,
    SourceRule,
    StandingPage,
    Status,
    StyleRule,
    Subscription,
    Topic,
    Twin,
)
from tests import factories
from tests.access_table import MODELS, ROLES, STATES, TABLE, UNNAMED
from tests.admin import desk
from tests.captures import capture

pytestmark = pytest.mark.django_db
SIGN_IN = "/admin/login/"
# What stands in addresses of the public site; nothing is there.
NOWHERE = {
    "file": "no/such.webp",
    "slug": "no-such",
    "form": "rss.xml",
    "section": "news",
    "year": 2001,
    "month": 1,
    "day": 1,
}
UNWATCHED = {"sessions.Session", "articles.SecurityEvent"}


def addresses(resolver: URLResolver | None = None, space: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the pattern of every address of the site."""
    for one in (resolver or get_resolver()).url_patterns:
        here = path + str(one.pattern)
        if isinstance(one, URLPattern):
            yield space + (one.name or ""), here
        else:
            yield from addresses(one, f"{space}{one.namespace}:" if one.namespace else space, here)


def test_every_address_stands_in_the_table():
    found = {name for name, _ in addresses() if name.rpartition(":")[2]}
    missing = sorted(found - TABLE.keys())
    assert not missing, (
        f"Nobody has said who may open {', '.join(missing)}. Add a line for each to ROUTES in tests/access_table.py "
        '(for example "admin:import": Route("", "LYYYY", "LYYYY")), or the new model to MODELS.'
    )
    assert sorted(TABLE.keys() - found) == [], "these stand in tests/access_table.py and no longer on the site"
    unnamed = {path for name, path in addresses() if not name.rpartition(":")[2]}
    assert all(any(path.endswith(one) for one in UNNAMED) for path in unnamed), "give the address a name"


def filled(owner, number: int) -> dict[str, int]:
    """Fill every kind of record with one that belongs to a person, and return their numbers."""
    list(ingest.receive(BytesIO(capture(number)), name=f"{number}.txt", source=Source.objects.get(), by=owner))
    delivery = Delivery.objects.latest("pk")
    article = Article.objects.latest("pk")
    picture = factories.photo(specs=["w465.jpeg"], created_by=owner)
    factories.caption(article, picture=picture, number=9)
    ruling = Ruling.objects.create(delivery=delivery, line=1, text="x", digest="x", fate="removed", made_by=owner)
    twin = Twin.objects.create(article=factories.article(created_by=owner), other=article)
    alarm = Alarm.objects.create(message="The wire killed a story.", article=article)
    token = DeliveryToken.objects.create(name="x", source=Source.objects.get(), digest=str(number))
    rule = SourceRule.objects.create(source=Source.objects.get(), text="x", digest=str(number), fate="removed")
    return {
        "article": article.pk,
        "version": article.version,
        "delivery": delivery.pk,
        "ruling": ruling.pk,
        "twin": twin.pk,
        "alarm": alarm.pk,
        "articles.alarm": alarm.pk,
        "view": SavedView.objects.create(name=str(number), owner=owner).pk,
        "kind": ContentType.objects.get_for_model(Article).pk,
        "app": "articles",
        **NOWHERE,
        "articles.article": article.pk,
        "articles.byline": factories.byline(f"Reporter {number}").pk,
        "articles.correction": factories.correction(article, published_at=None).pk,
        "articles.delivery": delivery.pk,
        "articles.deliverytoken": token.pk,
        "articles.photo": picture.pk,
        "articles.rendition": picture.renditions.get().pk,
        "articles.revision": Revision.objects.filter(article=article).latest("pk").pk,
        "articles.ruling": ruling.pk,
        "articles.sourcerule": rule.pk,
        "articles.topic": Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}").pk,
        "articles.wireversion": article.wire_versions.get().pk,
        **of_the_newsroom(owner),
    }


def of_the_newsroom(owner) -> dict[str, int]:
    """Return the numbers of records that belong to no story."""
    return {
        "articles.section": Section.objects.latest("pk").pk,
        "articles.source": Source.objects.get().pk,
        "articles.message": Message.objects.create(event="publish", article_id=1).pk,
        "articles.subscription": Subscription.objects.create(name="Them", url="https://example.com/").pk,
        "articles.stylerule": StyleRule.objects.create(find=f"x{owner.pk}", put="y", reason="z").pk,
        "articles.securityevent": SecurityEvent.objects.create(kind="role").pk,
        "mfa.authenticator": Authenticator.objects.create(user=owner, type="totp", data={}).pk,
        "articles.standingpage": StandingPage.objects.create(title="About", slug=f"about-{owner.pk}", body="x").pk,
        "auth.group": owner.groups.get().pk,
        "auth.user": factories.user("reporter").pk,
    }


@pytest.fixture
def world() -> dict[str, dict[str, int]]:
    """Make the records of a reporter and those of an editor. Nobody has been too quick yet."""
    cache.clear()
    owner = factories.user("reporter", username="the-owner")
    return {"own": filled(owner, 1), "other": filled(factories.user("editor"), 2)}


def address(name: str, needs: str, records: dict[str, int]) -> str:
    if needs.startswith("public-"):
        story = Article.objects.published().first() or factories.published()
        public = {"article": story, "byline": story.bylines.get()}
        kind = needs.removeprefix("public-")
        return public[kind].get_absolute_url() if kind in public else reverse("section", args=[story.section.slug])
    return reverse(name, args=[records[one] for one in needs.split()])


def outcome(answer) -> str:
    if answer.status_code in (301, 302) and answer["Location"].startswith(SIGN_IN):
        return "L"
    if answer.status_code == 404:
        return "-"
    return "Y" if answer.status_code in (200, 301, 302, 409) else str(answer.status_code)


def rows() -> dict[str, list[tuple]]:
    """Return everything in the database."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in UNWATCHED
    }


def again(browser: Client) -> Client:
    """Return a client with the same session: signing out is one of the addresses."""
    fresh = Client()
    fresh.cookies.load({name: one.value for name, one in browser.cookies.items()})
    return fresh


def expected(letter: str, whose: str) -> str:
    return {"o": "Y" if whose == "own" else "-"}.get(letter, letter)


class Call(NamedTuple):
    """One request, and the letter it must be answered with."""

    name: str
    method: str
    where: str
    wanted: str


def give(records: dict[str, int], account: User) -> None:
    """Make somebody the owner of what stands for the person's own."""
    Article.objects.filter(created_by__username="the-owner").update(created_by=account)
    Delivery.objects.filter(pk=records["delivery"]).update(received_by=account)
    SavedView.objects.filter(pk=records["view"]).update(owner=account)


def every_call(world: dict[str, dict[str, int]], column: int) -> Iterator[Call]:
    """Yield every request of the table, where it matters both for a person's own record and for another's."""
    for name, route in TABLE.items():
        for whose in ("own", "other") if "o" in route.get + route.post else ("other",):
            where = address(name, route.needs, world[whose])
            for method, letters in (("get", route.get), ("post", route.post)):
                yield Call(f"{name} ({whose})", method, where, expected(letters[column], whose))


def call(browser: Client, one: Call) -> str:
    """Make a request, take back what it was allowed to do, and say what was wrong with the answer."""
    with transaction.atomic():
        found = outcome(getattr(again(browser), one.method)(one.where))
        transaction.set_rollback(one.wanted not in ("-", "L"))
    return "" if one.wanted in (found, "*") else f"{one.method} {one.name}: {found}, the table says {one.wanted}"


@pytest.mark.parametrize("role", [*ROLES, "inactive"])
def test_every_role_reaches_what_the_table_says_and_nothing_else(role, world):
    column = ROLES.index("anonymous" if role == "inactive" else role)
    browser = Client()
    if role != "anonymous":
        account = factories.user("admin" if role == "inactive" else role)
        browser.force_login(account)
        give(world["own"], account)
    if role == "inactive":
        account.is_active = False
        account.save()
    factories.published()
    calls = list(every_call(world, column))
    before = rows()
    wrong = [told for told in map(partial(call, browser), calls) if told]
    assert not wrong, "\n".join(wrong)
    assert rows() == before, "a call that was refused changed the database"


def put(state: str, owner) -> Article:
    """Make a story of somebody in a state."""
    soon = timezone.now() + timedelta(hours=1)
    fields = {
        "embargoed": {"embargo_until": soon},
        "held": {"hold_reason": "Withheld."},
        "killed": {"killed_at": timezone.now(), "hold_reason": "Killed."},
    }.get(state, {})
    story = factories.article(created_by=owner, **fields)
    for step in {
        "checking": ["check"], "ready": ["ready"], "scheduled": ["schedule"], "published": ["publish"],
        "withdrawn": ["publish", "withdraw"], "spiked": ["spike"],
    }.get(state, []):  # fmt: skip
        story = workflow.move(story, step, by=None, at=soon)
    return story


FORGED = {
    "status": "published", "embargo_until": "", "publish_at": "2001-01-01T00:00", "first_published_at": "2001-01-01",
    "slug": "forged", "id": "1", "hold_reason": "", "killed_at": "", "created_by": "1", "wire_uri": "forged",
    "_saveasnew": "1", "do": "save",
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_seen_and_changed_by_whom_the_table_says(state):
    sees, changes = STATES[state]
    for number, role in enumerate(ROLES[1:]):
        account = factories.user(role)
        story = put(state, account if role == "reporter" else None)
        browser = desk.signed_in(account)
        page = browser.get(desk.address(story))
        assert outcome(page) == sees[number], f"{role} sees it"
        form = desk.read(page).fields if page.status_code == 200 else {}
        wanted = {"version": story.version, **form, **FORGED, "headline": "A new headline"}
        before = Article.objects.filter(pk=story.pk).values(*FORGED.keys() - {"do", "_saveasnew"}).get()
        assert outcome(browser.post(desk.address(story), wanted)) == changes[number], f"{role} changes it"
        after = Article.objects.filter(pk=story.pk).values(*before).get()
        kept = before.keys() - {"slug"}
        assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
        assert after["slug"] != "forged"
        assert (Article.objects.get(pk=story.pk).headline == "A new headline") is (changes[number] == "Y")


@pytest.mark.parametrize("role", ["reporter", "editor"])
@pytest.mark.parametrize("route", ["edit page", "queue"])
def test_nobody_without_the_right_publishes_by_any_route(role, route):
    account = factories.user(role)
    story = factories.article(created_by=account)
    browser = desk.signed_in(account)
    if route == "queue":
        browser.post(reverse("admin:queue_run"), {"do": "publish", "row": f"{story.pk}:1"})
    else:
        desk.save(browser, story, do="publish", status="published")
    story.refresh_from_db()
    assert story.status == Status.NEW and not Article.objects.published().exists()


def test_a_reporter_finds_only_their_own_in_the_queue_and_in_suggestions():
    account = factories.user("reporter")
    own = factories.article(headline="Mine alone", created_by=account)
    factories.caption(own, picture=factories.photo(headline="Mine alone", specs=["w465.jpeg"]))
    other = factories.article(headline="Hidden words", body="Hidden words")
    factories.caption(other, picture=factories.photo(headline="Hidden words", specs=["w465.jpeg"]))
    browser = desk.signed_in(account)
    for query in ("", "?state=all", "?q=hidden", "?state=all&photo=yes"):
        page = browser.get("/admin/" + query)
        assert b"Hidden words" not in page.content
    assert {tab.name: tab.count for tab in browser.get("/admin/").context["tabs"]}["new"] == "1"
    for model, field in (("caption", "photo"), ("caption", "article"), ("revision", "article")):
        asked = {"app_label": "articles", "model_name": model, "field_name": field}
        answer = browser.get(reverse("admin:autocomplete"), {**asked, "term": "hidden"})
        assert b"Hidden" not in answer.content


def test_a_row_of_somebody_else_is_no_row_for_a_reporter():
    story, missing = factories.article(headline="Hidden words"), 999_999
    browser = desk.client("reporter")
    answer = browser.post(reverse("admin:queue_run"), {"do": "ready", "row": [f"{story.pk}:1", f"{missing}:1"]})
    assert [one.answer for one in answer.context["done"]] == ["There is no such story."] * 2
    assert b"Hidden words" not in answer.content
    story.refresh_from_db()
    assert story.status == Status.NEW


def test_a_reporter_cannot_put_in_a_photo_they_may_not_see():
    hidden = factories.photo(headline="Hidden", specs=["w465.jpeg"])
    account = factories.user("reporter")
    story = factories.article(created_by=account)
    row = {"captions-0-photo": str(hidden.pk), "captions-0-text": "Mine"}
    assert desk.save(desk.signed_in(account), story, **row).status_code == 404
    assert not story.captions.exists()


def test_a_delivery_that_became_a_story_of_another_does_not_name_it():
    account = factories.user("reporter")
    list(ingest.receive(BytesIO(capture(1)), name="a.txt", by=account))
    Article.objects.update(created_by=None, headline="Hidden words")
    page = desk.signed_in(account).get(reverse("admin:articles_delivery_change", args=[Delivery.objects.get().pk]))
    assert page.status_code == 200 and b"Hidden words" not in page.content


def test_whoever_imports_or_writes_a_story_owns_it():
    account = factories.user("reporter")
    list(ingest.receive(BytesIO(capture(1)), name="a.txt", by=account))
    with workflow.creating(by=account, fields={"headline": "By hand"}):
        pass
    assert set(Article.objects.values_list("created_by", flat=True)) == {account.pk}
    assert access.seen(Article.objects.all(), account).count() == 2


def test_a_name_that_readers_see_is_changed_by_publishers_alone():
    story = factories.published(bylines=["Sam Lister"])
    where = reverse("admin:articles_byline_change", args=[story.bylines.get().pk])
    assert desk.client("editor").post(where, {"name": "Forged"}).status_code == 404
    assert desk.client("publisher").post(where, {"name": "Sam Lister"}).status_code == 200


def test_every_model_of_the_table_is_on_the_desk():
    from django.contrib import admin

    registered = {model._meta.label_lower for model in admin.site._registry}
    assert registered == MODELS.keys()
