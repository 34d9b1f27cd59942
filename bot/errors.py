"""What can go wrong in the gateway, and what follows from it."""


class OneDoorError(Exception):
    """Something went wrong; the message says whose fault it is and what to do."""

    permanent = True

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class Refused(OneDoorError):
    """The input can never be accepted as it is; sending it again will not help."""


class Unavailable(OneDoorError):
    """A part of the house is away for now; the same call may be made again."""

    permanent = False


class BadSetting(OneDoorError):
    """A setting has a value that the gateway cannot run with; correct it and start again."""


class AssistantFailed(OneDoorError):
    """Rasa is down, slow or answered rubbish; the family is told and a person sees the conversation."""

    permanent = False
