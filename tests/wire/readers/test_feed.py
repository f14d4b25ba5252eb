# ruff: noqa: E501 - specimens are one line, however long
"""RSS and Atom: an entry a story, HTML as blocks, pictures announced and never fetched."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from articles.wire import read
from articles.wire.story import Kind, Story
from tests.wire.corpus import CORPUS, needs_corpus

SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="urn:itunes"'
COPY = "<p>The council has voted to <b>rebuild</b> the wall.</p><ul><li>One</li></ul><script>alert(1)</script>"


def rss(*items: str) -> tuple[Story, ...]:
    head = "<title>Wire</title><link>https://www.example.com/news</link><language>en-gb</language>"
    found = read(f'<rss version="2.0" {SPACES}><channel>{head}{"".join(items)}</channel></rss>'.encode())
    assert found.format == "feed", found
    return found.stories


def entry(inside: str, guid: str = "wall-1") -> str:
    return f"<item><title>Council to rebuild sea wall</title><guid>{guid}</guid><pubDate>Tue, 03 Mar 2026 12:00:00 GMT</pubDate>{inside}</item>"


def test_every_field_of_an_entry_arrives() -> None:
    inside = (
        f"<itunes:title>Not ours</itunes:title><description>Work begins in May.</description><content:encoded><![CDATA[{COPY}]]></content:encoded>"
        "<dc:creator>By Ann Roe, PA Political Correspondent</dc:creator><category>Politics</category>"
        '<category domain="urn:pa:subject:sig">Correction</category>'
    )
    (one,) = rss(entry(inside))
    assert (one.headline, one.standfirst, one.uri) == ("Council to rebuild sea wall", "Work begins in May.", "wall-1")
    assert (one.provider, one.language, one.date) == ("example.com", "en-gb", date(2026, 3, 3))
    assert one.version_created == datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
    assert [(each.kind, each.text) for each in one.body] == [
        (Kind.PARAGRAPH, "The council has voted to rebuild the wall."), (Kind.ITEM, "One"),
    ]  # fmt: skip
    assert (one.bylines[0].name, one.signals, one.subjects[0].code) == ("Ann Roe", ("sig:correction",), "Politics")
    assert "alert" not in repr(one)


def test_each_entry_is_a_story() -> None:
    first, second = rss(entry("<description>One.</description>"), entry("<description>Two.</description>", "wall-2"))
    assert [one.body[0].text for one in (first, second)] == ["One.", "Two."]
    assert [one.uri for one in (first, second)] == ["wall-1", "wall-2"]


@pytest.mark.parametrize(
    "inside",
    [
        '<media:content url="wall.jpg" medium="image"><media:credit>Tom Fenn/PA</media:credit><media:description>The wall</media:description></media:content>',
        '<media:group><media:content url="wall.jpg" type="image/jpeg"/><media:description>The wall</media:description><media:credit>Tom Fenn/PA</media:credit></media:group>',
        '<media:content url="wall.jpg" type="image/jpeg"/><media:description>The wall (Tom Fenn/PA)</media:description>',
    ],
)
def test_a_picture_is_announced_with_caption_and_credit(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the reader spoke to the network"))
    (one,) = rss(entry(f'<description>One.</description>{inside}<enclosure url="talk.mp3" type="audio/mpeg"/>'))
    (picture,) = one.pictures
    assert (picture.caption, picture.supplier_ref, picture.is_lead) == ("The wall", "wall.jpg", True)
    assert (picture.credit.photographer, picture.credit.agency) == ("Tom Fenn", "PA")


@pytest.mark.parametrize(
    ("author", "name"), [("ann@example.com (Ann Roe)", "Ann Roe"), ("Ann Roe", "Ann Roe"), ("desk@example.com", "")]
)
def test_an_address_is_no_name(author: str, name: str) -> None:
    (one,) = rss(entry(f"<description>One.</description><author>{author}</author>"))
    assert "".join(byline.name for byline in one.bylines) == name


@pytest.mark.parametrize(
    "content",
    [
        '<content type="html">&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;</content>',
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two.</p><p>Three.</p></div></content>',
        '<content type="text">One &amp; two.\n\nThree.</content>',
    ],
)
def test_atom_is_read_whatever_its_content_is_written_in(content: str) -> None:
    source = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><link href="https://example.com/"/><entry>'
        "<title>Council &lt;i&gt; rebuilds</title><id>urn:uuid:1</id><published>2026-03-03T11:00:00Z</published>"
        f"<updated>2026-03-04T12:00:00Z</updated><author><name>Ann Roe</name></author>{content}</entry></feed>"
    )
    one = read(source.encode()).stories[0]
    assert [block.text for block in one.body] == ["One & two.", "Three."]
    assert (one.uri, one.provider, one.bylines[0].name) == ("urn:uuid:1", "example.com", "Ann Roe")
    assert (one.date, one.version_created) == (date(2026, 3, 3), datetime(2026, 3, 4, 12, 0, tzinfo=UTC))


def test_a_feed_without_entries_is_refused() -> None:
    refusal = read(b"<rss><channel><title>Wire</title></channel></rss>").refusal
    assert refusal is not None and refusal.code == "NO_STORY"


@needs_corpus
@pytest.mark.parametrize("name", ["atom", "pa_rss"])
def test_specimens_give_what_their_row_says(name: str) -> None:
    (one,) = read((CORPUS / f"wire/synthetic/{name}.xml").read_bytes()).stories
    assert (one.headline, one.bylines[0].name, len(one.body)) == ("Minister promises £14m", "Dilys Quayle", 1)
    assert one.version_created == datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
