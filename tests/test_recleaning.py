"""Cleaning again: rulings are obeyed, edits stay, nothing public changes unasked, and every reading is kept."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from articles import filing, ingest, recleaning, workflow
from articles.models import Article, Photo, Ruling, Source, SourceRule, WireVersion
from articles.models.ruling import rulings_of
from articles.wire import rulings
from articles.wire.archive import load
from articles.wire.rulings import RULE
from articles.wire.story import Fate
from tests import factories
from tests.captures import SENTENCES, capture
from tests.wire.test_conservation import SHIPPED

pytestmark = pytest.mark.django_db
LAST = SENTENCES[4]
SOLD = "Buy the paper at the kiosk on the pier every morning of the week."


def take_in(payload=None, name="a.txt", source="by-hand"):
    payload = capture() if payload is None else payload
    where = Source.objects.get(slug=source)
    (filed,) = ingest.receive(io.BytesIO(payload), name=name, source=where)
    return Article.objects.get(pk=filed.article)


def ruled(article, text=LAST, fate=Fate.REMOVED, by=None):
    version = article.wire_versions.first()
    line = next(piece["line"] for piece in version.pieces if piece["text"].strip() == text)
    return recleaning.rule(version, line=line, text=text, fate=fate, by=by)


def edit(article, **fields):
    with workflow.editing(article, expected=article.version, by=None, fields=fields):
        pass
    return article


def test_without_a_ruling_cleaning_again_changes_nothing_and_keeps_no_second_reading():
    article = take_in()
    assert recleaning.reclean(article, by=None).outcome == "unchanged"
    assert WireVersion.objects.count() == 1
    assert Article.objects.get().version == 1


def test_no_shipped_story_counts_as_edited_or_changes_when_nothing_was_ruled():
    source = Source.objects.get(slug="by-hand")
    for path in SHIPPED:
        list(ingest.receive(io.BytesIO(path.read_bytes()), name=path.name, source=source))
    for article in recleaning.stories_of(source):
        base = filing.base_of(article)
        assert not filing.plan(article, base, load(base.story)).is_edited, base.delivery.file_name
        assert recleaning.reclean(article, by=None).outcome == "unchanged"
    assert Article.objects.count() > 40 and not Article.objects.filter(version__gt=1).exists()


def test_in_every_shipped_story_the_desks_edits_outlive_a_ruling():
    source = Source.objects.get(slug="by-hand")
    for path in SHIPPED:
        list(ingest.receive(io.BytesIO(path.read_bytes()), name=path.name, source=source))
    for article in recleaning.stories_of(source):
        version = article.wire_versions.first()
        kept = [piece for piece in version.pieces if piece["fate"] == "paragraph"]
        if len(kept) < 4:
            continue
        own = f"{article.body}\n\nOur *own* last line on [the wall](https://example.org/wall)."
        edit(article, standfirst="Our own standfirst", body=own)
        recleaning.rule(version, line=kept[1]["line"], text=kept[1]["text"], fate=Fate.REMOVED, by=None)
        done = recleaning.reclean(article, by=None)
        article.refresh_from_db()
        assert done.outcome in ("changed", "conflicts"), version.delivery.file_name
        assert article.standfirst == "Our own standfirst"
        assert article.body.endswith("Our *own* last line on [the wall](https://example.org/wall).")
        assert len(article.body) < len(own) or done.conflicts


def test_a_signal_of_the_wire_is_no_change():
    article = take_in(capture(extra="More to follow."))
    assert article.wire_versions.get().story["signals"] == ["More to follow."]
    assert recleaning.foresee(article).applied == ()


def test_a_ruling_waits_until_the_story_is_cleaned_again():
    article = take_in()
    editor = factories.user("editor")
    one = ruled(article, by=editor)
    assert LAST in Article.objects.get().body
    assert (one.made_by, one.fate) == (editor, "removed")
    done = recleaning.reclean(article, by=editor)
    assert done.outcome == "changed"
    assert [change.before for change in done.applied] == [LAST]
    article = Article.objects.get()
    assert LAST not in article.body and article.version == 2
    assert article.revisions.first().by == editor


def test_foreseeing_writes_nothing():
    article = take_in()
    ruled(article)
    done = recleaning.foresee(article)
    assert done.outcome == "changed" and len(done.applied) == 1
    assert WireVersion.objects.count() == 1 and Article.objects.get().version == 1


def test_the_new_reading_is_kept_beside_the_old_one_and_names_the_ruling():
    article = take_in()
    ruled(article)
    recleaning.reclean(article, by=None)
    new, old = WireVersion.objects.order_by("-pk")
    assert new.delivery == old.delivery and new.cleaner != old.cleaner
    assert new.applied_as == 2 and new.article == article
    assert [piece["text"] for piece in new.pieces if piece["rule"] == RULE] == [LAST]


def test_an_edit_survives_and_the_ruling_is_obeyed():
    article = edit(take_in(), headline="Our own headline")
    ruled(article)
    assert recleaning.reclean(article, by=None).outcome == "changed"
    article = Article.objects.get()
    assert article.headline == "Our own headline" and LAST not in article.body


def test_what_both_changed_stays_ours_and_is_told():
    article = take_in()
    edit(article, body=article.body.replace(LAST, f"{LAST} It will not be heard, they feared."))
    ruled(article)
    done = recleaning.reclean(article, by=None)
    article = Article.objects.get()
    assert done.outcome == "conflicts" and len(done.conflicts) == 1
    assert "It will not be heard" in article.body
    assert [issue["code"] for issue in article.issues] == ["MERGE_CONFLICT"]
    assert article.wire_moved and article.needs_review
    assert recleaning.reclean(article, by=None).outcome == "unchanged"
    assert len(Article.objects.get().issues) == 1


def test_an_edit_after_cleaning_again_survives_the_next_time():
    article = take_in()
    ruled(article)
    recleaning.reclean(article, by=None)
    article = edit(Article.objects.get(), standfirst="Our own standfirst")
    ruled(article, text=SENTENCES[1].format(cost=1, month="March"))
    recleaning.reclean(article, by=None)
    article = Article.objects.get()
    assert article.standfirst == "Our own standfirst"
    assert LAST not in article.body and "close the coast road" not in article.body


def test_photos_keep_their_file_focal_point_and_alt_text():
    article = take_in()
    caption = article.captions.get()
    Photo.objects.filter(pk=caption.photo_id).update(original="b" * 64, sha256="b" * 64, focal_x=0.1)
    article.captions.update(alt_text="A grey wave")
    ruled(article, text=SENTENCES[3], fate=Fate.STANDFIRST)
    assert recleaning.reclean(article, by=None).outcome == "changed"
    kept = article.captions.select_related("photo").get()
    assert (kept.pk, kept.photo.original, kept.photo.focal_x, kept.alt_text) == (
        caption.pk, "b" * 64, 0.1, "A grey wave",
    )  # fmt: skip


def test_a_story_that_readers_see_changes_only_when_asked():
    article = take_in()
    article = workflow.move(edit(article, issues=[]), "publish", by=None)
    ruled(article)
    done = recleaning.reclean(article, by=None)
    assert (done.outcome, done.code) == ("refused", "PUBLISHED")
    assert LAST in Article.objects.published().get().body
    assert recleaning.reclean(article, by=None, published=True).outcome == "changed"
    assert LAST not in Article.objects.published().get().body


def test_a_story_that_readers_see_and_that_stays_as_it_is_is_no_refusal():
    article = workflow.move(take_in(), "publish", by=None)
    assert recleaning.reclean(article, by=None).outcome == "unchanged"
    assert Article.objects.get().version == article.version


def test_a_scheduled_story_changes_only_when_asked():
    article = take_in()
    article = workflow.move(article, "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    ruled(article)
    assert recleaning.reclean(article, by=None).code == "PUBLISHED"


def test_a_public_story_never_loses_its_headline():
    article = workflow.move(take_in(), "publish", by=None)
    ruled(article, text=article.headline)
    assert recleaning.reclean(article, by=None, published=True).code == "INCOMPLETE"
    assert Article.objects.get().headline


def test_what_cannot_be_cleaned_again_is_refused_with_a_reason():
    by_hand = factories.article()
    assert recleaning.reclean(by_hand, by=None).code == "NO_WIRE"
    article = take_in()
    Article.objects.filter(pk=article.pk).update(killed_at=timezone.now())
    article.refresh_from_db()
    assert recleaning.reclean(article, by=None).code == "KILLED"
    other = take_in(capture(2))
    storages["raw"].delete(other.wire_versions.get().delivery.raw_key)
    assert recleaning.reclean(other, by=None).code == "NO_BYTES"


def test_a_delivery_without_a_story_left_leaves_the_article_alone():
    article = take_in(
        b"Harbour wall falls\n\nThe wall at the harbour of Porthaven fell into the sea on Monday night.\n"
    )
    for text in ("Harbour wall falls", "The wall at the harbour of Porthaven fell into the sea on Monday night."):
        ruled(article, text=text)
    done = recleaning.reclean(article, by=None)
    assert (done.outcome, done.code) == ("refused", "NO_STORY")
    assert Article.objects.get().body


def test_a_second_ruling_on_a_line_takes_the_place_of_the_first():
    article = take_in()
    ruled(article)
    ruled(article, fate=Fate.HEADING)
    assert Ruling.objects.get().fate == "heading"


def test_a_ruling_taken_back_gives_the_line_back():
    article = take_in()
    before = article.body
    one = ruled(article)
    recleaning.reclean(article, by=None)
    recleaning.withdraw(one)
    article = Article.objects.get()
    assert recleaning.reclean(article, by=None).outcome == "changed"
    assert Article.objects.get().body == before
    assert WireVersion.objects.count() == 2, "the first reading is there already"


def test_a_rule_of_a_source_is_obeyed_by_old_and_new_deliveries_of_it_alone():
    old = take_in(capture(1, extra=SOLD))
    Source.objects.create(name="Other", slug="other")
    other = take_in(capture(3, extra=SOLD), source="other")
    assert SOLD in old.body and SOLD in other.body
    rule = recleaning.promote(ruled(old, text=SOLD), Source.objects.get(slug="by-hand"), by=None)
    assert SourceRule.objects.get() == rule
    assert SOLD not in take_in(capture(2, extra=SOLD), name="b.txt").body
    assert recleaning.reclean(old, by=None).outcome == "changed"
    assert recleaning.reclean(other, by=None).outcome == "unchanged"
    assert [one.line for one in rulings_of(other.wire_versions.first().delivery)] == []


def test_a_rule_is_foreseen_before_it_is_made():
    first, second = take_in(capture(1, extra=SOLD)), take_in(capture(2, extra=SOLD), name="b.txt")
    plain = take_in(capture(3), name="c.txt")
    rule = rulings.Ruling(SOLD, Fate.REMOVED)
    source = Source.objects.get(slug="by-hand")
    told = {done.article: done.outcome for done in (
        recleaning.foresee(one, extra=[rule]) for one in recleaning.stories_of(source))}  # fmt: skip
    assert told == {first: "changed", second: "changed", plain: "unchanged"}
    assert list(recleaning.stories_of(source, limit=2)) == [plain, second]


def test_the_same_story_in_other_furniture_is_still_known_after_a_rule():
    article = take_in(capture(1, extra=SOLD))
    recleaning.promote(ruled(article, text=SOLD), Source.objects.get(), by=None)
    recleaning.reclean(article, by=None)
    assert take_in(capture(1, extra=SOLD) + b"\n\nAdvertisement\n", name="b.txt") == article
    assert Article.objects.count() == 1


def test_only_the_delivery_that_the_story_was_last_made_from_counts():
    article = take_in()
    delivery = article.wire_versions.get().delivery
    assert recleaning.articles_of(delivery) == [article]


def test_a_save_in_between_is_not_written_over():
    article = take_in()
    ruled(article)
    edit(Article.objects.get(), headline="Saved in between")
    with pytest.raises(workflow.Stale):
        recleaning.reclean(article, by=None)
    assert Article.objects.get().headline == "Saved in between"
    assert WireVersion.objects.count() == 1
