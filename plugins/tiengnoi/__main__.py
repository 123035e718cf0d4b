"""`python -m tiengnoi`: the same as the command `tiengnoi`."""

import sys

from tiengnoi.cli import main

sys.exit(main())
