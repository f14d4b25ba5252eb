"""The child that decodes: what it may not do, and what a picture that ends it leaves behind."""

import ast
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from articles.models import Photo
from articles.photos import developing
from articles.photos.rejection import RejectedPhoto
from articles.photos.sizes import plan
from tests.photos import pictures

ROOT = Path(__file__).parents[2]


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "picture"
    path.write_bytes(pictures.jpeg())
    return path


def confined(code):
    """Run code in a child as the darkroom is once it has confined itself."""
    script = f"import runpy; darkroom = runpy.run_path({str(developing.DARKROOM)!r}); darkroom['confine']()\n{code}"
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], env={}, capture_output=True, text=True, timeout=60
    )


def test_pictures_are_decoded_nowhere_else():
    for path in (ROOT / "articles").rglob("*.py"):
        imported = {
            alias.name if isinstance(node, ast.Import) else node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        if path != developing.DARKROOM and "samples" not in path.parts:
            assert not any(str(name).startswith("PIL.") for name in imported), path
            assert "from PIL import" not in path.read_text(encoding="utf-8"), path


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS knows no limit of memory")
def test_the_child_gets_no_more_memory_than_a_picture_needs():
    assert "MemoryError" in confined("bytearray(2 * 1024**3)").stderr


def test_the_child_writes_no_large_file_and_leaves_no_core(tmp_path):
    done = confined(f"open({str(tmp_path / 'large')!r}, 'wb').write(bytes(65 * 1024**2))")
    assert done.returncode != 0
    limits = confined(
        "import resource; print(resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_CPU))"
    )
    assert limits.stdout.split("\n")[0] == "(0, 0) (20, 20)"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can take the network from a process")
def test_the_child_reaches_no_network_and_starts_no_program():
    assert "PermissionError" in confined("import socket; socket.socket()").stderr
    assert "PermissionError" in confined("import os; os.execv('/bin/true', ['true'])").stderr


def test_the_child_knows_nothing_of_the_site(picture, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "told-to-nobody")
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os, sys\n"
        "job = json.load(sys.stdin)\n"
        "seen = {'environment': sorted(os.environ), 'path': [one for one in sys.path if 'site-packages' in one]}\n"
        "answer = dict(format='JPEG', width=1, height=1, xmp='', iim='', exif={'seen': json.dumps(seen)},\n"
        "              is_animated=False, is_whole=True, has_c2pa=False)\n"
        "json.dump(answer, sys.stdout)\n"
    )
    monkeypatch.setattr(developing, "DARKROOM", spy)
    seen = json.loads(developing.look(picture).exif["seen"])
    assert set(seen["environment"]) <= {"LC_CTYPE"} and seen["path"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "IMAGE_TOO_COSTLY"),
        ("import sys; sys.exit(1)", "IMAGE_UNREADABLE"),
        ("print('not an answer')", "IMAGE_UNREADABLE"),
        ("print('[]')", "IMAGE_UNREADABLE"),
        ("print('{}')", "IMAGE_UNREADABLE"),
        ('print(\'{"refused": "ANYTHING"}\')', "IMAGE_UNREADABLE"),
        ("import time; time.sleep(30)", "IMAGE_TOO_COSTLY"),
    ],
)
def test_a_child_that_dies_hangs_or_talks_nonsense_is_a_refusal(picture, tmp_path, monkeypatch, body, code):
    broken = tmp_path / "broken.py"
    broken.write_text(body)
    monkeypatch.setattr(developing, "DARKROOM", broken)
    monkeypatch.setattr(developing, "SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(RejectedPhoto) as caught:
        developing.look(picture)
    assert caught.value.code == code and time.monotonic() - began < 10


def test_a_picture_at_the_limit_of_pixels_is_drawn(tmp_path):
    from PIL import Image

    path = tmp_path / "large"
    path.write_bytes(pictures.encoded(Image.new("RGBA", (7071, 7071), (10, 20, 30, 200)), "PNG", compress_level=1))
    sizes = plan(Photo(width=7071, height=7071))
    made = developing.develop(path, sizes, folder=tmp_path, xmp="").files
    assert len(made) == len(sizes) == 23 and all(os.path.getsize(one) for one in made.values())
