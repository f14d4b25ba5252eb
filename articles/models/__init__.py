"""The facts: fields, constraints, querysets. Changes live in ingest, workflow and photos."""

from articles.models.alarm import Alarm
from articles.models.article import Article, ArticleByline, ArticleQuerySet, Status
from articles.models.byline import Byline
from articles.models.correction import Correction
from articles.models.delivery import Delivery, DeliveryToken, Source, WireVersion
from articles.models.generation import Generation
from articles.models.housestyle import StyleRule
from articles.models.listing import Listing, PageBreak
from articles.models.outbox import Message, Subscription
from articles.models.photo import Caption, Photo, Rendition
from articles.models.preview import PreviewLink, PreviewNote
from articles.models.revision import Revision
from articles.models.ruling import Ruling, SourceRule
from articles.models.section import Section, Topic
from articles.models.security import SecurityEvent
from articles.models.standing import StandingPage
from articles.models.twin import Shingle, Twin
from articles.models.typeset import Typeset
from articles.models.view import SavedView
from articles.models.working import Draft, Presence

__all__ = [
    "Alarm",
    "Article",
    "ArticleByline",
    "ArticleQuerySet",
    "Byline",
    "Caption",
    "Correction",
    "Delivery",
    "DeliveryToken",
    "Draft",
    "Generation",
    "Listing",
    "Message",
    "PageBreak",
    "Photo",
    "Presence",
    "PreviewLink",
    "PreviewNote",
    "Rendition",
    "Revision",
    "Ruling",
    "SavedView",
    "Section",
    "SecurityEvent",
    "Shingle",
    "Source",
    "SourceRule",
    "StandingPage",
    "Status",
    "StyleRule",
    "Subscription",
    "Topic",
    "Twin",
    "Typeset",
    "WireVersion",
]
