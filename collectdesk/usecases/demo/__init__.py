"""The book that shows the program: its customers, their story, and how it is played."""
