"""A start trusts the number in the code: it must be that of the newest step."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from casebook.migrations.run import HERE
from casebook.migrations.version import NEWEST


def test_the_number_in_the_code_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST
