"""The first start and the second: samples, published stories, an account, and then no change."""

import io
import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.models import Article, Delivery, Rendition, Revision

pytestmark = pytest.mark.django_db


def demo():
    out = io.StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_a_first_start_shows_a_newsroom_and_a_second_changes_nothing(settings):
    text = demo()
    name, password = re.search(r"name (\S+) and the password (\S+)", text).groups()
    assert authenticate(username=name, password=password).is_superuser
    assert Article.objects.published().count() >= 10
    assert Article.objects.filter(status="new").count() >= 4
    assert Delivery.objects.filter(outcome="refused", code="NO_STORY").count() == 1
    assert Rendition.objects.exists()
    assert set(Revision.objects.values_list("event", flat=True)) == {"imported", "edited", "publish"}
    before = list(Article.objects.order_by("pk").values("pk", "version", "status"))
    again = demo()
    assert password not in again and "changepassword" in again
    assert list(Article.objects.order_by("pk").values("pk", "version", "status")) == before
    assert User.objects.count() == 1
