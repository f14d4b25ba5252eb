"""What an element's tag and class words say about the text inside it. Data; read once per distinct class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# Bits, so that a place is inherited by a single "or".
(NAV, HEADER, FOOTER, ASIDE, RELATED, COMMENTS, SHARE, PROMO, CAPTION, CREDIT, BYLINE, STAMP, STANDFIRST, BODY, ARTICLE,
 FIGURE, GALLERY, PLAYER, HIDDEN, TWEET, TAGS, CONTROL, PULLQUOTE, H1, HEADING, ITEM, QUOTE, TABLE, SECTION, PARAGRAPH,
 HEADLINE, TITLE, DRAWING, AFTER_PICTURE, DROP_CAP) = (1 << bit for bit in range(35))  # fmt: skip

NAMES = {
    NAV: "inside navigation", HEADER: "inside the page header", FOOTER: "inside the page footer", ASIDE: "inside an aside",
    RELATED: "inside a box of related stories", COMMENTS: "inside the comments", SHARE: "inside a share bar",
    PROMO: "inside a promotion or sign-up box", CAPTION: "marked as a caption", CREDIT: "marked as a credit",
    BYLINE: "marked as a byline", STAMP: "marked as a time", STANDFIRST: "marked as a summary", BODY: "inside the article text",
    ARTICLE: "inside the article", FIGURE: "inside a figure", GALLERY: "inside a gallery", PLAYER: "inside a player",
    HIDDEN: "hidden on the page", TWEET: "inside an embedded post", TAGS: "inside a list of tags", CONTROL: "a button or a form",
    PULLQUOTE: "marked as a pulled quote", H1: "the page's first heading", HEADING: "marked as a heading", ITEM: "marked as a list item",
    QUOTE: "marked as a quotation", TABLE: "inside a table", SECTION: "marked as a section name", PARAGRAPH: "marked as a paragraph",
    HEADLINE: "marked as the headline", TITLE: "the title of the page", DRAWING: "the name of a drawing",
    AFTER_PICTURE: "right after a picture",
}  # fmt: skip

TAGS_PLACES = {
    "nav": NAV, "header": HEADER, "footer": FOOTER, "aside": ASIDE, "figcaption": CAPTION, "time": STAMP, "article": ARTICLE,
    "main": ARTICLE, "figure": FIGURE, "video": PLAYER, "audio": PLAYER, "button": CONTROL, "form": CONTROL, "label": CONTROL,
    "select": CONTROL, "option": CONTROL, "textarea": CONTROL, "h1": H1, "h2": HEADING, "h3": HEADING, "h4": HEADING,
    "h5": HEADING, "h6": HEADING, "li": ITEM, "blockquote": QUOTE, "table": TABLE, "p": PARAGRAPH, "title": TITLE, "svg": DRAWING,
    "dialog": CONTROL,
}  # fmt: skip
CLASS_WORDS = (
    (NAV, r"nav(?!al)|menu|breadcrumb|skip-?link|sitemap|megamenu|subnav|top-?bar"),
    (HEADER, r"site-?header|page-?header|masthead|global-?header|main-?header"),
    (FOOTER, r"(?:site|page|global|main)-?footer|^footer|\bfooter\b|colophon"),
    (ASIDE, r"sidebar|side-?bar|rail\b|secondary-?col|right-?col|skyscraper"),
    (RELATED, r"related|recommend|read-?more|readmore|more-?(?:on|from|stories|about)|most-?(?:read|popular|viewed|shared|recent)|trending|taboola|outbrain|teaser|recirc|onward|up-?next|also-?like|see-?also|rich-?link|inline-?link|story-?package|promo-?(?:list|unit|item)|top-?stories|headline-?list|latest-?(?:news|stories)|popular|container__header|fc-(?:item|container)|collection|puffs?\b|elsewhere"),
    (COMMENTS, r"comment(?!ary|ator)|disqus|discussion|viafoura|coral"),
    (SHARE, r"shar(?:e|ing)\b|share[-_]|social(?!-?care)|follow-?(?:us|bar|button)|bookmark|addthis"),
    (PROMO, r"newsletter|sign-?up|subscri|paywall|regwall|registration|marketing|cookie|consent|advert|\bads?\b|ad-(?:slot|unit|container|wrapper|label)|sponsor|donat|contribut(?:e|ion)|membership|premium-?(?:promo|banner)|banner|promo(?!t)|upsell|notification|toast|modal|overlay|popup|dfp|mpu|appeal|affiliate|poll\b|quiz|survey|vote-|disclaimer|trust"),
    (DROP_CAP, r"drop-?cap"),
    (CAPTION, r"caption|(?<!drop-)\bcap\b|image-?text|img-?text|media-?desc|figure__text"),
    (CREDIT, r"credit|copyright(?!-?footer)|photographer|image-?source|attribution"),
    (BYLINE, r"byline|\bbyl\b|author|contributor(?!s-list)|journalist|reporter|writer|creator"),
    (STAMP, r"time-?stamp|\bdate|publish(?:ed)?-?(?:date|time|on)?|dateline|date-?time|\btime\b|last-?updated|article-?date|updated"),
    (STANDFIRST, r"stand-?first|strap-?line|sub-?title|\bdek\b|\bdeck\b|\bsell\b|excerpt|article-?summary|lead-?(?:text|para)|sub-?deck|sub-?headline|article-?intro|description\b"),
    (BODY, r"article-?body|story-?body|storybody|entry-?content|article-?text|post-?content|body-?content|articlebody|article__(?:body|content)|content__article-body|js-article-body|body-?text|article-?content|story-?content|main-?content-?text|\bbdy\b|mxb\b|text-block|body-?copy"),
    (GALLERY, r"gallery|slideshow|carousel|lightbox|image-?viewer"),
    (PLAYER, r"video|player|audio|jwplayer|brightcove|podcast"),
    (HIDDEN, r"visually-?hidden|sr-only|screen-?reader|off-?screen|\bhidden\b|hide-?(?:text|visually)|a11y|accessib"),
    (TWEET, r"twitter-tweet|instagram-media|embed(?!ded-caption)|fb-post|tiktok-embed|tweet"),
    (TAGS, r"\btags?\b|tag-?list|topics?\b|keyword|submeta"),
    (PULLQUOTE, r"pull-?quote|pullout"),
    (SECTION, r"kicker|section-?(?:label|name|title|tag)|category|content__label|channel-?name|eyebrow|overline|primary-?tag"),
    (HEADLINE, r"headline|article-?title|entry-?title|post-?title|story-?title|page-?title|\bhed\b|\bsh\b"),
)  # fmt: skip
SPLIT_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
STEM = 3  # letters by which an alternative of a pattern is looked up: most classes hold none of them


def _stem(alternative: str) -> str:
    """Return letters that must stand in a class for the alternative to be found there."""
    plain = re.sub(r"\(\?[^()]{0,99}\)|\[[^\]]{0,9}\]|\\\w|.\?", " ", alternative)
    runs: list[str] = re.findall(r"[a-z\d-]+", plain)
    return max(runs, key=len)[:STEM]


def _by_stem() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """Return the alternatives of all patterns by their stems."""
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for bit, pattern in CLASS_WORDS:
        for one in re.split(r"\|(?![^()]{0,99}\))", pattern):
            found.setdefault(_stem(one), []).append((bit, re.compile(one)))
    return found


def _any_of(stems: Iterable[str]) -> re.Pattern[str]:
    """Compile a search for stems, one at most at each letter, with the stems of one first letter in one branch."""
    heads: dict[str, list[str]] = {}
    for stem in stems:
        heads.setdefault(stem[0], []).append(re.escape(stem[1:]))
    branches = [f"{head}(?:{'|'.join(tails)})" for head, tails in heads.items()]
    return re.compile(f"(?=({'|'.join(branches)}))")


BY_STEM = _by_stem()
SHORT = [one for stem, found in BY_STEM.items() if len(stem) < STEM for one in found]
STEMS = _any_of(stem for stem in BY_STEM if len(stem) == STEM)
ITEMPROPS = {
    "articleBody": BODY,
    "headline": HEADLINE,
    "author": BYLINE,
    "caption": CAPTION,
    "datePublished": STAMP,
    "dateModified": STAMP,
    "copyrightHolder": CREDIT,
    "description": STANDFIRST,
    "alternativeHeadline": 0,
}


@lru_cache(maxsize=8192)
def of_class(words: str) -> int:
    """Return the places that a class, an id or a test name speaks of."""
    if len(words) > 600:
        return 0
    flat = SPLIT_CAMEL.sub("-", words).casefold().replace("_", "-")
    bits = 0
    for stem in STEMS.findall(flat):
        for bit, pattern in BY_STEM[stem]:
            bits |= bit if not bits & bit and pattern.search(flat) else 0
    for bit, pattern in SHORT:
        bits |= bit if pattern.search(flat) else 0
    return bits
