"""The web: pages and the JSON API, both thin walks from a request to the core and back."""
