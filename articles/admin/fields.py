"""Form fields that the desk needs and Django has not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models

# Control characters, which no page, feed or database wants; tab and line end stay.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class LocalTime(forms.DateTimeInput):
    """One control for date and time, in London time as everywhere on the desk."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"step": "1", **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


# Django's admin has two controls for a time, without labels of their own.
ONE_CONTROL: Mapping[type[models.Field[Any, Any]], Mapping[str, Any]] = {
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": LocalTime}
}


class FilesInput(forms.FileInput):
    """A file control that takes several."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files. Their content is judged by the importer, so an empty one passes here."""

    widget = FilesInput

    def clean(self, given: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files that came, none at all as an empty list."""
        files = given if isinstance(given, list | tuple) else [given]
        found = [one for one in files if one]
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return found


class Copy(forms.CharField):
    """Text as editors type it: line ends as on every machine, no control characters."""

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        text = CONTROLS.sub("", str(value if value is not None else "").replace("\r\n", "\n").replace("\r", "\n"))
        return super().to_python(text) or ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as both would be saved."""
        return not self.disabled and self.to_python(initial) != self.to_python(data)


class OneLine(Copy):
    """Text on one line, however it is shown."""

    def to_python(self, value: Any) -> str:
        """Return the text with single spaces."""
        return " ".join(super().to_python(value).split())
