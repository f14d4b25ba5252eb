"""The facts: fields, constraints, querysets. Changes live in ingest, workflow and photos."""

from articles.models.article import Article, ArticleByline, ArticleQuerySet, Status
from articles.models.byline import Byline
from articles.models.correction import Correction
from articles.models.delivery import Delivery, DeliveryToken, Source, WireVersion
from articles.models.photo import Caption, Photo, Rendition
from articles.models.revision import Revision
from articles.models.ruling import Ruling, SourceRule
from articles.models.section import Section, Topic

__all__ = [
    "Article",
    "ArticleByline",
    "ArticleQuerySet",
    "Byline",
    "Caption",
    "Correction",
    "Delivery",
    "DeliveryToken",
    "Photo",
    "Rendition",
    "Revision",
    "Ruling",
    "Section",
    "Source",
    "SourceRule",
    "Status",
    "Topic",
    "WireVersion",
]
