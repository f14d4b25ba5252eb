"""What an edit made of quotations, names, numbers, sums, dates and times."""

from dataclasses import replace

import pytest

from articles.wire import read
from articles.wire.integrity import Matter, check
from articles.wire.story import Block, Byline, Picture, Story
from tests.wire.corpus import CORPUS, needs_corpus

SENT = (
    "Police said 12 people were killed and 30 hurt when the £4.5 million bridge fell on Tuesday, 30 January.",
    "Council leader Morwen Tallis said: “We were asked to choose between the wall and the road.",
    "“We chose the wall because without it there is no road.”",
    "Sam Lister met Ann Brown at 9.30am in Porthaven. Two boats sank.",
)


def story(*lines, headline="Bridge falls in Porthaven", **fields):
    return Story(headline=headline, body=tuple(Block(line) for line in lines), **fields)


def found(*lines, **fields):
    return [(one.matter, one.sent, one.ours) for one in check(story(*SENT), story(*lines, **fields))]


def test_an_unchanged_story_differs_in_nothing():
    assert found(*SENT) == []


@pytest.mark.parametrize(
    "line",
    [
        "When the £4.5m bridge fell on Tuesday, January 30 2024, police said, twelve people were killed.",
        'Morwen Tallis said: "We chose the wall because … there is no road."',
        "“We chose the wall because without it [the coast] there is no road.”",
        "Mr Lister met Ms Brown in Porthaven at 9:30 am. 2 boats sank, Downing Street said.",
        "The wall was chosen.",
    ],
)
def test_the_same_said_otherwise_is_no_discrepancy(line):
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Police said 30 people were killed and 12 hurt when the £4.5 million bridge fell.",
            [(Matter.NUMBER, "12", "30"), (Matter.NUMBER, "30", "12")],
        ),
        (SENT[0].replace("£4.5 million", "£5.5m"), [(Matter.SUM, "£4.5 million", "£5.5m")]),
        (SENT[0].replace("£4.5 million", "£4.5 billion"), [(Matter.SUM, "£4.5 million", "£4.5 billion")]),
        (
            SENT[0].replace("Tuesday, 30", "Wednesday, 31"),
            [(Matter.DATE, "Tuesday", "Wednesday"), (Matter.DATE, "30 January", "31 January")],
        ),
        (SENT[3].replace("9.30am", "9.30pm"), [(Matter.TIME, "9.30am", "9.30pm")]),
        (SENT[3].replace("Two", "Three"), [(Matter.NUMBER, "Two", "Three")]),
        (SENT[3].replace("Lister", "Lyster"), [(Matter.NAME, "Lister", "Lyster")]),
        (SENT[3].replace("Sam Lister", "Sam Brown"), [(Matter.NAME, "Ann Brown", "Sam Brown")]),
        ("It cost £300, one official said.", [(Matter.SUM, "", "£300")]),
        (
            "“We chose the wall because without it there is no harbour.”",
            [(Matter.QUOTATION, SENT[2].strip("“”"), "We chose the wall because without it there is no harbour.")],
        ),
        ("“Police said twelve were killed.”", [(Matter.QUOTATION, "", "Police said twelve were killed.")]),
    ],
)  # fmt: skip
def test_what_was_changed_is_shown_with_both_texts(line, expected):
    assert found(line) == expected


def test_a_quotation_that_runs_on_over_paragraphs_is_read_to_its_end():
    assert found(*SENT[:1], SENT[1].replace("choose", "pick"), *SENT[2:])[0][0] is Matter.QUOTATION


def test_a_headline_may_quote_what_the_wire_tells_but_not_invent():
    assert found(*SENT, headline="‘12 people were killed’ as bridge falls") == []
    assert found(*SENT, headline="‘Hundreds dead’ as bridge falls") == [(Matter.QUOTATION, "", "Hundreds dead")]


def test_captions_and_bylines_are_compared_too():
    sent = story(bylines=(Byline("", name="Sam Lister"),), pictures=(Picture("Jordan Pettitt fell on 3 May"),))
    ours = story(bylines=(Byline("", name="Sam Lyster"),), pictures=(Picture("Jordan Petitt fell on 4 May"),))
    assert [(one.where, one.ours) for one in check(sent, ours)] == [
        ("Byline", "Lyster"),
        ("Photo 1", "Petitt"),
        ("Photo 1", "4 May"),
    ]


def test_the_key_of_a_discrepancy_lasts_as_long_as_both_texts():
    first, again, other = (check(story("3 boats."), story(f"{number} boats."))[0].key for number in (4, 4, 5))
    assert first == again != other


@needs_corpus
@pytest.mark.parametrize("name", ["captures/001.txt", "seed.txt"])
def test_words_put_before_every_paragraph_of_a_real_story_change_no_fact(name):
    for sent in read((CORPUS / name).read_bytes()).stories:
        ours = replace(sent, body=tuple(replace(one, text=f"It was raining. {one.text}") for one in sent.body))
        assert len(sent.body) > 3 and check(sent, ours) == []


@pytest.mark.parametrize("run", ['"a ', "‘a’b ", "1,", "A’", "Aa ", "twenty-", "[", "“", "£ ", "1 of "])
def test_hostile_text_comes_to_an_end(run):
    check(story(run * 20_000), story(f"Sam {run * 20_000}"))
