"""Bytes in, articles out: kept for ever, filed once, refused with a reason."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.storage import storages

from articles import ingest, workflow
from articles.models import Article, Byline, Delivery, Photo, Revision, Source, WireVersion
from articles.wire.story import Fate
from tests.captures import FURNITURE, capture

pytestmark = pytest.mark.django_db


def receive(payload, name="story.txt", **options):
    return list(ingest.receive(io.BytesIO(payload), name=name, **options))


def zipped(*entries):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


def rows():
    models = (Article, Byline, Delivery, Photo, Revision, WireVersion)
    return [model.objects.count() for model in models]


def test_a_capture_becomes_an_unpublished_article_with_all_its_parts():
    (filed,) = receive(capture())
    article = Article.objects.get(pk=filed.article)
    assert filed.outcome == "created"
    assert article.status == "new"
    assert article.headline == "Council number 1 votes to repair sea wall before winter"
    assert article.section.slug == "politics"
    assert article.wire_date.isoformat() == "2026-11-20"
    assert article.body.count("\n\n") == 4
    assert [str(byline) for byline in article.bylines.all()] == ["Press Association"]
    assert article.bylines.get().kind == Byline.Kind.ORGANISATION
    (caption,) = article.captions.all()
    assert (caption.number, caption.role) == (1, "lead")
    assert (caption.photographer, caption.agency) == ("Idris Calder", "PA")
    assert not caption.photo.has_file
    assert not Article.objects.published().exists()


def test_the_raw_bytes_are_kept_under_their_hash_and_the_ledger_accounts_for_them():
    receive(capture())
    delivery = Delivery.objects.get()
    assert delivery.sha256 == hashlib.sha256(capture()).hexdigest()
    assert storages["raw"].open(delivery.raw_key).read() == capture()
    pieces = delivery.versions.get().pieces
    assert "".join("".join(piece["text"] for piece in pieces).split()) == "".join(capture().decode().split())
    assert {piece["fate"] for piece in pieces} >= {Fate.REMOVED, Fate.REPEAT, Fate.PARAGRAPH, Fate.CAPTION}


def test_the_first_revision_is_the_import():
    receive(capture())
    revision = Revision.objects.get()
    assert (revision.event, revision.version) == ("imported", 1)
    assert revision.snapshot["captions"][0]["agency"] == "PA"


def test_the_same_bytes_again_change_nothing():
    (first,) = receive(capture())
    before = rows()
    (again,) = receive(capture(), name="copy.txt")
    assert (again.outcome, again.article) == ("unchanged", first.article)
    assert rows() == before


def test_the_same_words_in_other_furniture_are_the_same_article():
    (first,) = receive(capture())
    (other,) = receive(
        capture().replace(b" date 2026-11-20 ", b" date 2026-11-20 Calendar An icon of a desk calendar. ")
    )
    assert (other.outcome, other.article) == ("unchanged", first.article)
    assert Article.objects.count() == 1
    assert WireVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", "EMPTY"),
        (b" \n\t\n ", "EMPTY"),
        (FURNITURE, "NO_STORY"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "IMAGE_UNREADABLE"),
        (b"II*\0" + bytes(range(256)), "NOT_TEXT"),
        (b"All work and no play. " * 500_000, "TOO_LARGE"),
        (zipped(("good.txt", capture()), ("../evil.txt", b"x")), "ZIP_PATH"),
    ],
)
def test_what_cannot_be_filed_is_refused_kept_and_remembered(payload, code):
    (first,) = receive(payload, name="bad")
    assert (first.outcome, first.code) == ("refused", code)
    assert first.reason and first.remedy
    delivery = Delivery.objects.get()
    assert (delivery.outcome, delivery.code) == ("refused", code)
    assert storages["raw"].open(delivery.raw_key).read() == payload
    assert not Article.objects.exists() and not Photo.objects.exists()
    assert receive(payload, name="bad") == [first]
    assert Delivery.objects.count() == 1


def test_a_refused_capture_still_shows_its_ledger():
    receive(FURNITURE)
    pieces = Delivery.objects.get().pieces
    assert "".join("".join(piece["text"] for piece in pieces).split()) == "".join(FURNITURE.decode().split())


def test_a_zip_is_taken_in_file_by_file_and_one_bad_file_stops_no_other():
    filed = receive(zipped(("a.txt", capture(1)), ("b.txt", b""), ("c/d.txt", capture(2))), name="day.zip")
    assert [(one.file, one.outcome) for one in filed] == [
        ("day.zip/a.txt", "created"), ("day.zip/b.txt", "refused"), ("day.zip/c/d.txt", "created"),
    ]  # fmt: skip


def test_a_dry_run_foresees_everything_and_writes_nothing():
    receive(capture(1))
    before = rows()
    outcomes = [receive(payload, dry_run=True)[0].outcome for payload in (capture(1), capture(77), b"")]
    assert outcomes == ["unchanged", "created", "refused"]
    assert rows() == before
    assert not storages["raw"].exists(Delivery(sha256=hashlib.sha256(capture(77)).hexdigest()).raw_key)


def test_a_dry_run_of_a_bad_zip_keeps_nothing():
    (filed,) = receive(zipped(("../evil.txt", b"x")), dry_run=True)
    assert filed.code == "ZIP_PATH"
    assert not Delivery.objects.exists()


def test_an_import_killed_between_two_stories_is_finished_by_the_next(monkeypatch):
    def dies(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(ingest, "_close", dies)
    with pytest.raises(KeyboardInterrupt):
        receive(capture())
    monkeypatch.undo()
    assert Delivery.objects.get().outcome == Delivery.Outcome.RECEIVED
    (filed,) = receive(capture())
    assert filed.outcome == "unchanged"
    assert Delivery.objects.get().outcome == Delivery.Outcome.FILED
    assert Article.objects.count() == 1


def test_a_source_is_heard_and_gives_its_section():
    from articles.models import Section

    source = Source.objects.create(name="PA", slug="pa", default_section=Section.objects.get(slug="uk"))
    receive(capture().replace(b"Home Politics", b"Home Fjords"), source=source)
    article = Article.objects.get()
    assert article.section.slug == "uk"
    assert article.needs_review
    assert "UNKNOWN_SECTION" in [issue["code"] for issue in article.issues]
    source.refresh_from_db()
    assert source.last_heard is not None


def test_an_imported_story_can_be_published_and_no_other_way_is_open():
    (filed,) = receive(capture())
    workflow.move(Article.objects.get(), "publish", by=None)
    assert Article.objects.published().get().pk == filed.article
