#!/usr/bin/env bash
# Checks a running sandbox ConnectWise with the PyPI package pyconnectwise, in an environment of its
# own (PYCONNECTWISE_ENV, default a folder below the user's cache).
#
# Takes what check-sandbox.sh takes. Ends with 0 when every check holds, 1 when one does not, 77 when
# the package cannot be installed here.
set -u
. "$(dirname "$0")/sandbox-address.sh"
export SANDBOX_URL SANDBOX_CA SANDBOX_COMPANY SANDBOX_PUBLIC SANDBOX_PRIVATE SANDBOX_CLIENT
environment=${PYCONNECTWISE_ENV:-${XDG_CACHE_HOME:-$HOME/.cache}/cwconsole/pyconnectwise}
python="$environment/bin/python"
if ! "$python" -c 'import pyconnectwise' 2>/dev/null; then
    if ! { python3 -m venv "$environment" &&
        "$python" -m pip --quiet --disable-pip-version-check install 'pyconnectwise==0.6.1.2'; }; then
        echo "skipped: pyconnectwise cannot be installed here (python3 with venv and PyPI are needed)"
        exit 77
    fi
fi
REQUESTS_CA_BUNDLE=$SANDBOX_CA exec "$python" "$(dirname "$0")/check-sandbox-pyconnectwise.py"
