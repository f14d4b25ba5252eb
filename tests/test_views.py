"""The addresses of the public site, and what they answer."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from articles import workflow
from articles.models import Article, Section
from tests import factories

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def page(client: Client, address: str, status: int = 200) -> str:
    """Fetch a page as a reader."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_names_of_the_addresses_are_right():
    assert reverse("home") == "/"
    assert reverse("search") == "/search/"
    assert reverse("section", args=["politics"]) == "/politics/"
    assert reverse("byline", args=["sam-lister"]) == "/by/sam-lister/"
    assert reverse("article", args=["politics", "the-polluter-will-pay", 7]) == "/politics/the-polluter-will-pay-7/"


def test_a_published_story_is_read_at_its_address(client):
    story = factories.published(headline="The polluter will pay", body="First words.\n\nLast words.")
    text = page(client, story.get_absolute_url())
    assert "<h1>The polluter will pay</h1>" in text
    assert "<p>First words.</p>" in text and "<p>Last words.</p>" in text


def test_a_slug_that_ends_in_a_number_does_not_change_the_id(client):
    story = factories.published(headline="Summit of the G-20")
    assert story.get_absolute_url() == f"/politics/summit-of-the-g-20-{story.pk}/"
    page(client, story.get_absolute_url())


@pytest.mark.parametrize("address", ["/politics/an-old-slug-{pk}/", "/sport/{slug}-{pk}/", "/no-such-section/x-{pk}/"])
def test_an_old_address_leads_to_the_right_one_for_ever(client, address):
    story = factories.published()
    old = address.format(pk=story.pk, slug=story.slug)
    answer = client.get(f"{old}?from=mail&x=%2F")
    assert answer.status_code == 301
    assert answer["Location"] == f"{story.get_absolute_url()}?from=mail&x=%2F"


def test_a_redirect_never_leaves_the_site(client):
    story = factories.published()
    answer = client.get(f"//evil.example/x-{story.pk}/")
    assert not answer.headers.get("Location", "/").startswith(("//", "http"))


def test_a_story_without_a_section_has_an_address_too(client):
    story = factories.published(section=None)
    assert story.get_absolute_url().startswith("/news/")
    page(client, story.get_absolute_url())
    page(client, "/")


@pytest.mark.parametrize("name", ["admin", "by", "media", "search", "static"])
def test_no_section_hides_another_part_of_the_site(client, name):
    section = factories.section(name)
    story = factories.published(section=section)
    assert section.get_absolute_url() == f"/{name}_/"
    assert story.headline in page(client, section.get_absolute_url())
    page(client, story.get_absolute_url())
    assert story.headline not in client.get(f"/{name}/").content.decode()


@pytest.mark.parametrize("pk", ["0", "007", "999999999999999999", "9999999999999999999999", "-1", "x"])
def test_an_impossible_id_is_not_there(client, pk):
    page(client, f"/politics/x-{pk}/", 404)


@pytest.mark.parametrize(
    "address", ["/", "/politics/", "/search/?q=plan", "/by/press-association/", "{story}", "/nothing/", "{gone}"]
)
def test_head_answers_like_get_without_the_body(client, address):
    address = address.format(
        story=factories.published().get_absolute_url(), gone=factories.withdrawn().get_absolute_url()
    )
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code
    assert head.content == b""


def test_public_pages_can_only_be_read(client):
    story = factories.published()
    for address in ("/", "/search/", "/politics/", "/by/press-association/", story.get_absolute_url()):
        assert client.post(address).status_code == 405
        assert client.delete(address).status_code == 405


def test_what_is_not_public_looks_like_what_does_not_exist(client):
    draft = factories.article()
    spiked = workflow.move(factories.article(), "spike", by=None)
    nothing = client.get("/politics/x-999999/")
    for story in (draft, spiked):
        answer = client.get(story.get_absolute_url())
        assert answer.status_code == nothing.status_code == 404
        assert answer.content == nothing.content
        assert dict(answer.headers) == dict(nothing.headers)


def test_a_withdrawn_story_is_gone_and_says_only_what_readers_are_told(client):
    story = factories.withdrawn(headline="Secret headline", note="We named the wrong person.", body="Secret text.")
    for address in (story.get_absolute_url(), f"/sport/whatever-{story.pk}/"):
        text = page(client, address, 410)
        assert "We named the wrong person." in text
        assert "ecret" not in text


def test_an_expired_story_is_gone(client):
    story = factories.published()
    Article.objects.filter(pk=story.pk).update(expires_at=story.publish_at)
    assert "no longer available" in page(client, story.get_absolute_url(), 410)


def test_a_story_published_again_is_back(client):
    story = factories.withdrawn()
    page(client, story.get_absolute_url(), 410)
    workflow.move(story, "publish", by=None)
    page(client, story.get_absolute_url())


def test_who_has_nothing_published_has_no_page(client):
    factories.article(bylines=["Only Drafts"])
    factories.withdrawn(bylines=["Was Withdrawn"])
    factories.published(bylines=["Sam Lister"])
    page(client, "/by/only-drafts/", 404)
    page(client, "/by/was-withdrawn/", 404)
    assert "<h1>Sam Lister</h1>" in page(client, "/by/sam-lister/")


def test_every_section_has_a_page_even_an_empty_one(client):
    for section in Section.objects.all():
        assert "There are no stories here yet." in page(client, section.get_absolute_url())
    page(client, "/no-such-section/", 404)


def test_public_pages_set_no_cookie_and_never_vary_by_one(client):
    story, gone = factories.published(), factories.withdrawn()
    client.force_login(factories.user("publisher"))
    addresses = ("/", "/politics/", "/by/press-association/", "/search/", "/search/?q=plan", "/none/", story, gone)
    for one in addresses:
        answer = client.get(one if isinstance(one, str) else one.get_absolute_url())
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()
        assert "publisher-" not in answer.content.decode()


def test_everyone_gets_the_same_page(client):
    story = factories.published()
    stranger = client.get(story.get_absolute_url()).content
    client.force_login(factories.user("admin"))
    assert client.get(story.get_absolute_url()).content == stranger


def test_nothing_of_another_house_and_no_inline_script_or_style(client):
    story = factories.published(captions=[{"picture": factories.photo(specs=factories.RENDITIONS)}])
    for address in ("/", "/politics/", "/search/?q=council", story.get_absolute_url(), "/none/"):
        text = client.get(address).content.decode()
        assert " style=" not in text and "<style" not in text
        assert text.count("<script") == text.count('<script type="application/ld+json">')
        assert not [part for part in text.split("http")[1:] if not part.startswith(("://testserver", "s://schema.org"))]
        assert "script-src 'self'" in client.get(address)["Content-Security-Policy"]


def test_what_the_wire_sends_is_shown_and_never_run(client):
    story = factories.published(
        headline=f"Headline {HOSTILE}",
        standfirst=f"Standfirst {HOSTILE}",
        body=f"Body {HOSTILE}\n\n## Crosshead {HOSTILE}\n\n[a link](javascript:alert(3))",
        dateline=HOSTILE,
        bylines=[factories.byline(f"Name {HOSTILE}", slug="name", role=HOSTILE, organisation=HOSTILE)],
        captions=[{"text": HOSTILE, "title": HOSTILE, "photographer": HOSTILE, "alt_text": '" onload="alert(4)'}],
    )
    factories.correction(story, HOSTILE)
    for address in ("/", story.get_absolute_url(), "/by/name/", "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E"):
        text = page(client, address)
        assert "<script>" not in text and "<img src=x" not in text and 'onload="' not in text
        assert 'href="javascript:' not in text
        assert text.count("<script") == text.count('<script type="application/ld+json">')


def test_a_page_that_has_not_changed_is_not_sent_again(client):
    story = factories.published()
    first = client.get(story.get_absolute_url())
    again = client.get(story.get_absolute_url(), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and again.content == b""
    factories.correction(story, "The number was wrong.")
    changed = client.get(story.get_absolute_url(), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200 and "The number was wrong." in changed.content.decode()


def test_a_validator_of_yesterday_does_not_bring_a_withdrawn_story_back(client):
    story = factories.published()
    etag = client.get(story.get_absolute_url())["ETag"]
    workflow.move(story, "withdraw", by=None, note="Gone.")
    answer = client.get(story.get_absolute_url(), headers={"if-none-match": etag})
    assert answer.status_code == 410
    draft = factories.article()
    assert client.get(draft.get_absolute_url(), headers={"if-none-match": "*"}).status_code == 404


def test_the_page_of_a_fault_asks_the_database_nothing(client, django_assert_num_queries, monkeypatch):
    story = factories.published()
    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.story.related", lambda story: 1 / 0)
    answer = client.get(story.get_absolute_url())
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "The fault is ours" in text and "ZeroDivision" not in text
    with django_assert_num_queries(0):
        from articles.views.errors import broken

        assert broken(answer.wsgi_request).status_code == 500


@override_settings(SITE_NAME="The Daily Wire & Post")
def test_the_site_says_its_own_name(client):
    assert "The Daily Wire &amp; Post" in page(client, "/")
