"""Opens the providers that the settings name: the one that sends first, then any other that may still bring texts."""

from bot.channels.sms.telnyx.adapter import Telnyx
from bot.channels.sms.twilio.adapter import Twilio
from bot.provider import Provider
from bot.settings import Settings


def open_providers(settings: Settings) -> list[Provider]:
    """The adapters of every account that is set; raises BadSetting for a key that is none."""
    found: dict[str, Provider] = {}
    if settings.twilio_account_sid and settings.twilio_auth_token:
        tokens = [token for token in (settings.twilio_auth_token, settings.twilio_auth_token_old) if token]
        found["twilio"] = Twilio(
            settings.twilio_api, settings.twilio_account_sid, tokens, settings.sms_number, settings.public_url
        )
    if settings.telnyx_api_key and settings.telnyx_public_key:
        found["telnyx"] = Telnyx(
            settings.telnyx_api,
            settings.telnyx_api_key,
            settings.telnyx_public_key,
            settings.sms_number,
            settings.public_url,
        )
    return [found[settings.sms_provider], *(each for name, each in found.items() if name != settings.sms_provider)]
