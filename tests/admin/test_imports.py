"""Import by upload and paste."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import ingest
from articles.models import Article, Delivery, Source
from tests import factories
from tests.admin import desk

pytestmark = pytest.mark.django_db
IMPORT = "/admin/import/"
STORY = (
    "Harbour wall to be rebuilt after storms\n\nBy Press Association\n\n"
    "The harbour wall at Marrowby will be rebuilt next spring, the council said on Tuesday.\n\n"
    "Work on the wall is expected to take nine months and to cost two million pounds.\n\n"
    "Fishermen said they were relieved that the money had been found at last.\n"
)


def upload(*files, browser=None, **fields):
    answer = (browser or desk.client()).post(IMPORT, {"upload": list(files), **fields})
    assert answer.status_code == 200
    return answer


def outcomes(answer):
    return [(line.filed.file, line.outcome, line.filed.code) for line in answer.context["lines"]]


def file(name, content):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def test_several_files_are_filed_at_once_with_a_link_to_each_story():
    other = STORY.replace("Harbour", "Quay").replace("harbour", "quay").replace("Marrowby", "Wexcombe")
    answer = upload(file("a.txt", STORY), file("b.txt", other))
    assert Article.objects.count() == 2
    assert [line.filed.file for line in answer.context["lines"]] == ["a.txt", "b.txt"]
    for article in Article.objects.all():
        assert f'href="/admin/articles/article/{article.pk}/change/"' in answer.content.decode()


def test_pasted_text_is_filed_as_typed_by_the_one_way_in():
    browser = desk.client()
    answer = browser.post(
        IMPORT, {"text": STORY.replace("\n", "\r\n"), "source": Source.objects.get(slug="by-hand").pk}
    )
    delivery = Delivery.objects.get()
    assert delivery.size == len(STORY.encode()), "the browser's line ends are no part of the capture"
    assert delivery.received_by_id == int(browser.session["_auth_user_id"])
    assert Article.objects.get().headline == "Harbour wall to be rebuilt after storms"
    assert len(answer.context["lines"]) == 1


def test_the_same_file_again_is_unchanged():
    upload(file("a.txt", STORY))
    assert outcomes(upload(file("again.txt", STORY))) == [("again.txt", "unchanged", "")]
    assert Article.objects.count() == 1


def test_a_zip_is_taken_in_file_by_file():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", STORY)
        archive.writestr("two.txt", "")
    done = outcomes(upload(file("both.zip", packed.getvalue())))
    assert [(name, outcome) for name, outcome, _ in done][1] == ("both.zip/two.txt", "refused")
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "EMPTY"),
        ("blank.txt", b" \n\n ", "EMPTY"),
        ("picture.jpg", b"\xff\xd8\xff\xe0" + bytes(2000), "IMAGE_UNREADABLE"),
        ("sound.wav", b"RIFF\0\0\0\0WAVE" + bytes(2000), "NOT_TEXT"),
        ("large.txt", b"A line of text. " * 700_000, "TOO_LARGE"),
    ],
)
def test_what_holds_no_story_is_refused_with_reason_and_remedy(name, content, code):
    answer = upload(file(name, content), file("good.txt", STORY))
    assert outcomes(answer)[0] == (name, "refused", code)
    line = answer.context["lines"][0].filed
    page = answer.content.decode()
    assert line.reason in page and line.remedy in page
    assert Article.objects.count() == 1, "one bad file never stops the others"


def test_a_disk_that_is_full_is_answered_and_stops_nothing(monkeypatch):
    real = ingest.receive

    def full(stream, *, name, **context):
        if name == "first.txt":
            raise OSError(28, "No space left on device")
        yield from real(stream, name=name, **context)

    monkeypatch.setattr(ingest, "receive", full)
    answer = upload(file("first.txt", STORY), file("second.txt", STORY))
    assert outcomes(answer)[0] == ("first.txt", "refused", "NOT_KEPT")
    assert Article.objects.count() == 1


def test_nothing_to_import_is_said():
    answer = desk.client().post(IMPORT, {})
    assert answer.status_code == 200 and b"Choose a file or paste some text." in answer.content


def test_doubts_are_shown_as_needing_review():
    answer = upload(
        file(
            "no-headline.txt",
            " date 2024-01-30 The council will rebuild the wall, it said.\n\nIt will cost two million pounds.\n",
        )
    )
    line = answer.context["lines"][0]
    article = Article.objects.get()
    assert bool(article.issues) == (line.outcome == "needs review")
    for issue in article.issues:
        assert issue["message"] in answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher", "admin"])
def test_the_desk_may_import(role):
    assert desk.client(role).get(IMPORT).status_code == 200


def test_without_the_permission_nothing_is_taken_in():
    browser = desk.client("", is_staff=True)
    assert browser.get(IMPORT).status_code == 404
    assert browser.post(IMPORT, {"text": STORY}).status_code == 404
    assert not Delivery.objects.exists()
    assert factories.user().has_perm("articles.import_delivery") is False


@pytest.mark.parametrize(
    "sent",
    [{"text": "A" * 13_000_000}, {"upload": [file(f"{number}.txt", STORY) for number in range(201)]}],
    ids=["13 MB of text", "201 files"],
)
def test_what_is_too_large_for_a_form_is_answered_with_a_remedy(sent):
    answer = desk.client().post(IMPORT, sent)
    assert answer.status_code == 400
    assert b"TOO_LARGE" in answer.content and b"Send long copy as a file" in answer.content
    assert not Delivery.objects.exists()
