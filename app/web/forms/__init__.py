"""The bench's one form: every field is named with a JSON Pointer into the build, so faults find their fields."""
