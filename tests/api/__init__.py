"""Tests of what other programs ask over HTTP."""
