"""The story as the desk has it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import JSONObject, Now, Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from articles.models.aggregates import JSONList
from articles.models.byline import Byline
from articles.models.correction import Correction, PublicCorrection
from articles.models.photo import Caption, Rendition
from articles.models.section import Section, Topic


class Status(models.TextChoices):
    """Where a story stands. The way from one to another is the table in `articles.workflow`."""

    NEW = "new", "New"
    CHECKING = "checking", "Checking"
    READY = "ready", "Ready"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SPIKED = "spiked", "Spiked"


UNPUBLISHED = (Status.NEW, Status.CHECKING, Status.READY, Status.SCHEDULED)


def _sizes() -> Prefetch[Any]:
    """Fetch the sizes of pictures that readers may see: one whose rights have run out is shown as its caption."""
    return Prefetch("photo__renditions", queryset=Rendition.objects.in_rights())


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions asked of stories."""

    def published(self) -> ArticleQuerySet:
        """Return what readers may see now: the only door of every public page.

        The database's own clock decides, so a story appears and leaves on time even if no job has run.
        """
        return self.filter(
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=Now()),
            Q(expires_at__isnull=True) | Q(expires_at__gt=Now()),
            status__in=(Status.PUBLISHED, Status.SCHEDULED),
            hold_reason="",
            publish_at__lte=Now(),
        )

    def gone(self) -> ArticleQuerySet:
        """Return what readers once saw and no longer may: answered with 410."""
        return self.filter(
            Q(status=Status.WITHDRAWN) | Q(status=Status.PUBLISHED, expires_at__lte=Now()),
            first_published_at__isnull=False,
        )

    def newest_first(self) -> ArticleQuerySet:
        """Return in the order of the front page."""
        return self.order_by("-publish_at", "-pk")

    def with_photos(self, *, yes: bool) -> ArticleQuerySet:
        """Return those with, or those without, at least one picture whose file has arrived."""
        has = Exists(Caption.objects.filter(article=OuterRef("pk")).exclude(photo__original=""))
        return self.filter(has if yes else ~has)

    def for_cards(self) -> ArticleQuerySet:
        """Fetch what a list shows, in one query. Who is not set in type yet is left out."""
        return (
            self.filter(typeset__isnull=False)
            .select_related("typeset")
            .only(*CARD, "typeset__card", "typeset__bylines", "typeset__good_until")
        )

    def for_detail(self) -> ArticleQuerySet:
        """Fetch the rows that a whole story hangs on, in a fixed number of queries."""
        captions = Caption.objects.select_related("photo").prefetch_related(_sizes())
        return self.select_related("section").prefetch_related(
            Prefetch("captions", queryset=captions),
            Prefetch("article_bylines", queryset=ArticleByline.objects.select_related("byline")),
            "topics",
            "corrections",
        )

    def for_reading(self) -> ArticleQuerySet:
        """Fetch the whole of what readers and machines are told, in one query; `corrected` holds the corrections."""
        return (
            self.filter(typeset__isnull=False)
            .select_related("typeset", "section")
            .annotate(corrected=Subquery(public_corrections(OuterRef("pk"))))
        )


CARD = (
    "headline", "slug", "section", "status", "publish_at", "first_published_at", "modified_at", "wire_date", "language",
)  # fmt: skip


def public_corrections(article: OuterRef) -> models.QuerySet[Correction, Any]:
    """Return the corrections that are out and to be shown with the article, as one JSON list."""
    shown = Correction.objects.filter(
        Q(show_until__isnull=True) | Q(show_until__gt=Now()), article=article, published_at__lte=Now()
    ).exclude(placement=Correction.Placement.PAGE_ONLY)
    facts = JSONObject(pk="pk", kind="kind", text="text", placement="placement", published_at="published_at")
    return shown.order_by().values("article").annotate(all=JSONList(facts)).values("all")


class Article(models.Model):
    """One story. `body` is the editors' plain text (see `articles.wire.markup`); `version` rises with every save."""

    headline = models.CharField(max_length=255, blank=True)
    slug = models.SlugField(max_length=120, blank=True)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True, help_text="A blank line ends a paragraph, ## begins a crosshead.")
    dateline = models.CharField(max_length=120, blank=True)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    bylines = models.ManyToManyField(Byline, through="ArticleByline", related_name="articles")
    language = models.CharField(max_length=12, default="en-GB")
    # workflow
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    version = models.PositiveIntegerField(default=1)
    hold_reason = models.TextField(blank=True, help_text="Why the story must not be published.")
    embargo_until = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True)
    modified_at = models.DateTimeField(null=True, blank=True, help_text="When the published text last changed.")
    public_note = models.TextField(blank=True, help_text="What readers are told of a withdrawn story.")
    killed_at = models.DateTimeField(null=True, blank=True, help_text="When the wire killed the story.")
    # wire
    provider = models.CharField(max_length=80, blank=True)
    wire_uri = models.CharField(max_length=400, blank=True)
    wire_date = models.DateField(null=True, blank=True, help_text="The date the wire gave the story.")
    wire_moved = models.BooleanField(default=False, help_text="A newer wire version waits for the desk.")
    source = models.ForeignKey("Source", null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    catchline = models.CharField(max_length=160, blank=True, db_index=True)
    profile = models.CharField(max_length=10, default="story")
    pub_status = models.CharField(max_length=10, default="usable")
    urgency = models.PositiveSmallIntegerField(default=0)
    ed_note = models.TextField(blank=True, help_text="From the wire, for the desk only.")
    issues = models.JSONField(default=list, blank=True, help_text="Doubts of the cleaner that nobody has settled.")
    acknowledged = models.JSONField(
        default=list, blank=True, help_text="What differs from the wire and an editor has called right."
    )
    needs_review = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        "auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="Who brought it in."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("publish_article", "Can publish, schedule and withdraw stories"),
            ("lift_hold", "Can lift a hold"),
            ("every_article", "Can see and edit the stories of everybody"),
        ]
        indexes = [
            models.Index(fields=["status", "-publish_at", "-id"], name="front_page"),
            models.Index(fields=["section", "status", "-publish_at", "-id"], name="section_page"),
            models.Index(fields=["status", "-id"], name="queue"),
            models.Index(fields=["embargo_until"], condition=Q(embargo_until__isnull=False), name="embargo_ends"),
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="story_expires"),
            models.Index(Upper("catchline"), name="catchline_any_case"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="status_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="version_from_1"),
            models.CheckConstraint(
                condition=~Q(status__in=("published", "scheduled"))
                | (~Q(headline="") & ~Q(body="") & Q(publish_at__isnull=False)),
                name="public_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(first_published_at__isnull=False), name="published_has_time"
            ),
            models.CheckConstraint(
                condition=Q(killed_at__isnull=True) | ~Q(status__in=("published", "scheduled")),
                name="killed_never_public",
            ),
            models.UniqueConstraint(
                fields=["provider", "wire_uri"], condition=~Q(wire_uri=""), name="one_article_a_story"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.catchline or f"Untitled story {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the public address: section, slug and id. The id alone decides what is shown."""
        section = self.section.slug if self.section else "news"
        return reverse("article", args=[section, self.slug or "story", self.pk])

    @property
    def public_corrections(self) -> list[PublicCorrection]:
        """Return the corrections to be shown, newest first. Uses what `for_reading` fetched."""
        gathered: list[dict[str, Any]] = getattr(self, "corrected", None) or []
        return sorted((PublicCorrection.of(one) for one in gathered), key=lambda one: one.published_at, reverse=True)

    @property
    def published_at(self) -> datetime | None:
        """Return when readers first saw it; for a scheduled story that came due, its scheduled time."""
        return self.first_published_at or self.publish_at

    @property
    def is_embargoed(self) -> bool:
        """Say whether the embargo still holds, by this machine's clock: for display only."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()


class ArticleByline(models.Model):
    """A byline's place on a story, with the words as received."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="article_bylines")
    byline = models.ForeignKey(Byline, on_delete=models.PROTECT, related_name="article_bylines")
    position = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=120, blank=True)
    as_received = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "byline"], name="byline_once_an_article")]

    def __str__(self) -> str:
        return self.as_received or str(self.byline)


def slug_for(headline: str) -> str:
    """Return the slug of a headline, "story" where no letter of it is plain ASCII."""
    return slugify(headline)[:120].strip("-") or "story"
