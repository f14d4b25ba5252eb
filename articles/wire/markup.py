"""The editors' plain text: blocks of a story to and from a restricted CommonMark, and that to HTML.

A blank line parts paragraphs; `## ` opens a crosshead, `- ` an item, `> ` a quotation, a table is a table, three
backticks hold set matter, and `[[photo 2]]` on a line of its own is the place of the second picture. Raw HTML,
entities, images, code spans and autolinks are switched off, so what came over the wire reads as it came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape as escape_html

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from articles.wire.story import Block, Kind, Picture

BLOCK_RULES = ("heading", "list", "blockquote", "table", "fence")
INLINE_RULES = ("escape", "newline", "emphasis", "link")
PHOTO = re.compile(r"\[\[photo (?P<number>[1-9]\d{0,3})\]\][ \t]{0,9}$")
SCHEME = re.compile(r"^(?:https?://[^\s\\/]|mailto:[^\s?]{1,200}$)", re.I)
INLINE_MARKS = re.compile(r"[\\*]|(?<![^\W_])_|_(?![^\W_])")
# What would open another kind of block at the start of a line.
OPENER = re.compile(r"^(?:(?P<ordered>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|`{3}|~{3}|\[\[photo ))")
# How the editors' text opens a block, and how it goes on in the next line.
MARKS = {Kind.HEADING: ("## ", " "), Kind.ITEM: ("- ", "\n  "), Kind.QUOTE: ("> ", "\n> ")}
CLOSING = re.compile(r"(?<=\s)#(?=#{0,99}$)|^#(?=#{0,99}$)")


class Restricted(MarkdownIt):
    """CommonMark without raw HTML, and with links to the web and to mail only."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Say whether a link may stay a link."""
        return SCHEME.match(url) is not None


def _photo_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.sCount[start] - state.blkIndent >= 4:
        return False
    found = PHOTO.fullmatch(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if found is None:
        return False
    if not silent:
        state.line = start + 1
        token = state.push("photo", "", 0)
        token.meta = {"number": int(found["number"])}
        token.map = [start, state.line]
    return True


def _parser() -> MarkdownIt:
    parser = Restricted("zero").enable(list(BLOCK_RULES)).enable(list(INLINE_RULES))
    parser.block.ruler.before("paragraph", "photo", _photo_rule, {"alt": ["paragraph", "blockquote", "list"]})
    return parser


PARSER = _parser()


def escape(text: str) -> str:
    """Write received text so that it reads as received."""
    line = INLINE_MARKS.sub(r"\\\g<0>", text.strip())
    if "](" in line:
        line = line.replace("[", r"\[")
    found = OPENER.match(line)
    if found is None:
        return line
    at = found.end()
    return f"{line[:at]}\\{line[at:]}"


def to_markup(blocks: Sequence[Block], pictures: Sequence[Picture], *, marked: bool = False) -> str:
    """Write blocks and the places of pictures as the editors' text. The lead picture has no place in the text.

    With `marked` the blocks hold emphasis, links and escapes as the editors typed them, as `from_markup` gives them.
    """
    places: dict[int, list[int]] = {}
    for number, picture in enumerate(pictures, 1):
        if not picture.is_lead:
            places.setdefault(min(max(picture.after, 0), len(blocks)), []).append(number)
    parts: list[str] = []
    for at in range(len(blocks) + 1):
        parts += [f"[[photo {number}]]" for number in places.get(at, ())]
        if at == len(blocks):
            break
        line = _written(blocks[at], marked)
        follows = at and blocks[at].kind is blocks[at - 1].kind is Kind.ITEM and at not in places
        if follows:
            parts[-1] += f"\n{line}"
        elif line:
            parts.append(line)
    return "\n\n".join(parts)


def _written(block: Block, marked: bool) -> str:
    if block.kind is Kind.TABLE:
        return _table(block.text, marked)
    if block.kind is Kind.PRE:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`{3,99}", block.text)), 3)
        return f"{fence}\n{block.text}\n{fence}"
    if marked:
        opening, onward = MARKS.get(block.kind, ("", "\n"))
        return opening + onward.join(block.text.strip().split("\n"))
    line = escape(" ".join(block.text.split("\n")))
    if block.kind is Kind.HEADING:
        return "## " + CLOSING.sub(r"\#", line)
    return {Kind.ITEM: "- ", Kind.QUOTE: "> "}.get(block.kind, "") + line


def _table(text: str, marked: bool) -> str:
    marks = "" if marked else r"\\"
    rows = [
        [INLINE_MARKS.sub(rf"{marks}\g<0>", cell.strip()).replace("|", r"\|") for cell in row.split("\t")]
        for row in text.split("\n")
    ]
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def from_markup(text: str, *, marked: bool = False) -> tuple[tuple[Block, ...], tuple[tuple[int, int], ...]]:
    """Read the editors' text into blocks, and the pictures into (number, how many blocks stand before it).

    With `marked` the blocks keep emphasis, links, escapes and the numbers of a list as typed: nothing an editor wrote
    is lost on the way there and back.
    """
    blocks: list[Block] = []
    photos: list[tuple[int, int]] = []
    for kind, value, line in _walk(PARSER.parse(text), _typed if marked else _plain):
        if kind is None:
            photos.append((int(value), len(blocks)))
        elif value.strip():
            blocks.append(Block(value, kind, line))
    return tuple(blocks), tuple(photos)


def _walk(tokens: list[Token], read: Callable[[Token], str]) -> Iterator[tuple[Kind | None, str, int]]:
    """Yield kind (None for a picture), text and line of each block, lists and quotations taken apart."""
    inside: list[tuple[Kind, str]] = []
    kinds = {"list_item_open": Kind.ITEM, "blockquote_open": Kind.QUOTE, "heading_open": Kind.HEADING}
    rows: list[list[str]] = []
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        if token.type == "photo":
            yield None, str(token.meta["number"]), line
        elif token.type in kinds:
            inside.append((kinds[token.type], f"{token.info}{token.markup} " if token.info else ""))
        elif token.type in ("list_item_close", "blockquote_close", "heading_close"):
            inside.pop()
        elif token.type == "fence":
            yield Kind.PRE, token.content.removesuffix("\n"), line
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Kind.TABLE, "\n".join("\t".join(row) for row in rows), line
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(read(token))
        elif token.type == "inline":
            kind, number = inside[-1] if inside else (Kind.PARAGRAPH, "")
            if number and read is _typed:
                yield Kind.PARAGRAPH, number + read(token), line
            else:
                yield kind, read(token), line


def _typed(token: Token) -> str:
    return token.content.strip()


def _plain(token: Token) -> str:
    parts = [
        "\n" if child.type == "hardbreak" else " " if child.type == "softbreak" else child.content
        for child in token.children or ()
    ]
    return "".join(parts).strip()


def to_html(text: str, photo: Callable[[int], str]) -> str:
    """Render the editors' text; `photo` gives the HTML of the picture with that number, or empty text."""
    tokens = PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2"
        elif token.type == "fence":
            token.type, token.content = "html_block", f"<pre>{escape_html(token.content, quote=False)}</pre>\n"
        elif token.type == "photo":
            token.type, token.content = "html_block", _framed(photo(int(token.meta["number"])))
    return str(PARSER.renderer.render(tokens, PARSER.options, {}))


def _framed(html: str) -> str:
    return f"{html}\n" if html else ""
