"""What an action may use, and what it may leave behind, within one turn."""

from services.casework.desk import Desk, current

__all__ = ["Desk", "current"]
