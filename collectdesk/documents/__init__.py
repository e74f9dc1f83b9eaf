"""Papers in, PDF out. The only room that knows ReportLab, whose parts are imported at first use."""
