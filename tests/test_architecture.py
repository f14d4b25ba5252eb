"""The plan of the house: imports point down, wire never meets Django, modules and functions stay small.

Two rooms are finer than the first drawing: `search` and `revisions` stand below `workflow`, because the index and
the revision are written in the transaction that moves a story, and `filing` stands between `workflow` and `ingest`.
`photos` stands above `workflow`: a picture that is replaced or joined to a story is a save of that story.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = [
    {"articles.wire", "articles.diff"},
    {"articles.models", "articles.migrations"},
    {
        "articles.search", "articles.revisions", "articles.folders", "articles.generation",
        "articles.integrity", "articles.presence", "articles.drafts", "articles.access", "articles.typesetting",
        "articles.listings", "articles.security", "articles.outbox",
    },
    {"articles.workflow"},
    {"articles.photos"},
    {"articles.filing"},
    {"articles.ingest", "articles.restoring", "articles.correcting", "articles.sharing", "articles.housestyle"},
    {
        "articles.batches", "articles.previewing", "articles.recleaning", "articles.inboxes", "articles.tokens",
        "articles.sending",
    },
    {
        "articles.tasks", "articles.filters", "articles.jsonld", "articles.exports", "articles.kept", "articles.menu",
        "articles.pages", "articles.public",
    },
    {
        "articles.admin", "articles.api", "articles.views", "articles.feeds", "articles.sitemaps", "articles.checks",
        "articles.context", "articles.management", "articles.templatetags", "articles.samples",
    },
    {"articles.urls", "articles.apps"},
    {"newsroom"},
]  # fmt: skip
LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 40
BANNED = {"utils", "helpers", "manager", "handle", "process", "data", "info"}

MODULES = sorted(
    path
    for folder in ("articles", "newsroom")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
CODE = sorted(MODULES + list((ROOT / "tests").rglob("*.py")))


def named(path: Path) -> str:
    """Return the dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def floor(module: str) -> int | None:
    """Return the floor a module stands on, None where it is the package itself."""
    for height, rooms in enumerate(FLOORS):
        if any(module == room or module.startswith(f"{room}.") for room in rooms):
            return height
    return None


# The rooms of these floors may ask one another.
MAY_MEET = {floor("articles.recleaning"), floor("articles.tasks")}


def imports(path: Path) -> Iterator[str]:
    """Yield the full names a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_point_down(path):
    here = floor(named(path))
    if named(path) == "articles":
        return
    assert here is not None, f"{named(path)} stands on no floor: give it one"
    for name in imports(path):
        there = floor(name)
        if there is not None and name.split(".")[:2] != named(path).split(".")[:2]:
            assert there <= here and (there < here or there in MAY_MEET), f"{named(path)} imports {name} from above"


@pytest.mark.parametrize("path", [path for path in MODULES if named(path).startswith("articles.wire")], ids=named)
def test_wire_never_meets_django(path):
    foreign = {name.split(".")[0] for name in imports(path)} & {"django", "newsroom", "django_filters"}
    assert not foreign
    assert not any(name.startswith("articles.") and not name.startswith("articles.wire") for name in imports(path))


@pytest.mark.parametrize("path", CODE, ids=named)
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_OF_A_MODULE


@pytest.mark.parametrize("path", CODE, ids=named)
def test_functions_are_short(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            assert length <= LINES_OF_A_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_names_are_newsroom_words(path):
    assert path.stem not in BANNED
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in BANNED:
            assert "management/commands" in path.as_posix(), f"{node.name} says nothing"


def test_only_the_settings_read_the_environment():
    readers = [
        named(path)
        for path in MODULES
        if any(name.startswith(("os.environ", "os.getenv", "environ.")) for name in imports(path))
        or any(word in path.read_text(encoding="utf-8") for word in ("os.environ[", "os.environ.get(", "os.getenv("))
    ]
    assert all(name.startswith("newsroom.settings") for name in readers), readers


def test_nothing_marks_text_safe_or_speaks_sql_outside_its_room():
    rooms = {
        "RawSQL": {"articles.search"},
        "mark_safe": {"articles.templatetags.newsroom", "articles.jsonld"},
        "csrf_exempt": {"articles.api.deliveries"},
        "extractall": set(),
        "pickle": set(),
        "eval(": set(),
    }
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        for word, allowed in rooms.items():
            assert word not in text or named(path) in allowed, f"{word} in {named(path)}"


def test_no_template_switches_escaping_off():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text and "autoescape off" not in text and " style=" not in text, path
