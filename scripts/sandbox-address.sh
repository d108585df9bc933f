# Where a sandbox is and how to sign in: from the file in $1, as `cwconsole sandbox --json` prints it,
# or from variables that are set already. Sourced by the checks beside it.
if [ -n "${1:-}" ]; then
    value() { sed -n "s|.*\"$1\":\"\([^\"]*\)\".*|\1|p" "$2"; }
    SANDBOX_URL=$(value url "$1") SANDBOX_CA=$(value caFile "$1")
    SANDBOX_COMPANY=$(value company "$1") SANDBOX_CLIENT=$(value clientId "$1")
    SANDBOX_PUBLIC=$(value publicKey "$1") SANDBOX_PRIVATE=$(value privateKey "$1")
fi
: "${SANDBOX_URL:?}" "${SANDBOX_CA:?}" "${SANDBOX_COMPANY:?}" "${SANDBOX_CLIENT:?}"
: "${SANDBOX_PUBLIC:?}" "${SANDBOX_PRIVATE:?}"
