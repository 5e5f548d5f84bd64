"""Run a command that cannot outlive the process that asked for it.

    python attache.py PARENT COMMAND [ARGUMENT...]

Standard library only and no import of ours: it runs before every child, in some 20 ms.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Ask the kernel to kill this process with its parent, then become the command."""
    parent, commande = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        # Kept across exec. SIGKILL: with no supervisor left, nobody would enforce a slow SIGTERM.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)  # the parent died before the request: the kernel will not send anything any more
    os.execvp(commande[0], commande)  # noqa: S606 - no shell wanted


if __name__ == "__main__":
    main()
