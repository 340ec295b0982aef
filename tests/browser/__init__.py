"""Tests in a real browser against the real app.

This folder is a package so that its fixtures can end with it: while Playwright is open, its event loop counts as
running and no async test of another folder could start.
"""
