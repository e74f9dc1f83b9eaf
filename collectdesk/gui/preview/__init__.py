"""Showing a PDF on the screen and handing it to a printer."""
