"""The developer's commands (standard library only); production images do without this folder."""
