"""What templates are given: typed, finished values.  A template decides how things look, never what they are."""
