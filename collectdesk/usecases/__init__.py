"""What a user can do: a command and its function, side by side, one module per noun."""
