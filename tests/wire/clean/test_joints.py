"""Lines that hold two things are cut where the joint is certain, and parts of one are joined."""

from __future__ import annotations

from articles.wire.clean.joints import cut
from articles.wire.clean.mend import mend
from articles.wire.draft import Draft, Unit


def parts(*lines: str) -> list[str]:
    draft = Draft([Unit(number, line, gap=False) for number, line in enumerate(lines, 1)])
    return [unit.text for unit in cut(mend(draft)).units]


def test_a_text_printed_twice_is_cut_in_two() -> None:
    caption = "Harbour campaigners Ann Roe (left) and Bo Lee at the arts centre"
    assert parts(caption + caption) == [caption, caption]
    assert parts(f"{caption} {caption} (Idris Calder/PA)") == [caption, f"{caption} (Idris Calder/PA)"]


def test_an_appeal_is_cut_from_the_sentence_glued_to_it() -> None:
    line = "Your donation makes all the difference.The leader of the bus union has called for an urgent meeting."
    assert parts(line) == ["Your donation makes all the difference.", line[39:]]


def test_full_stops_inside_words_are_no_joints() -> None:
    line = "The St.Ives harbour trust said www.example.test/A.B had more on the wall and its 3.5m repair."
    assert parts(line) == [line]


def test_a_caption_inside_a_paragraph_is_cut_out() -> None:
    line = "She said: “I’ll be quick.” Ann Roe with Bo Lee (Idris Calder/PA) Roe called it one of her best days."
    assert parts(line) == [
        "She said: “I’ll be quick.”",
        "Ann Roe with Bo Lee (Idris Calder/PA)",
        "Roe called it one of her best days.",
    ]


def test_a_credit_in_mid_sentence_is_copy() -> None:
    line = "He was speaking to reporters. They waited (Sky/PA) when the siren sounded."
    assert parts(line) == [line]


def test_words_for_screen_readers_are_cut_off() -> None:
    assert parts("media captionAnn Roe: “The wall must go”") == ["media caption", "Ann Roe: “The wall must go”"]


def test_sentences_cut_at_their_links_are_joined() -> None:
    assert parts("But", "privacy", "experts warn", ", he said.", "The wall is old.") == [
        "But privacy experts warn, he said.",
        "The wall is old.",
    ]


def test_a_drop_capital_is_joined_to_its_word() -> None:
    assert parts("H", "ong Kong is waiting for the storm.") == ["Hong Kong is waiting for the storm."]


def test_the_pieces_of_a_credit_are_joined() -> None:
    assert parts("English ivy is easy to grow", "(", "Image:", "Getty Images", ")")[1] == "( Image: Getty Images )"


BROKEN = ("The harbour", "wall", ", built in 1850,", "is leaking", ", the surveyor", "said", ", and", "so is the quay.")


def test_a_page_broken_at_every_tag_is_joined_before_a_capital_too() -> None:
    whole = " ".join(BROKEN).replace(" ,", ",")
    for broken, joined in (
        (("It comes hours after", "Cornwall", "allowed", "Devon to lend its four dredgers."), None),
        (("The works need an extra 40 lorries, Transport Secretary", "Ann Roe said on Monday."), None),
        (("After", "Lily Roe won the first of her races, the crowd went home."), None),
        (("Speaking to the Evening Bugle", "Roe claimed: “The wall is sound.”"), None),
        (("Ann Roe", "'s mother was there."), "Ann Roe's mother was there."),
        (("The harbour office grew", "- in 1913 it had six rooms."), None),
    ):
        assert parts(*BROKEN, *broken) == [whole, joined or " ".join(broken)]


def test_headings_and_captions_stay_apart_on_a_page_broken_at_every_tag() -> None:
    lines = (
        "Ann Roe walks along the old harbour wall",
        "The works begin in May.",
        "Electric shock",
        "Ann Roe",
        "was there.",
    )
    assert parts(*BROKEN, *lines)[1:] == [*lines[:3], "Ann Roe was there."]


def test_a_line_of_a_capture_that_is_no_broken_page_stays_as_it_is() -> None:
    lines = ("Union calls for talks with the Prime Minister", "Ann Roe has written to Downing Street.")
    assert parts(*lines) == list(lines)


def test_by_alone_is_joined_to_its_name_across_a_blank_line() -> None:
    draft = Draft([Unit(1, "By", gap=True), Unit(2, "Ann Roe", gap=True), Unit(3, "The wall is old.", gap=True)])
    assert [unit.text for unit in mend(draft).units] == ["By Ann Roe", "The wall is old."]


def test_a_label_before_a_caption_is_cut_off_and_the_label_of_a_credit_is_not() -> None:
    assert parts("Image: The wall at Porthaven after the storm. Pic: PA") == [
        "Image:",
        "The wall at Porthaven after the storm. Pic: PA",
    ]
    assert parts("Image: Getty Images") == ["Image: Getty Images"]
    assert parts("Photo: Ann Roe") == ["Photo: Ann Roe"]


def test_an_article_before_a_link_is_a_word_and_no_drop_capital() -> None:
    lines = ("A", "lifeboat crew has been thanked for its work.", "The lifeboat left at four.")
    assert parts(*lines)[0] == "A lifeboat crew has been thanked for its work."
    assert parts("A", "ndrew Roe has been thanked for his work.", "Andrew left.")[0].startswith("Andrew Roe")


def test_the_title_of_another_story_is_not_joined_to_the_paragraph_below_it() -> None:
    lines = ("Read more:", "Weather warning as heavy rain moves in", "Ann Roe said the wall would hold.")
    assert parts(*lines) == list(lines)
