"""What the public templates say about stories: times, pictures, text. The one place that marks HTML as safe."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.jsonld import widest
from articles.models import Article, Byline, Caption, Rendition
from articles.wire.markup import from_markup, to_html
from articles.wire.story import Kind

register = template.Library()

OLD = timedelta(days=30)
UPDATED_AFTER = timedelta(minutes=1)
TRAIL = 190
# Where the first paragraph must begin for a list to find it without reading the whole story.
OPENING = 4000
# The width a picture takes on the page, for the browser to choose a file before it has read the style sheet.
SIZES = {
    "lead": "(min-width: 1140px) 980px, (min-width: 740px) 620px, 100vw",
    "inline": "(min-width: 740px) 620px, 100vw",
    "splash": "(min-width: 980px) 800px, 100vw",
    "card": "(min-width: 980px) 300px, (min-width: 740px) 220px, 100vw",
}
CROPS = {"splash": "16x9", "card": "16x9"}
MODERN = ("image/avif", "image/webp")


@register.simple_tag
def when(moment: datetime | None, form: str = "long") -> SafeString | str:
    """Write a time as newspapers do, with its zone: Tue 30 Jan 2024, 9.14pm GMT; or only the hour, or the day."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    clock = f"{local.hour % 12 or 12}.{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"
    full = f"{dateformat.format(local, 'D j M Y')}, {clock} {local.tzname()}"
    stamp = local.isoformat(timespec="seconds")
    if form in ("short", "day"):
        brief = clock if form == "short" else dateformat.format(local, "j M Y")
        return format_html('<time datetime="{}" title="{}">{}</time>', stamp, full, brief)
    return format_html('<time datetime="{}">{}</time>', stamp, full)


@register.simple_tag
def day_name(day: date) -> str:
    """Write the day of a group: Tuesday 30 January, with the year where it is not this one."""
    return dateformat.format(day, "l j F" if day.year == timezone.localdate().year else "l j F Y")


@register.filter
def is_updated(article: Article) -> bool:
    """Say whether the text changed a minute or more after readers first saw it."""
    first, last = article.published_at, article.modified_at
    return bool(first and last and last - first >= UPDATED_AFTER)


@register.filter
def age(article: Article) -> str:
    """Say how old a story is that is older than 30 days, or nothing. The wire's own date counts where it is older."""
    if article.published_at is None:
        return ""
    born = min(filter(None, (timezone.localdate(article.published_at), article.wire_date)))
    today = timezone.localdate()
    if today - born <= OLD:
        return ""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    number, unit = (months // 12, "year") if months >= 12 else (max(months, 1), "month")
    return f"{number} {unit}{'s' if number > 1 else ''}"


@register.filter
def trail(article: Article) -> str:
    """Return the words under a headline in a list: the standfirst, or else the first paragraph, cut at a word."""
    text = article.standfirst.strip() or _first_paragraph(article.body)
    return text if len(text) <= TRAIL else f"{text[:TRAIL].rsplit(' ', 1)[0].rstrip(',;:–—- ')}…"


def _first_paragraph(body: str) -> str:
    opening = body[:OPENING].split("\n\n")
    blocks = (block for part in opening for block in from_markup(part)[0])
    return next((block.text.replace("\n", " ") for block in blocks if block.kind is Kind.PARAGRAPH), "")


@register.filter
def agencies(article: Article) -> str:
    """Return the agencies that signed the story, as one text; never guessed from a picture's credit."""
    signed = (
        one.byline.name if one.byline.kind == Byline.Kind.ORGANISATION else one.byline.organisation
        for one in article.article_bylines.all()
    )
    return " and ".join(dict.fromkeys(name for name in signed if name))


@register.simple_tag
def story_body(article: Article) -> SafeString:
    """Render the text, its pictures in their places; those without a place follow it, so that none is lost."""
    waiting = {one.number: one for one in article.captions.all() if one.role != Caption.Role.LEAD}

    def place(number: int) -> str:
        caption = waiting.pop(number, None)
        return _figure(caption) if caption else ""

    text = to_html(article.body, place).replace("<table>", TABLE).replace("</table>", "</table></div>")
    rest = "".join(_figure(one) for one in waiting.values())
    return mark_safe(text + rest)  # noqa: S308 - to_html escapes, and the figures are templates


# A wide table scrolls by itself, for the keyboard too. Text of a story cannot hold a bare tag, so only ours match.
TABLE = '<div class="table" role="region" aria-label="Table" tabindex="0"><table>'


def _figure(caption: Caption) -> str:
    return render_to_string("articles/_figure.html", {"caption": caption, "place": "inline"})


@register.inclusion_tag("articles/_picture.html")
def picture(caption: Caption, place: str) -> dict[str, Any]:
    """Show the picture of a caption, in the sizes that were made of it; nothing where none was."""
    made = _family(caption, place)
    plain = [one for one in made if one.content_type not in MODERN] or made
    if not plain:
        return {}
    largest = max(plain, key=lambda one: one.width)
    kinds = [(kind, [one for one in made if one.content_type == kind]) for kind in MODERN]
    return {
        "sources": [(kind, _srcset(ones)) for kind, ones in kinds if ones and plain is not made],
        "fallback": largest,
        "srcset": _srcset(plain),
        "sizes": SIZES[place],
        "alt": "" if caption.is_decorative else caption.alt_text,
        "is_first": place in ("lead", "splash"),
        "focus": f"fx{_step(caption.photo.focal_x)} fy{_step(caption.photo.focal_y)}",
    }


@register.filter
def has_picture(caption: Caption | None) -> bool:
    """Say whether there is anything to show of the picture."""
    return caption is not None and bool(caption.photo.renditions.all())


@register.filter
def share_picture(article: Article) -> Rendition | None:
    """Return the picture that stands for the story where it is shared: the crop made for that, or the whole."""
    if article.lead is None:
        return None
    made = article.lead.photo.renditions.all()
    return next((one for one in made if one.spec.startswith("share-")), widest(article.lead.photo))


def _family(caption: Caption, place: str) -> list[Rendition]:
    """Return the renditions of the shape this place wants, or of the whole picture."""
    every = list(caption.photo.renditions.all())
    crop = [one for one in every if place in CROPS and one.spec.startswith(f"{CROPS[place]}-")]
    return crop or [one for one in every if one.spec.startswith("w")]


def _srcset(renditions: list[Rendition]) -> str:
    return ", ".join(f"{one.file.url} {one.width}w" for one in sorted(renditions, key=lambda one: one.width))


def _step(share: float) -> int:
    """Return the tenth of the picture that the focal point lies in: style sheets know eleven."""
    return round(min(max(share, 0.0), 1.0) * 10)


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, address: str) -> str:
    """Write an address with the site's own host."""
    full: str = context["request"].build_absolute_uri(address)
    return full


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """Return the address of another page of this list, its filters kept."""
    query: QueryDict = context["query"].copy()
    if number > 1:
        query["page"] = str(number)
    path: str = context["request"].path
    return f"{path}?{query.urlencode()}" if query else path
