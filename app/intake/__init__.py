"""Intake: files and messages from outside become validated core values here, or sentences that say what is wrong."""
