"""Everything imported twice, and in any order: the end is the same."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest

from articles import ingest
from articles.models import Article, Delivery, WireVersion
from tests.captures import capture
from tests.test_twins import OTHERS, PARTS

pytestmark = pytest.mark.django_db
SHUFFLES = 4
NITF = """<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.4//EN"><head><title>1 HARBOUR Wall</title>
<docdata management-status="{status}"><doc-id id-string="{uuid}HHH-{version}-1" regsrc="PA"/>
<date.issue norm="20261124T{hour:02d}0000Z"/></docdata></head>
<body><body.head><hedline><hl1>{headline}</hl1></hedline></body.head>
<body.content>{paragraphs}</body.content></body></nitf>"""
UUIDS = ("0d1f6c1e-6c1e-4b7a-9f6e-0a1b2c3d4e5f", "5a7f0e6a-7a55-4a6c-8a63-9c1f2e3d4b5a")


def nitf(uuid, version, texts, *, status="usable", headline="Harbour wall rebuilt"):
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    values = {"uuid": uuid, "version": version, "hour": 8 + version, "status": status, "headline": headline}
    return NITF.format(paragraphs=paragraphs, **values).encode()


def own():
    """Return versions, a killed story, a repeated text and plain captures, all of them ours."""
    one, two = UUIDS
    return {
        "1.xml": nitf(one, 1, PARTS[:4]),
        "2.xml": nitf(one, 2, (PARTS[0], *OTHERS[:2], PARTS[3])),
        "3.xml": nitf(one, 3, PARTS, headline="Harbour wall stands"),
        "4.xml": nitf(two, 1, OTHERS, headline="Ferry runs all night"),
        "5.xml": nitf(two, 2, OTHERS[1:], headline="Ferry runs all night"),
        "6.xml": nitf(two, 3, OTHERS, status="canceled", headline="Ferry runs all night"),
        **{f"{number}.txt": capture(number) for number in range(1, 5)},
    }


def taken_in(files, names):
    for name in names:
        list(ingest.receive(io.BytesIO(files[name]), name=name))


def ends():
    """Return what the desk has: of a killed story only that it is, since its words depend on what came first."""
    versions = sorted(WireVersion.objects.values_list("article__wire_uri", "uri", "version", "position"))
    rows = Article.objects.order_by("provider", "wire_uri").prefetch_related("captions", "article_bylines__byline")
    return versions, [told(one) for one in rows]


def told(one):
    if one.killed_at:
        return one.provider, one.wire_uri, "killed"
    captions = [(each.number, each.role, each.text, each.photographer) for each in one.captions.order_by("number")]
    bylines = [(each.byline.name, each.role) for each in one.article_bylines.all()]
    return (
        one.provider, one.wire_uri, one.headline, one.slug, one.standfirst, one.body, one.dateline, one.status,
        one.hold_reason, one.embargo_until, one.wire_moved, one.catchline, one.pub_status, captions, bylines,
    )  # fmt: skip


def begin_anew():
    WireVersion.objects.all().delete()
    Article.objects.all().delete()
    Delivery.objects.all().delete()


def shuffled_alike(files):
    found = []
    for seed in range(SHUFFLES):
        names = sorted(files) * 2
        Random(seed).shuffle(names)
        begin_anew()
        taken_in(files, names)
        found.append(ends())
    assert found[0][0], "something was filed"
    for versions, articles in found[1:]:
        assert versions == found[0][0]
        assert articles == found[0][1]
    return found[0]


def test_our_own_copy_ends_alike_in_any_order():
    _, articles = shuffled_alike(own())
    assert sorted(one[2] for one in articles if len(one) == 3) == ["killed"]
    assert "Harbour wall stands" in [one[2] for one in articles]


def test_the_wires_real_copy_ends_alike_in_any_order(corpus):
    folder = Path(corpus) / "wire"
    found = [path for path in folder.rglob("*") if path.suffix in (".xml", ".json", ".txt", ".tst") and path.is_file()]
    files = {str(path.relative_to(folder)): path.read_bytes() for path in found if "schema" not in path.parts}
    assert len(files) > 25
    shuffled_alike(files)
