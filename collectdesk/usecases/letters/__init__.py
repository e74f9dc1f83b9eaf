"""The words of letters: kept, filled in, checked, looked at while they are written."""
