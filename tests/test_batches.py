"""Many files at once: the end is that of one file after another, whatever stands in the way of some of them."""

import io
from contextlib import contextmanager
from random import Random

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError

from articles import batches, filing, ingest, revisions
from articles.batches import Incoming, receive_many
from articles.models import Article, Delivery, Revision, Shingle, Source, Twin, WireVersion
from articles.search import find
from tests.captures import capture
from tests.test_order import begin_anew, ends, nitf, own
from tests.test_twins import OTHERS, PARTS

pytestmark = pytest.mark.django_db


def incoming(files, names=None):
    @contextmanager
    def opened(content):
        yield io.BytesIO(content)

    return [Incoming(name, lambda name=name: opened(files[name])) for name in names or files]


def many(number=8):
    """Return stories that have nothing in common."""
    random = Random(1)
    words = [f"word{at}" for at in range(900)]
    return {
        f"{at}.xml": nitf(f"0d1f6c1e-6c1e-4b7a-9f6e-{at:012d}", 1, [" ".join(random.sample(words, 40))] * 2,
                          headline=f"Headline number {at}")
        for at in range(number)
    }  # fmt: skip


def taken(files, names=None, **context):
    return list(receive_many(incoming(files, names), source=context.pop("source", None), **context))


def one_by_one(files, names=None):
    return [filed for name in names or files for filed in ingest.receive(io.BytesIO(files[name]), name=name)]


def told(filed):
    return [(one.file, one.outcome, one.code, one.reason, [each.code for each in one.issues]) for one in filed]


@pytest.mark.parametrize("seed", range(3))
def test_a_batch_ends_as_its_files_one_by_one(seed):
    files = own() | many()
    names = sorted(files) * 2
    Random(seed).shuffle(names)
    taken(files, names)
    batched = ends()
    begin_anew()
    one_by_one(files, names)
    assert batched == ends()


def test_the_answers_are_those_of_one_by_one_in_the_order_of_the_files():
    files = many() | {"empty.txt": b"", "1.txt": capture(1), "strange.bin": bytes(range(256)) * 4}
    found = told(taken(files))
    begin_anew()
    assert found == told(one_by_one(files))


def test_a_story_of_a_batch_has_all_that_a_story_filed_alone_has():
    taken(many())
    rows = (Revision, Shingle, WireVersion)
    batched = [model.objects.count() for model in rows]
    for one in Revision.objects.select_related("article"):
        assert one.snapshot == revisions.snapshot(one.article)
    story = Article.objects.first()
    assert find(Article.objects.all(), story.body.split()[0]).filter(pk=story.pk).exists()
    assert (
        filing.base_of(story).applied_as == 1 and not filing.plan(story, filing.base_of(story), _sent(story)).is_edited
    )
    changed = [one.changed for one in Revision.objects.order_by("pk")]
    begin_anew()
    one_by_one(many())
    assert batched == [model.objects.count() for model in rows]
    assert changed == [one.changed for one in Revision.objects.order_by("pk")]


def _sent(article):
    from articles.wire.archive import load

    return load(filing.base_of(article).story)


def test_a_batch_takes_few_statements(django_assert_max_num_queries):
    files = many(40)
    with django_assert_max_num_queries(40):
        taken(files)


def test_one_story_twice_in_a_batch_is_one_and_twins_are_asked_about():
    files = {
        "a.xml": nitf("0d1f6c1e-6c1e-4b7a-9f6e-000000000001", 1, PARTS),
        "b.xml": nitf("0d1f6c1e-6c1e-4b7a-9f6e-000000000001", 2, OTHERS),
        "c.xml": nitf("0d1f6c1e-6c1e-4b7a-9f6e-000000000002", 1, OTHERS, headline="Another"),
        "d.xml": nitf("0d1f6c1e-6c1e-4b7a-9f6e-000000000003", 1, OTHERS, headline="A third"),
    }
    assert [one.outcome for one in taken(files)] == ["created", "refreshed", "created", "created"]
    assert Article.objects.count() == 3 and Twin.objects.exists()


def test_a_file_that_cannot_be_read_costs_no_other_file():
    @contextmanager
    def broken():
        raise OSError(5, "Input/output error")
        yield

    files = incoming(many())
    files.insert(3, Incoming("broken.xml", broken))
    found = list(receive_many(files, source=None))
    assert [one.outcome for one in found] == ["created"] * 3 + ["refused"] + ["created"] * 5
    assert found[3].code == "NOT_KEPT"


def test_a_batch_that_another_importer_crosses_is_taken_in_one_by_one(monkeypatch):
    real = filing.file_all

    def crossed(entries):
        monkeypatch.setattr(filing, "file_all", real)
        raise IntegrityError("another importer made it just now")

    monkeypatch.setattr(filing, "file_all", crossed)
    assert [one.outcome for one in taken(many())] == ["created"] * 8
    assert Delivery.objects.filter(outcome="filed").count() == 8


def test_what_was_begun_and_not_finished_is_finished():
    files = many()
    for name in list(files)[:3]:
        ingest.register(io.BytesIO(files[name]), name=name)
    assert [one.outcome for one in taken(files)] == ["created"] * 8
    assert [one.outcome for one in taken(files)] == ["unchanged"] * 8


def test_every_byte_is_kept_and_the_source_was_heard():
    source = Source.objects.get(slug="by-hand")
    taken(many(), source=source)
    for one in Delivery.objects.all():
        with storages["raw"].open(one.raw_key) as stream:
            assert len(stream.read()) == one.size
    assert Source.objects.get().last_heard and Delivery.objects.filter(source=source).count() == 8


def test_more_than_one_batch_goes_through(monkeypatch):
    monkeypatch.setattr(batches, "SIZE", 3)
    assert [one.file for one in taken(many())] == list(many())
