"""What can go wrong with the directory, and what to do about it."""


class DirectoryError(Exception):
    """The directory cannot do what was asked; the message says why and what helps."""


class NewerDirectory(DirectoryError):
    """The directory file was written by a newer OneDoor; update the program, it was left untouched."""


class NothingToRead(DirectoryError):
    """No HSDS document was found at the path, so nothing was imported or retired."""


class TooLarge(DirectoryError):
    """The feed is larger than any directory; nothing was imported or retired."""


class DiskFull(DirectoryError):
    """There is no room left on a disk; nothing was imported or retired, and the import can be repeated."""


class NotFetched(DirectoryError):
    """The feed's address could not, or may not, be fetched; nothing was imported or retired."""
