"""Tests are sentences about behaviour, told with one cast."""
