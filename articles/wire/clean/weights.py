"""How much each piece of evidence speaks for or against each label. Set by hand; read a row as a sentence.

Unlisted means nought. One point is a nudge, three a strong sign, six nearly a proof.
"""

from __future__ import annotations

LABELS = (
    "furniture", "headline", "standfirst", "byline", "stamp", "section", "title",
    "caption", "credit", "paragraph", "heading", "item", "status",
)  # fmt: skip

# Before any evidence: rare labels must be earned.
START: dict[str, float] = {
    "furniture": 0.5, "headline": -2.0, "standfirst": -2.0, "byline": -5.0, "stamp": -6.0, "section": -4.5, "title": -3.0,
    "caption": -5.0, "credit": -6.0, "paragraph": -1.0, "heading": -3.5, "item": -6.0, "status": -8.0,
}  # fmt: skip

WEIGHTS: dict[str, dict[str, float]] = {
    # length
    "up to 3 words": {"furniture": 1.5, "headline": -3.0, "standfirst": -4.0, "title": 0.5, "paragraph": -3.0, "heading": -0.5},
    "4 to 8 words": {"furniture": 0.5, "headline": 1.5, "standfirst": -1.0, "title": 1.0, "paragraph": -0.8, "heading": 1.0},
    "9 to 14 words": {"headline": 2.0, "standfirst": 0.7, "paragraph": 0.8, "title": -0.7, "heading": -0.5},
    "15 to 24 words": {"furniture": -0.7, "headline": 0.0, "standfirst": 1.0, "paragraph": 1.5, "title": -2.0, "heading": -3.0},
    "25 words or more": {"furniture": -1.2, "headline": -4.0, "standfirst": 0.0, "paragraph": 2.2, "title": -3.0, "heading": -5.0, "section": -5.0},
    # marks
    "end mark": {"furniture": -0.3, "headline": -1.5, "paragraph": 0.8, "title": -1.5, "heading": -1.5, "section": -3.0},
    "a sentence": {"furniture": -1.0, "paragraph": 1.5, "standfirst": 0.5, "headline": -1.0, "title": -1.0},
    "a question": {"heading": 2.0, "headline": 1.2, "paragraph": -0.2},
    "ends with a colon": {"furniture": 1.0, "paragraph": -0.2, "heading": 0.3},
    "no end mark": {"headline": 1.0, "paragraph": -1.7, "standfirst": 0.3, "heading": 0.7, "title": 0.7, "furniture": 0.3},
    "opens with a quotation mark": {"furniture": -0.4, "paragraph": 0.7, "section": -4.0, "title": -1.0},
    "begins in lower case": {"furniture": 1.0, "headline": -2.0, "paragraph": -1.0, "standfirst": -1.0, "heading": -2.0},
    "a verb of speech": {"furniture": -0.6, "paragraph": 1.0, "title": -1.0, "section": -3.0},
    "more than one sentence": {"furniture": -0.4, "headline": -3.0, "paragraph": 0.8, "title": -2.0, "heading": -3.0},
    "opens in capitals": {"paragraph": 0.7},
    "all in capitals": {"furniture": 1.5, "paragraph": -1.5, "headline": 0.2, "heading": 0.7, "title": -1.0},
    # furniture
    "a line known as furniture": {"furniture": 5.0, "headline": -3.0, "paragraph": -2.0, "heading": -2.0, "title": -3.0},
    "begins like furniture": {"furniture": 2.5, "headline": -1.0, "paragraph": -1.0, "heading": -1.5, "title": -1.5, "standfirst": -1.5},
    "the name of a section": {"furniture": 1.0, "section": 6.0, "headline": -3.0, "heading": -1.0, "title": -2.0},
    "a breadcrumb": {"furniture": 2.0, "section": 9.5, "headline": -3.0, "heading": -3.0, "title": -4.0},
    "words of an appeal or sign-up": {"furniture": 3.0, "paragraph": -1.0, "standfirst": -1.0, "headline": -0.5},
    "the name of an icon": {"furniture": 3.0},
    "style sheet or script": {"furniture": 6.0, "paragraph": -5.0},
    "a gallery counter": {"furniture": 3.0, "paragraph": -2.0},
    "a number alone": {"furniture": 4.0},
    "an address or handle": {"furniture": 1.0, "paragraph": -0.3, "headline": -1.0},
    "no words at all": {"furniture": 5.0, "paragraph": -4.0},
    "one endless word": {"paragraph": 1.0},
    "cut short with dots": {"furniture": 3.0, "paragraph": -1.0},
    # forms
    "a status line of the wire": {"status": 13.0},
    "a time of publication": {"stamp": 12.0, "furniture": 1.0, "paragraph": -4.0},
    "a credit and nothing else": {"credit": 13.0, "paragraph": -3.0},
    "a picture credit": {"caption": 11.5, "paragraph": -1.0, "standfirst": -3.0, "headline": -5.0, "title": -5.0},
    "a possible picture credit": {"caption": 7.5, "headline": -2.0, "title": -3.0},
    "the agency's own picture description": {"caption": 2.0, "paragraph": -3.0},
    "“By” and a name": {"byline": 11.0, "paragraph": -1.0, "headline": -3.0, "title": -5.0},
    "“By” and an agency": {"byline": 12.0, "paragraph": -3.0, "headline": -3.0, "title": -5.0},
    "an agency alone": {"byline": 4.5, "credit": 1.0, "furniture": 1.0},
    "a name and a job": {"byline": 7.5, "furniture": 0.5, "headline": -2.0},
    "a name alone": {"byline": 5.5, "title": 1.5, "furniture": 0.5, "headline": -1.5, "section": -3.0},
    "names alone": {"byline": 5.5, "headline": -2.0},
    "a job alone": {"byline": 3.5},
    "a bullet": {"item": 6.0},
    "question or answer": {"paragraph": 3.0, "furniture": -1.0},
    "a caption inside a paragraph": {"caption": 9.0},
    "around a caption inside the paragraph": {"paragraph": 3.0},
    # neighbours
    "prose before and after": {"furniture": -0.8, "paragraph": 1.0, "heading": 1.0, "title": 0.3},
    "prose follows": {"headline": 1.0, "standfirst": 0.5, "paragraph": 0.3},
    "prose before": {"headline": -1.0, "paragraph": 0.3},
    "no prose near": {"furniture": 1.0, "paragraph": -1.0, "headline": -0.3, "heading": -2.0},
    "no blank line before": {"headline": -0.3},
    "the same words as the line before": {"furniture": 2.0, "paragraph": -3.0},
    "the same words as an earlier line": {"furniture": 1.0, "paragraph": -0.5},
    "the first line": {"headline": 1.0},
    "the last line": {},
    "the capture breaks off": {"paragraph": 1.5, "furniture": -0.3},
}  # fmt: skip
