"""The archive, the corrections and the pages that the desk writes about itself; and what is said when all fails."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError

from articles.models import StandingPage
from tests import factories
from tests.test_views import page

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def test_the_archive_leads_to_months_days_and_stories(client):
    first = factories.published(at=datetime(2024, 1, 30, 0, 10, tzinfo=LONDON), headline="Of the 30th")
    factories.published(at=datetime(2024, 2, 2, 12, tzinfo=LONDON), headline="Of February")
    assert 'href="/2024/01/"' in page(client, "/archive/")
    assert 'href="/2024/01/30/"' in page(client, "/2024/01/")
    text = page(client, "/2024/01/30/")
    assert first.get_absolute_url() in text and "Of February" not in text
    assert 'href="/2024/02/02/"' in text
    for address in ("/2024/01/29/", "/2024/13/", "/2024/02/30/", "/2023/01/", "/2024/1/", "/1850/01/"):
        page(client, address, 404)


def test_a_long_day_goes_on_over_pages(client, monkeypatch):
    monkeypatch.setattr("articles.views.archive.OF_A_DAY", 2)
    for minute in range(3):
        factories.published(at=datetime(2024, 1, 30, 9, minute, tzinfo=LONDON), headline=f"Minute {minute}")
    factories.published(at=datetime(2024, 1, 29, 9, tzinfo=LONDON))
    text = page(client, "/2024/01/30/")
    assert "Minute 2" in text and "Minute 1" in text and "Minute 0" not in text
    older = page(client, text.split('rel="next" href="')[1].split('"')[0])
    assert "Minute 0" in older and 'rel="next"' not in older


def test_corrections_have_a_page_with_what_is_only_said_there(client):
    story = factories.published(headline="The polluter will pay")
    one = factories.correction(story, "It was <b>1,388</b>.", placement="page-only")
    factories.correction(factories.article(headline="Not out"), "Of a draft.")
    factories.correction(story, "Not yet.", published_at=None)
    text = page(client, "/corrections/")
    assert f'id="correction-{one.pk}"' in text and "It was &lt;b&gt;1,388&lt;/b&gt;." in text
    assert "Of a draft" not in text and "Not out" not in text and "Not yet" not in text


def test_the_desk_writes_about_itself_in_the_markup_of_stories(client):
    assert "When we get something wrong</h2>" in page(client, "/about/")
    StandingPage.objects.create(
        slug="standards", title="Our <standards>", body="## First\n\n<b>Be right.</b>", is_public=True
    )
    text = page(client, "/about/standards/")
    assert "Our &lt;standards&gt;" in text and "<h2>First</h2>" in text and "&lt;b&gt;Be right" in text
    StandingPage.objects.update(is_public=False)
    page(client, "/about/", 404)
    page(client, "/about/standards/", 404)


def test_a_database_that_is_away_is_said_to_be_away(client, monkeypatch):
    def away(*_, **__):
        raise OperationalError("gone")

    client.raise_request_exception = False
    monkeypatch.setattr("articles.listings.in_list", away)
    answer = client.get("/politics/")
    assert answer.status_code == 503 and answer["Retry-After"] == "30" and "gone" not in answer.content.decode()
