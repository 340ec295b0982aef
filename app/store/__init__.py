"""What is kept in a database: saved builds and drafts for good, and an index of the catalog's parts."""

from app.store.builds import NotOwnerError, Receipt, SavedBuild, UnknownParentError
from app.store.database import UNAVAILABLE, StoreError
from app.store.search import CursorError, Page, PartQuery
from app.store.store import Store, open_database, open_store

__all__ = [
    "UNAVAILABLE",
    "CursorError",
    "NotOwnerError",
    "Page",
    "PartQuery",
    "Receipt",
    "SavedBuild",
    "Store",
    "StoreError",
    "UnknownParentError",
    "open_database",
    "open_store",
]
