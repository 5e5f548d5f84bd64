"""What every test shares: the folder of the builders on the import path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
