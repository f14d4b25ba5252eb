# ruff: noqa: E501 - specimens are one line, however long
"""NewsML 1.2: lines that are empty, components in components, and an address that every revision shares."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.wire import read
from articles.wire.story import Fate, Profile, PubStatus, Story
from tests.wire.corpus import CORPUS, needs_corpus

COPY = "<p>The council has voted to rebuild the sea wall.</p><p>Work begins in May.</p>"
PHOTO = (
    '<NewsComponent><Role FormalName="Photo"/><NewsComponent><Role FormalName="Caption"/><NewsLines><CreditLine>Tom Fenn/PA</CreditLine></NewsLines>'
    '<ContentItem><MediaType FormalName="Text"/><DataContent><p>The wall at Upper Ferry</p></DataContent></ContentItem></NewsComponent>'
    '<NewsComponent><Role FormalName="HighRes"/><ContentItem Href="wall.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>'
    '<NewsComponent><Role FormalName="Thumbnail"/><ContentItem Href="small.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsComponent>'
)


def item(content: str = COPY, *, status: str = "Usable", managed: str = "", revision: str = "2", more: str = "", lines: str = "") -> str:  # fmt: skip
    return (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>example.com</ProviderId><DateId>20260303</DateId><NewsItemId>wall</NewsItemId>"
        f'<RevisionId PreviousRevision="1" Update="N">{revision}</RevisionId><PublicIdentifier>urn:newsml:example.com:20260303:wall:{revision}N</PublicIdentifier>'
        "</NewsIdentifier><NameLabel>POLITICS Wall</NameLabel></Identification>"
        '<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260303T110000Z</FirstCreated><ThisRevisionCreated>20260303T120000+0000</ThisRevisionCreated>'
        f'<Status FormalName="{status}"/>{managed}<Urgency FormalName="4"/></NewsManagement>'
        "<NewsComponent><NewsLines><HeadLine/></NewsLines><NewsComponent><NewsLines><HeadLine>Council to rebuild sea wall</HeadLine>"
        f"<ByLine>By Ann Roe</ByLine><DateLine>Upper Ferry, March 3</DateLine><CopyrightLine>© Example</CopyrightLine>{lines}</NewsLines>"
        '<AdministrativeMetadata><Provider><Party FormalName="EX"/></Provider></AdministrativeMetadata>'
        '<DescriptiveMetadata><Language FormalName="en-GB"/><SubjectCode><Subject FormalName="11000000"/></SubjectCode></DescriptiveMetadata>'
        f'<ContentItem><MediaType FormalName="Text"/><DataContent>{content}</DataContent></ContentItem></NewsComponent>{more}</NewsComponent></NewsItem>'
    )


def stories(*items: str) -> tuple[Story, ...]:
    found = read(
        f"<NewsML><NewsEnvelope><DateAndTime>20260303T120000Z</DateAndTime></NewsEnvelope>{''.join(items)}</NewsML>".encode()
    )
    assert found.format == "newsml-1", found
    return found.stories


@pytest.mark.parametrize(
    "content",
    [
        COPY,
        f"<nitf><body><body.content>{COPY}</body.content></body></nitf>",
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{COPY}</body></html>',
        "The council has voted to rebuild the sea wall.\n\n Work begins in May.\n",
    ],
)
def test_copy_is_read_whatever_it_is_written_in(content: str) -> None:
    (one,) = stories(item(content))
    assert [block.text for block in one.body] == [
        "The council has voted to rebuild the sea wall.",
        "Work begins in May.",
    ]
    assert (one.headline, one.bylines[0].name, one.issues) == ("Council to rebuild sea wall", "Ann Roe", ())


def test_every_field_of_an_item_arrives() -> None:
    (one,) = stories(item())
    assert (one.provider, one.version, one.urgency, one.catchline) == ("EX", "2", 4, "POLITICS Wall")
    assert (one.dateline, one.copyright_holder, one.language) == ("Upper Ferry, March 3", "© Example", "en-GB")
    assert (one.version_created, one.subjects[0].code) == (datetime(2026, 3, 3, 12, 0, tzinfo=UTC), "11000000")
    assert Fate.DATELINE in {piece.fate for piece in one.pieces}


def test_revisions_share_their_address_and_items_come_out_one_by_one() -> None:
    first, second = stories(item(), item(revision="3"))
    assert first.uri == second.uri == "urn:newsml:example.com:20260303:wall"
    assert (first.version, second.version) == ("2", "3")


WILL_CHANGE = '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20990305T000100Z</DateAndTime></StatusWillChange>'


@pytest.mark.parametrize(
    ("status", "managed", "expected", "until"),
    [
        ("Embargoed", WILL_CHANGE, "embargoed", datetime(2099, 3, 5, 0, 1, tzinfo=UTC)),
        ("Embargoed", "", "embargoed", None),
        ("Withheld", "", "withheld", None),
        ("Canceled", "", "canceled", None),
        ("Usable", '<Instruction FormalName="Kill"/>', "canceled", None),
        ("Odd", "", "unknown", None),
    ],
)
def test_what_must_not_be_used_is_held(status: str, managed: str, expected: str, until: datetime | None) -> None:
    (one,) = stories(item(status=status, managed=managed))
    assert (one.pub_status, one.embargo_until) == (PubStatus(expected), until)
    assert one.issues


def test_corrections_and_notes_reach_the_desk_alone() -> None:
    lines = '<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>Corrects sum</NewsLineText></NewsLine>'
    (one,) = stories(item(managed='<Instruction FormalName="Correction"/>', lines=lines))
    assert (one.signals, one.ed_note) == (("sig:correction",), "Corrects sum")


def test_a_picture_has_its_caption_its_credit_and_its_file() -> None:
    (one,) = stories(item(more=PHOTO))
    (picture,) = one.pictures
    assert (picture.caption, picture.supplier_ref) == ("The wall at Upper Ferry", "wall.jpg")
    assert (picture.credit.photographer, picture.credit.agency) == ("Tom Fenn", "PA")
    assert (len(one.body), one.profile) == (2, Profile.STORY)


@needs_corpus
def test_letters_that_are_declared_wrongly_are_read_rightly() -> None:
    one = read((CORPUS / "wire/legacy/sd_afp20.xml").read_bytes()).stories[0]
    assert one.headline.startswith("Décès") and one.provider == "AFP" and len(one.body) == 2
