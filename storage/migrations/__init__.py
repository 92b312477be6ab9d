"""How the schema came to be, step by step. `HEAD` is the step that this code is written for."""

HEAD = "0002"
