"""One save is one transaction: the text, the bylines, the photos, the settled issues, then the revision."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Max

from articles import access, filing, photos, tasks, workflow
from articles.admin.editing.captions import BaseCaptionFormSet, CaptionForm
from articles.admin.editing.forms import ArticleForm, BaseBylineFormSet, key_of
from articles.models import Article, ArticleByline, Byline, Caption, Photo, Source
from articles.wire import captions

# Doubts that ask for a field: filling it in settles them.
ANSWERED_BY = {
    "NO_HEADLINE": "headline",
    "HEADLINE_CUT": "headline",
    "HEADLINE_TOO_LONG": "headline",
    "HEADLINE_SUSPICIOUS": "headline",
    "NO_BODY": "body",
    "UNKNOWN_SECTION": "section",
}
COPIED = ("title", "text", "photographer", "agency", "alt_text", "is_decorative", "restrictions_accepted")


class Forms:
    """The three forms of the edit page, as one."""

    def __init__(self, article: ArticleForm, bylines: BaseBylineFormSet, captions: BaseCaptionFormSet) -> None:
        self.article = article
        self.bylines = bylines
        self.captions = captions
        # Bylines that nobody had before this save: shown, because a slip of the pen makes one too.
        self.new_bylines: list[str] = []

    def is_valid(self) -> bool:
        """Check all of them, so that every error shows at once."""
        return all([self.article.is_valid(), self.bylines.is_valid(), self.captions.is_valid()])

    def has_changed(self) -> bool:
        """Say whether there is anything to save."""
        own = set(self.article.changed_data) - {"version"}
        return bool(own) or self.bylines.has_changed() or self.captions.has_changed()

    @property
    def faces(self) -> dict[str, str]:
        """Return everything in the forms as texts, valid or not."""
        topics = {"topics": str(self.article["topics"].value() or "").strip()}
        return {**self.article.faces, **topics, **self.bylines.faces, **self.captions.faces}


def save(article: Article, forms: Forms, *, by: User, why: str = "") -> Article:
    """Save an edit over the version the form carries. Raises Stale or photos.RejectedPhoto, with no text written.

    Pictures that were sent are taken in first: decoding them would hold the database's lock for a second each.
    Where the text then is not saved, they are in the library and, if a place was announced for them, in it.
    """
    _take_pictures(article, forms.captions, by)
    done = [one for one in article.issues if _is_settled(one, forms.article)]
    fields: dict[str, Any] = {**forms.article.texts}
    if done:
        left = [one for one in article.issues if one not in done]
        fields |= {"issues": left, "needs_review": bool(left)}
    if forms.article.cleaned_data["wire_seen"]:
        fields["wire_moved"] = False
    right = [one for one in forms.article.differs if one.key in forms.article.cleaned_data["acknowledged"]]
    if right:
        fields["acknowledged"] = [*article.acknowledged, *({"key": one.key, "told": one.told} for one in right)]
    settled = [f"Settled: {one['message']}" for one in done] + [f"Right: {one.told}" for one in right]
    note = "; ".join([why, *settled] if why else settled)
    version = forms.article.cleaned_data["version"]
    with workflow.editing(article, expected=version, by=by, fields=fields, note=note) as saved:
        _save_related(saved, forms, by)
    return saved


def _is_settled(issue: dict[str, Any], form: ArticleForm) -> bool:
    """Say whether an editor ticked the doubt off, or has just filled in the field it asked for."""
    field = ANSWERED_BY.get(issue["code"], "")
    answered = field in form.changed_data and bool(form.cleaned_data[field])
    return answered or key_of(issue) in form.cleaned_data["settled"]


def create(forms: Forms, *, by: User) -> Article:
    """Save a new story written by hand. Raises photos.RejectedPhoto, with nothing written."""
    _take_pictures(None, forms.captions, by)
    source = Source.objects.filter(slug="by-hand").first()
    with workflow.creating(by=by, fields={**forms.article.texts, "source": source, "provider": "desk"}) as article:
        _save_related(article, forms, by)
    return article


def _save_related(article: Article, forms: Forms, by: User) -> None:
    if "topics" in forms.article.changed_data:
        article.topics.set(forms.article.cleaned_data["topics"])
    if forms.bylines.has_changed():
        _save_bylines(article, forms)
    if forms.captions.has_changed():
        _save_captions(article, forms.captions, by)


def _save_bylines(article: Article, forms: Forms) -> None:
    """Put the bylines in the order of the rows; the words as received stay with a byline that stays."""
    before = {one.byline_id: one.as_received for one in article.article_bylines.all()}
    wanted: dict[int, ArticleByline] = {}
    newest = Byline.objects.aggregate(newest=Max("pk"))["newest"] or 0
    for form in forms.bylines.forms:
        if (signed := form.signed) is None:
            continue
        byline = _known_agency(signed.name) if not signed.organisation else None
        byline = byline or filing.byline_for(signed)
        if byline.pk > newest:
            forms.new_bylines.append(str(byline))
        received = before.get(byline.pk, "")
        row = ArticleByline(
            article=article, byline=byline, role=signed.role, as_received=received, position=len(wanted) + 1
        )
        wanted.setdefault(byline.pk, row)
    article.article_bylines.all().delete()
    ArticleByline.objects.bulk_create(wanted.values())


def _known_agency(name: str) -> Byline | None:
    """Return the one byline of that name, whoever employs it; none where there are several."""
    found = list(Byline.objects.filter(name__iexact=name).order_by("organisation")[:2])
    return found[0] if len(found) == 1 or (found and not found[0].organisation) else None


def _save_captions(article: Article, cards: BaseCaptionFormSet, by: User) -> None:
    """Write each card to its own row, so that nothing an editor did not see is lost."""
    known = {one.pk: one for one in article.captions.select_related("photo")}
    filing.set_aside(article)
    kept = [_save_card(article, known.get(form.cleaned_data.get("caption") or 0), form, by) for form in cards.kept]
    article.captions.exclude(pk__in=kept).delete()


def _take_pictures(article: Article | None, cards: BaseCaptionFormSet, by: User) -> None:
    """Give every card that came with a file its picture, outside the transaction that saves the story."""
    known = {one.pk: one for one in article.captions.select_related("photo")} if article is not None else {}
    for form in (one for one in cards.kept if one.cleaned_data["file"]):
        given = form.cleaned_data
        caption = known.get(given.get("caption") or 0)
        announced = caption.photo if caption else None
        try:
            if announced is not None and not announced.has_file:
                given["arrived"] = photos.attach(announced, given["file"], by=by)
            else:
                given["arrived"] = photos.receive(
                    given["file"], name=given["file"].name, by=by, said=_said(given)
                ).photo
        except photos.RejectedPhoto as rejected:
            form.add_error("file", f"{rejected.reason} {rejected.remedy}")
            raise
        tasks.render_photo.enqueue(given["arrived"].pk)


def _save_card(article: Article, caption: Caption | None, form: CaptionForm, by: User) -> int:
    given = form.cleaned_data
    arrived = given.get("arrived")
    if caption is None:
        if given["photo"] and not access.sees(by, given["photo"]):
            raise PermissionDenied
        caption = Caption(article=article, photo=arrived or given["photo"] or _announce(given, by))
    for name in COPIED:
        setattr(caption, name, given[name])
    caption.number, caption.role = given["number"], given["role"] or Caption.Role.INLINE
    if arrived is not None:
        if arrived.restrictions != caption.photo.restrictions:
            caption.restrictions_accepted = False  # the tick was for other words
        caption.photo = arrived
    caption.save()
    return caption.pk


def _announce(given: dict[str, Any], by: User) -> Photo:
    """Make a photo whose file may still come."""
    return Photo.objects.create(**_said(given), caption_key=captions.key(given["text"]), created_by=by)


def _said(given: dict[str, Any]) -> dict[str, str]:
    """Return what an editor wrote of a picture, as fields of a photo."""
    names = {"headline": "title", "description": "text"}
    fields = ("headline", "description", "photographer", "agency", "alt_text")
    return {field: given[names.get(field, field)] for field in fields}
