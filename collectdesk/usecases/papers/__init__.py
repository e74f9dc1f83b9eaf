"""How printed documents come about: what stands on each, issued, drawn, saved, printed."""
