"""Pictures in S3-compatible buckets, against a server that speaks S3: same bytes, no address, gone when withdrawn."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from articles import photos, workflow
from tests import factories
from tests.photos import pictures

pytest.importorskip("storages", reason="requirements/s3.txt is not installed")
server = pytest.importorskip("moto.server", reason="moto is not installed; it is what answers here as S3 would")
BUCKETS = {"default": "PublicBucket", "originals": "PrivateBucket", "raw": "PrivateBucket"}


@pytest.fixture(scope="session")
def endpoint():
    """Start a server that speaks S3 and make the three buckets."""
    import boto3

    running = server.ThreadedMotoServer(port=0)
    running.start()
    address = "http://{}:{}".format(*running.get_host_and_port())
    client = boto3.client("s3", endpoint_url=address, region_name="eu-west-2",
                          aws_access_key_id="key", aws_secret_access_key="secret")  # fmt: skip
    for name in ("media", "originals", "raw"):
        client.create_bucket(Bucket=f"newsroom-{name}", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield address
    running.stop()


@pytest.fixture
def buckets(endpoint, settings):
    """Keep everything in buckets."""
    given = {"endpoint_url": endpoint, "region_name": "eu-west-2", "access_key": "key", "secret_key": "secret"}
    names = {"default": "media", "originals": "originals", "raw": "raw"}
    settings.STORAGES = settings.STORAGES | {
        store: {"BACKEND": f"newsroom.buckets.{kind}", "OPTIONS": given | {"bucket_name": f"newsroom-{names[store]}"}}
        for store, kind in BUCKETS.items()
    }
    from django.core.files.storage import storages

    return storages


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.django_db
def test_a_picture_is_kept_byte_for_byte_served_by_the_site_and_gone_when_withdrawn(buckets, client):
    payload = pictures.jpeg()
    photo = photos.receive(pictures.upload(payload)).photo
    assert buckets["originals"].open(str(photo.original)).read() == payload
    story = factories.published(captions=[{"picture": photo}])
    rendition = photo.renditions.get(spec="w465.webp")
    address = buckets["default"].url(str(rendition.file))
    assert address == f"/media/{rendition.file.name}" and "Signature" not in address
    answer = client.get(address)
    assert answer.status_code == 200 and body(answer)[:4] == b"RIFF" and answer["Content-Length"] == str(rendition.size)
    workflow.move(story, "withdraw", by=None, note="Withdrawn.")
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_sizes_are_made_from_the_bucket_and_a_lost_file_is_not_found(buckets, client):
    photo = photos.receive(pictures.upload(pictures.jpeg(1300, 900))).photo
    factories.published(captions=[{"picture": photo}])
    assert photos.finish(photo.pk) and photo.renditions.filter(content_type="image/avif").exists()
    rendition = photo.renditions.first()
    buckets["default"].delete(str(rendition.file))
    assert client.get(f"/media/{rendition.file.name}").status_code == 404


def test_an_original_has_no_address(buckets):
    name = buckets["originals"].save("ab/cd/key", ContentFile(b"copy"))
    with pytest.raises(ValueError, match="private"):
        buckets["originals"].url(name)
    assert buckets["originals"].save(name, ContentFile(b"copy")) == name and buckets["originals"].exists(name)


def test_the_environment_chooses_the_buckets_and_half_of_it_stops_the_start(tmp_path):
    def stores(**given):
        code = "from newsroom.settings.base import STORAGES as all; print({name: one.get('OPTIONS', {}).get("
        code += "'bucket_name') for name, one in all.items()})"
        env = {"PATH": os.environ["PATH"], "NEWSROOM_HOME": str(tmp_path), **given}
        root = Path(__file__).parents[1]
        return subprocess.run([sys.executable, "-c", code], env=env, cwd=root, capture_output=True, text=True)

    chosen = stores(S3_BUCKET="news", S3_ENDPOINT_URL="http://127.0.0.1:9")
    assert "'default': 'news-media', 'originals': 'news-originals', 'raw': 'news-raw'" in chosen.stdout, chosen.stderr
    assert "S3_BUCKET is not" in stores(S3_REGION="eu-west-2").stderr
