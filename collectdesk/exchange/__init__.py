"""Files that come in and go out: CSV, XLSX, safe file names."""
