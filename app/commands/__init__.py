"""The commands of the command line that need a database."""
