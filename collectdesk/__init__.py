"""CollectDesk: a desk for the owner of a small business who collects what customers owe."""

__version__ = "0.1.0"
