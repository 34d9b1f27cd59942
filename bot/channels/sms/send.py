"""Hands a text to Twilio's REST API and says what its answer means."""

from urllib.parse import urlencode

import aiohttp

from bot.errors import SendFailed

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
FORM = "application/x-www-form-urlencoded"
STOPPED = 21610
# Errors that no retry mends: bad number, no mobile, blocked, landline, not registered, too long.
PERMANENT = {21211, 21212, 21408, 21606, 21614, 21617, 30004, 30005, 30006, 30034}


class TwilioSender:
    """Sends through one account; `send` answers the provider's message id."""

    def __init__(self, api: str, account: str, token: str, number: str, public_url: str) -> None:
        self._url = f"{api}/2010-04-01/Accounts/{account}/Messages.json"
        self._headers = {"Authorization": aiohttp.encode_basic_auth(account, token), "Content-Type": FORM}
        self._number = number
        self._callback = f"{public_url}/sms/twilio/status?outbox="
        self._session: aiohttp.ClientSession | None = None

    async def send(self, to: str, text: str, outbox: str) -> str:
        """Send one text. The callback carries our own id, so even an answer that gets lost is proved by it.

        Raises SendFailed: permanent, or to be tried again (429, 5xx, no answer).
        """
        if self._session is None:
            self._session = aiohttp.ClientSession(headers=self._headers, timeout=TIMEOUT)
        form = {"To": to, "From": self._number, "Body": text, "StatusCallback": self._callback + outbox}
        try:
            # Encoded here: aiohttp would build a multipart writer for each text first.
            async with self._session.post(self._url, data=urlencode(form).encode()) as response:
                answer = await _json(response)
                return _sid(response.status, answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendFailed(f"no answer: {type(error).__name__}", permanent=False) from error

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


async def _json(response: aiohttp.ClientResponse) -> dict[str, object]:
    try:
        answer = await response.json(content_type=None)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _sid(status: int, answer: dict[str, object]) -> str:
    sid = answer.get("sid")
    if status in (200, 201) and isinstance(sid, str):
        return sid
    code = answer.get("code")
    number = code if isinstance(code, int) else None
    refused = 400 <= status < 500 and status not in (408, 409, 425, 429)
    raise SendFailed(
        f"provider answered {status}, code {number}",
        permanent=refused or number in PERMANENT,
        code=number,
        stopped=number == STOPPED,
    )
