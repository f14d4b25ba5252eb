"""What others are told of the public site, and that it arrives."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.utils import timezone

from articles import sending, workflow
from articles.models import Message, Subscription
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://news.example.com/"


@pytest.fixture
def listener():
    """Listen as somebody else's program does; `answers` holds what it says next, `heard` what it was told."""

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.heard.append((dict(self.headers), body))
            self.send_response(server.answers.pop(0) if server.answers else 204)
            self.send_header("Location", "http://127.0.0.1/elsewhere")
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    server.heard, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def subscribed(url: str = "https://example.com/hook") -> Subscription:
    """Subscribe a program."""
    return Subscription.objects.create(name="Them", url=url, secret="s" * 48)


def events() -> list[str]:
    """Return what stands in the outbox, oldest first."""
    return list(Message.objects.order_by("pk").values_list("event", flat=True))


def edit(story, **fields):
    """Save a story with new fields."""
    with workflow.editing(story, expected=story.version, by=None, fields=fields):
        pass
    return story


def test_a_story_is_told_when_it_comes_out_changes_and_goes():
    subscribed()
    story = factories.published(headline="Rivers", section=factories.section("uk"))
    story = edit(story, body="Another text.")
    story = edit(story, urgency=3)
    workflow.move(story, "withdraw", by=None, note="Gone.")
    assert events() == ["publish", "update", "withdraw"]
    said = json.loads(Message.objects.order_by("pk")[0].body)
    assert said["url"] == f"https://news.example.com/uk/rivers-{story.pk}/"
    assert said["api_url"] == f"https://news.example.com/api/articles/{story.pk}/"


def test_nobody_is_told_of_what_readers_may_not_see():
    subscribed()
    story = factories.article()
    workflow.move(story, "schedule", by=None, at=timezone.now() + timedelta(hours=1))
    edit(factories.article(embargo_until=timezone.now() + timedelta(hours=1)), body="Another text.")
    assert events() == []


def test_a_hold_is_told_as_a_withdrawal_without_its_reason():
    subscribed()
    edit(factories.published(), hold_reason="Private words of the desk.")
    assert events() == ["publish", "withdraw"]
    assert not Message.objects.filter(body__contains="Private words").exists()


def test_nothing_is_noted_where_the_transaction_fails():
    subscribed()
    story = factories.published()
    with pytest.raises(workflow.Stale):
        workflow.move(story, "withdraw", by=None, version=99)
    assert events() == ["publish"]


def test_a_hub_is_told_which_feeds_have_changed(settings):
    settings.WEBSUB_HUB = "https://hub.example.com/"
    factories.published()
    body = Message.objects.get(subscription=None).body
    assert body.startswith("hub.mode=publish&hub.url=https%3A%2F%2Fnews.example.com%2Ffeeds%2Frss.xml")
    assert "section%2Fpolitics%2Fatom.xml" in body


def test_a_message_arrives_once_and_signed(listener, settings):
    settings.WEBHOOK_PRIVATE_HOSTS = ["127.0.0.1"]
    one = subscribed(f"http://127.0.0.1:{listener.server_port}/hook?x=1")
    story = factories.published()
    message = Message.objects.get()
    assert sending.due() == [message.pk]
    assert sending.send(message.pk) and not sending.send(message.pk)
    ((headers, body),) = listener.heard
    assert json.loads(body)["id"] == story.pk and headers["X-Newsroom-Event"] == "publish"
    assert headers["X-Newsroom-Signature"] == sending.sign(one.secret, headers["X-Newsroom-Timestamp"], body)
    message.refresh_from_db()
    assert (message.state, message.answer, sending.due()) == ("sent", "Answered 204", [])


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_fails_is_tried_again_later_and_a_redirect_is_not_followed(listener, settings, status):
    settings.WEBHOOK_PRIVATE_HOSTS = ["127.0.0.1"]
    subscribed(f"http://127.0.0.1:{listener.server_port}/")
    listener.answers = [status]
    factories.published()
    message = Message.objects.get()
    assert not sending.send(message.pk)
    message.refresh_from_db()
    assert (message.state, message.answer, message.attempts) == ("due", f"Answered {status}", 1)
    assert sending.due() == [] and len(listener.heard) == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert sending.send(message.pk)


def test_at_last_it_is_given_up():
    subscribed("http://nowhere.invalid/")
    factories.published()
    Message.objects.update(attempts=sending.ATTEMPTS - 1)
    message = Message.objects.get()
    assert not sending.send(message.pk)
    message.refresh_from_db()
    assert message.state == "given-up" and message.answer.startswith("gaierror")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/",
     "http://0.0.0.0/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "gopher://x/"],
)  # fmt: skip
def test_no_private_address_is_ever_written_to(url):
    subscribed(url)
    factories.published()
    message = Message.objects.get()
    assert not sending.send(message.pk)
    message.refresh_from_db()
    assert message.answer.startswith("Unsendable")


def test_a_subscription_that_is_switched_off_is_told_nothing():
    one = subscribed()
    factories.published()
    Subscription.objects.update(is_active=False)
    factories.published()
    assert Message.objects.count() == 1 and not sending.send(Message.objects.get().pk)
    assert Message.objects.get().state == "given-up" and one.messages.count() == 1
