"""The rules of receivables as pure functions over frozen dataclasses; today is a parameter."""
