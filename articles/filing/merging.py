"""A further version meets an article that the desk may have edited: base, ours and theirs become one.

All three are compared as an article holds them: in the editors' own text, cut to our columns, under our names of
sections and bylines. So only what somebody changed counts as changed, and emphasis and links come through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from articles.filing.rows import fit, section_named
from articles.models import Article, Byline, Caption, Source, WireVersion
from articles.wire import story as wire
from articles.wire.archive import load
from articles.wire.markup import from_markup, to_markup
from articles.wire.merge import Choice, Conflict, Merged, Spot, What, diff, merge, resolve
from articles.wire.merge.fields import TOLD
from articles.wire.merge.order import as_read
from articles.wire.merge.values import picture_text


@dataclass(frozen=True, slots=True)
class Plan:
    """What a version would make of an article. In `ours` and the merged story a picture's line is its caption's id."""

    article: Article
    base: WireVersion
    sent: wire.Story  # the base, as the wire sent it
    theirs: wire.Story  # the version, as the wire sent it
    ours: wire.Story
    merged: Merged
    is_edited: bool
    is_resolved: bool = False  # an editor has answered the conflicts

    @property
    def has_same_layout(self) -> bool:
        """Say whether every block and every picture stays as it is and where it is."""
        return _layout(self.ours) == _layout(self.merged.story)

    def resolved(self, choices: Mapping[int, Choice]) -> Plan:
        """Return the plan with the editor's answers in it; every conflict needs one. Raises ValueError."""
        if missing := set(range(len(self.merged.conflicts))) - set(choices):
            raise ValueError(f"{len(missing)} of the conflicts have no answer: choose for each whose text goes on.")
        merged = Merged(resolve(self.merged, choices), (), self.merged.applied)
        return replace(self, merged=merged, is_resolved=True)


def plan(article: Article, base: WireVersion, theirs: wire.Story) -> Plan:
    """Bring the article and a version together, writing nothing."""
    sent = load(base.story)
    before = as_filed(sent, article.source)
    # What the wire says of itself is nobody's edit: only where it says something new has it changed.
    ours = replace(story_of(article), **{name: getattr(before, name) for name in TOLD})
    merged = _with_files(article, ours, merge(before, ours, as_filed(theirs, article.source)))
    return Plan(article, base, sent, theirs, ours, merged, is_edited=bool(diff(before, ours)))


def story_of(article: Article) -> wire.Story:
    """Return the article as a story, its blocks with the marks that editors typed."""
    body, places = from_markup(article.body, marked=True)
    after: dict[int, int] = {}
    for number, place in places:
        after.setdefault(number, place)
    captions = {one.number: one for one in article.captions.select_related("photo")}
    signed = article.article_bylines.select_related("byline").order_by("position", "pk")
    return wire.Story(
        headline=article.headline,
        standfirst=article.standfirst,
        bylines=tuple(_signed(one.byline, one.role, one.as_received) for one in signed),
        dateline=article.dateline,
        date=article.wire_date,
        section=article.section.name if article.section else "",
        body=body,
        pictures=tuple(
            _picture(captions[number], after.get(number, len(body))) for number in as_read([*captions], after, after)
        ),
        language=article.language,
        provider=article.provider,
        uri=article.wire_uri,
        catchline=article.catchline,
        profile=wire.Profile(article.profile),
        pub_status=wire.PubStatus(article.pub_status),
        embargo_until=article.embargo_until,
        urgency=article.urgency,
        ed_note=article.ed_note,
    )


def _picture(caption: Caption, after: int) -> wire.Picture:
    is_lead = caption.role == Caption.Role.LEAD
    return wire.Picture(
        caption=caption.text,
        credit=wire.Credit(caption.photographer, caption.agency, caption.credit_as_received),
        title=caption.title,
        after=0 if is_lead else after,
        is_lead=is_lead,
        alt_text=caption.alt_text,
        supplier_ref=caption.photo.supplier_ref,
        line=caption.pk,
    )


def as_filed(story: wire.Story, source: Source | None) -> wire.Story:
    """Return a story of the wire as an article made from it reads back."""
    section = section_named(story.section) or (source.default_section if source else None)
    body, places = from_markup(to_markup(story.body, story.pictures), marked=True)
    return replace(
        story,
        headline=fit(story.headline),
        bylines=_bylines(story),
        dateline=story.dateline[:120],
        section=section.name if section else "",
        catchline=story.catchline[:160],
        body=body,
        pictures=_pictures(story, dict(places)),
    )


def _pictures(story: wire.Story, places: dict[int, int]) -> tuple[wire.Picture, ...]:
    lead = next((at for at, one in enumerate(story.pictures, 1) if one.is_lead), 0)
    return tuple(
        replace(
            one,
            credit=wire.Credit(one.credit.photographer[:160], one.credit.agency[:160], one.credit.raw[:255]),
            title=one.title[:255],
            after=places.get(at, 0),
            is_lead=at == lead,
            supplier_ref=one.supplier_ref[:160],
            line=0,
        )
        for at, one in enumerate(story.pictures, 1)
    )


def _bylines(story: wire.Story) -> tuple[wire.Byline, ...]:
    found: dict[tuple[str, str], wire.Byline] = {}
    for one in story.bylines:
        name = (one.name or one.organisation)[:160]
        organisation = one.organisation[:160] if one.name else ""
        kind = Byline.Kind.ORGANISATION if one.is_organisation else Byline.Kind.PERSON
        known = Byline.objects.filter(name__iexact=name, organisation__iexact=organisation).first()
        row = known or Byline(name=name, organisation=organisation, kind=kind)
        key = (row.name.casefold(), row.organisation.casefold())
        found.setdefault(key, _signed(row, one.role[:120], one.raw[:255]))
    return tuple(found.values())


def _signed(byline: Byline, role: str, raw: str) -> wire.Byline:
    if byline.kind == Byline.Kind.ORGANISATION:
        return wire.Byline(raw, role=role, organisation=byline.name)
    return wire.Byline(raw, byline.name, role, byline.organisation)


def _layout(story: wire.Story) -> tuple[object, ...]:
    blocks = [(one.kind, one.text) for one in story.body]
    return blocks, [(one.line, one.is_lead, 0 if one.is_lead else one.after) for one in story.pictures]


def _with_files(article: Article, ours: wire.Story, merged: Merged) -> Merged:
    """Keep the pictures whose file somebody has attached, though the wire has dropped them: an editor must decide."""
    attached = set(article.captions.exclude(photo__original="").values_list("pk", flat=True))
    kept = {one.line for one in merged.story.pictures}
    lost = [one for one in ours.pictures if one.line in attached and one.line not in kept]
    if not lost:
        return merged
    has_lead = any(one.is_lead for one in merged.story.pictures)
    pictures = [*merged.story.pictures]
    for one in lost:
        pictures.append(replace(one, is_lead=one.is_lead and not has_lead, after=len(merged.story.body)))
    gone = {picture_text(one) for one in lost}
    applied = tuple(
        one for one in merged.applied
        if not (one.spot is Spot.PICTURE and one.what is What.REMOVED and one.before in gone)
    )  # fmt: skip
    conflicts = tuple(
        Conflict(Spot.PICTURE, "picture", picture_text(one), picture_text(one), "", place)
        for place, one in enumerate(lost, len(merged.story.pictures))
    )
    return Merged(replace(merged.story, pictures=tuple(pictures)), (*merged.conflicts, *conflicts), applied)
