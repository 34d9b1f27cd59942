"""Makes the helpers beside this file importable."""

import sys
from pathlib import Path

# Another package of this environment is called `tests`, so ours is not importable by that name.
sys.path.insert(0, str(Path(__file__).parent))
