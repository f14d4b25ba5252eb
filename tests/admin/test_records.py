"""Every other record: what is read-only, what can be searched, and the raw bytes."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import ingest
from articles.models import (
    Article,
    Byline,
    Correction,
    Delivery,
    Photo,
    Rendition,
    Revision,
    Ruling,
    Source,
    SourceRule,
    WireVersion,
)
from tests import factories
from tests.admin import desk
from tests.admin.test_imports import STORY, file

pytestmark = pytest.mark.django_db
FIXED = (Delivery, WireVersion, Revision, Rendition, Ruling)
ALL = [model for model in admin.site._registry if model._meta.app_label == "articles"]


def address(model, page, *args):
    return reverse(f"admin:articles_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def filled():
    list(ingest.receive(file("a.txt", STORY).file, name="a.txt"))
    list(ingest.receive(file("empty.txt", "").file, name="empty.txt"))
    story = Article.objects.get()
    factories.caption(story, picture=factories.photo(specs=["w465.jpeg"]))
    factories.correction(factories.published())
    ruling = Ruling.objects.create(delivery=Delivery.objects.last(), line=1, text="x", digest="x", fate="removed")
    SourceRule.objects.create(source=Source.objects.get(), text="x", digest="x", fate="removed", ruling=ruling)
    return story


@pytest.fixture
def chief():
    return desk.client("admin", is_superuser=True)


def test_all_models_are_registered():
    names = {model.__name__ for model in ALL}
    assert names == {
        "Alarm", "Article", "Byline", "Caption", "Correction", "Delivery", "Photo", "Rendition", "Revision", "Ruling",
        "DeliveryToken", "Message", "SecurityEvent", "Source", "SourceRule", "StandingPage", "StyleRule",
        "Section", "Subscription", "Topic", "WireVersion",
    } - {"Caption"}, "captions and bylines of a story are edited on its page"  # fmt: skip


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_every_list_and_every_record_opens(model, filled, chief):
    assert chief.get(address(model, "changelist"), follow=True).status_code == 200
    for one in model.objects.all()[:3]:
        assert chief.get(address(model, "change", one.pk)).status_code == 200
    assert chief.get(address(model, "changelist"), {"q": "story"}, follow=True).status_code == 200


@pytest.mark.parametrize("model", [one for one in ALL if one is not Article], ids=lambda model: model.__name__)
def test_a_list_costs_the_same_however_long(model, filled, chief):
    chief.get(address(model, "changelist"))
    with CaptureQueriesContext(connection) as few:
        chief.get(address(model, "changelist"))
    for number in range(5):
        list(ingest.receive(file("x", STORY.replace("storms", f"storm {number}")).file, name=f"{number}.txt"))
        story = factories.published()
        factories.caption(story, picture=factories.photo(specs=["w465.jpeg"]))
        factories.correction(story)
        factories.byline(f"Reporter {number}")
    with CaptureQueriesContext(connection) as many:
        chief.get(address(model, "changelist"))
    assert len(many.captured_queries) <= len(few.captured_queries)


@pytest.mark.parametrize("model", FIXED, ids=lambda model: model.__name__)
def test_what_the_program_writes_nobody_changes(model, filled, chief):
    one = model.objects.first()
    before = model.objects.filter(pk=one.pk).values().get()
    assert chief.get(address(model, "add")).status_code == 404
    assert chief.post(address(model, "change", one.pk), {"event": "forged"}).status_code == 404
    assert chief.post(address(model, "delete", one.pk), {"post": "yes"}).status_code == 404
    chief.post(address(model, "changelist"), {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"})
    assert model.objects.filter(pk=one.pk).values().get() == before


@pytest.mark.parametrize(("role", "ends"), [("editor", False), ("publisher", False), ("admin", True)])
def test_only_an_admin_ends_the_rule_of_a_source(role, ends, filled):
    rule = SourceRule.objects.get()
    desk.client(role).post(address(SourceRule, "delete", rule.pk), {"post": "yes"})
    assert SourceRule.objects.filter(pk=rule.pk).exists() is not ends


def test_a_photo_in_a_story_is_not_deleted_and_the_page_names_the_story(filled, chief):
    photo = Photo.objects.first()
    answer = chief.post(address(Photo, "delete", photo.pk), {"post": "yes"})
    assert answer.status_code == 200 and answer.context["protected"]
    assert b"<img" in chief.get(address(Photo, "changelist")).content


@pytest.mark.parametrize(
    ("model", "field", "term"),
    [
        ("articlebyline", "byline", "press"),
        ("article", "topics", "flood"),
        ("caption", "photo", "harbour"),
        ("correction", "article", "harbour"),
        ("article", "section", "pol"),
    ],
)
def test_suggestions_come_by_word(model, field, term, filled):
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": term}
    answer = desk.client().get(reverse("admin:autocomplete"), query)
    assert answer.status_code == 200
    assert all(set(one) == {"id", "text"} for one in answer.json()["results"])
    if model == "articlebyline":
        assert [one["text"] for one in answer.json()["results"]] == ["Press Association"]


def test_suggestions_are_for_those_who_may_see_them(filled):
    query = {"app_label": "articles", "model_name": "articlebyline", "field_name": "byline", "term": "press"}
    assert desk.client("", is_staff=True).get(reverse("admin:autocomplete"), query).status_code == 404


def test_the_raw_bytes_come_as_a_file_that_no_browser_shows(filled):
    delivery = filled.wire_versions.get().delivery
    answer = desk.client("editor").get(address(Delivery, "raw", delivery.pk))
    assert b"".join(answer.streaming_content) == STORY.encode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"


def test_the_raw_bytes_are_not_for_everyone(filled, client):
    delivery = Delivery.objects.first()
    missing = desk.client("", is_staff=True).get(address(Delivery, "raw", 999_999))
    refused = desk.client("", is_staff=True).get(address(Delivery, "raw", delivery.pk))
    assert missing.status_code == refused.status_code == 404
    assert client.get(address(Delivery, "raw", delivery.pk)).status_code == 302


def test_a_refused_delivery_says_why(filled):
    delivery = Delivery.objects.get(file_name="empty.txt")
    page = desk.client().get(address(Delivery, "change", delivery.pk)).content.decode()
    assert delivery.reason in page and delivery.remedy in page


def test_a_byline_and_a_correction_are_made_by_hand(chief):
    chief.post(address(Byline, "add"), {"name": "Ann Reporter", "slug": "ann-reporter", "kind": "person"})
    story = factories.published()
    chief.post(
        address(Correction, "add"),
        {"article": story.pk, "kind": "correction", "text": "The wall is in Marrowby.", "placement": "footnote"},
    )
    assert Byline.objects.filter(slug="ann-reporter").exists()
    assert story.corrections.get().raised_by == User.objects.get(is_superuser=True)


def test_nobody_looks_up_what_is_not_offered(filled):
    asked = {"received_by__password__startswith": "x"}
    assert desk.client("admin").get(address(Delivery, "changelist"), asked).status_code == 400
