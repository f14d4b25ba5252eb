"""The tests. Run them all with `make test`, or some with `.venv/bin/python -m pytest tests/wire`."""
