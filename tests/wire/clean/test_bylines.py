# ruff: noqa: E501 - specimens are one line, however long
"""Who signed: people with job and agency, agencies as organisations, and sentences that begin with "By"."""

import pytest

from articles.wire.clean import bylines


def parts(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.role, one.organisation) for one in bylines.read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Press Association", [("", "", "Press Association")]),
        ("BY PRESS ASSOCIATION", [("", "", "Press Association")]),
        ("By PA Reporter", [("", "", "PA")]),
        ("By Ann Roe", [("Ann Roe", "", "")]),
        ("- BY ANN ROE", [("Ann Roe", "", "")]),
        ("By Ann Roe, Press Association Political Correspondent", [("Ann Roe", "Political Correspondent", "Press Association")]),
        ("By Ann Roe, PA", [("Ann Roe", "", "PA")]),
        ("By Ann Roe, Ben Tarn and Cy Vale, PA", [("Ann Roe", "", "PA"), ("Ben Tarn", "", "PA"), ("Cy Vale", "", "PA")]),
        ("Rory Carr Ireland correspondent", [("Rory Carr", "Ireland correspondent", "")]),
        ("Emma RoeLifestyle Writer", [("Emma Roe", "Lifestyle Writer", "")]),
        ("Karen Roe@_karenroe", [("Karen Roe", "", "")]),
        ("Ann Roe, Money Reporter 22 December 2023 • 3:55pm", [("Ann Roe", "Money Reporter", "")]),
        ("By The Newsroom", [("", "", "The Newsroom")]),
        ("By Press Association Reporters", [("", "", "Press Association")]),
        ("Ann Roe BBC News, Dorset", [("Ann Roe", "", "BBC News, Dorset")]),
        ("By Ann Roe for MailOnline", [("Ann Roe", "", "MailOnline")]),
        ("Ann Roe / PA", [("Ann Roe", "", "PA")]),
        ("By Ann Roe, Local Democracy Reporting Service", [("Ann Roe", "", "Local Democracy Reporting Service")]),
        ("Ann Roe Group Politics Reporter", [("Ann Roe", "Group Politics Reporter", "")]),
        ("by Ann Roe 18/11/2024", [("Ann Roe", "", "")]),
        ("Author: Ann Roe", [("Ann Roe", "", "")]),
        ("Gráinne Ó Fatharta, PA", [("Gráinne Ó Fatharta", "", "PA")]),
    ],
)  # fmt: skip
def test_a_byline_is_taken_apart(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert parts(text) == expected
    assert all(one.raw == text for one in bylines.read(text))


@pytest.mark.parametrize(
    "text",
    [
        "By Monday the wall was dry.",
        "By Friday morning the posters were up on every lamp post in Porthaven.",
        "By Ann Roe Court, the terminus, 40 people were waiting.",
        "Northern Ireland",
        "Prime Minister",
        "Flag Sent for Moderation",
        "Follow Ann Roe",
        "The wall has been closed since the storm, and nobody knows when it will open.",
    ],
)
def test_a_sentence_or_a_place_is_no_byline(text: str) -> None:
    assert bylines.looks_like(text) == ""


def test_sixty_names_are_read_and_a_hostile_line_is_not_slow() -> None:
    assert len(parts("By " + ", ".join(f"Ann Roe{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))) == 26
    assert bylines.looks_like("By " + "a, " * 50_000) == ""
