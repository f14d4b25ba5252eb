"""What the public templates say about stories: times, pictures, text. The one place that marks HTML as safe."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.http import QueryDict
from django.utils import dateformat, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Byline, Typeset
from articles.typesetting import is_updated
from articles.wire import marks

register = template.Library()

OLD = timedelta(days=30)


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


register.filter("is_updated", is_updated)


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
def agencies(typeset: Typeset) -> str:
    """Return the agencies that signed the story, as one text; never guessed from a picture's credit."""
    signed = (
        one["name"] if one["kind"] == Byline.Kind.ORGANISATION else one["organisation"] for one in typeset.bylines
    )
    return " and ".join(dict.fromkeys(name for name in signed if name))


@register.filter
def as_set(html: str) -> SafeString:
    """Show what was set in type: HTML that `articles.typesetting` made, every word of the story escaped in it."""
    return mark_safe(html)  # noqa: S308 - only ever given the fields of a Typeset


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, address: str) -> str:
    """Write an address with the site's own host."""
    full: str = context["request"].build_absolute_uri(address)
    return full


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, step: str) -> str:
    """Return the address of another page of this list, its filters kept; `step` is like page=7, or empty."""
    query: QueryDict = context["query"].copy()
    query.update(QueryDict(step))
    path: str = context["request"].path
    return f"{path}?{query.urlencode()}" if query else path


@register.simple_tag(takes_context=True)
def number_address(context: template.Context, number: int) -> str:
    """Return the address of a numbered page of this list; the newest is the list itself."""
    path: str = context["request"].path
    return f"{path}?page={number}" if number < context["page"].newest else path


@register.filter
def marked(text: str) -> SafeString:
    """Write a text with its invisible letters and straight quotes marked; copied, it is the same text."""
    return format_html_join("", "{}", ((_marked(*one),) for one in marks.marks(text)))


def _marked(letters: str, sign: str, name: str) -> SafeString | str:
    if not name:
        return letters
    return format_html('<span class="letter" data-sign="{}" title="{}">{}</span>', sign, name, letters)
