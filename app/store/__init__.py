"""What is kept in a database: saved builds and drafts for good, and an index of the catalog's parts."""

from app.store.builds import NotOwnerError, Receipt, SavedBuild, UnknownParentError
from app.store.database import UNAVAILABLE, StoreError
from app.store.search import CursorError, Page
from app.store.store import Store, open_store

__all__ = [
    "UNAVAILABLE",
    "CursorError",
    "NotOwnerError",
    "Page",
    "Receipt",
    "SavedBuild",
    "Store",
    "StoreError",
    "UnknownParentError",
    "open_store",
]
