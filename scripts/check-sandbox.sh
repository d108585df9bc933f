#!/usr/bin/env bash
# Checks a running sandbox ConnectWise with nothing but curl; prints one line per check and ends with
# status 0 when every check holds.
#
#   cwconsole sandbox --json > sandbox.json &
#   scripts/check-sandbox.sh sandbox.json
#
# Without a file, the same values come from SANDBOX_URL, SANDBOX_CA, SANDBOX_COMPANY, SANDBOX_PUBLIC,
# SANDBOX_PRIVATE and SANDBOX_CLIENT.
if [ -z "${BASH_VERSION:-}" ]; then
    echo "check-sandbox.sh needs bash; run it as: bash scripts/check-sandbox.sh FILE" >&2
    exit 2
fi
set -u
. "$(dirname "$0")/sandbox-address.sh"
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
keys="$SANDBOX_COMPANY+$SANDBOX_PUBLIC:$SANDBOX_PRIVATE"
api="$SANDBOX_URL/v4_6_release/apis/3.0"

# ask ARGUMENTS... : sends a request; leaves status in $status, the rest in files.
ask() {
    status=$(curl --silent --max-time 20 --cacert "$SANDBOX_CA" --dump-header "$scratch/head" \
        --output "$scratch/body" --write-out '%{http_code}' "$@")
    exit_code=$?
    body=$(tr -d '\r\n' <"$scratch/body" 2>/dev/null | tr -s ' ')
}

# call ARGUMENTS... : the same, signed in.
call() {
    ask --user "$keys" --header "clientId: $SANDBOX_CLIENT" \
        --header 'Accept: application/vnd.connectwise.com+json; version=2025.16' "$@"
}

# expect NAME STATUS TEXT : the last answer has this status and its body holds the text.
expect() {
    if [ "$status" = "$2" ] && case "$body" in *"$3"*) true ;; *) false ;; esac; then
        echo "ok    $1"
    else
        echo "FAIL  $1: status $status, wanted $2 with '$3', got: ${body:0:300}"
        failed=1
    fi
}

# expect_header NAME TEXT : the last answer has a header line that holds the text.
expect_header() {
    if tr -d '\r' <"$scratch/head" | grep -qi -- "$2"; then
        echo "ok    $1"
    else
        echo "FAIL  $1: no header '$2' in: $(tr -d '\r' <"$scratch/head" | tr '\n' '|')"
        failed=1
    fi
}

json='Content-Type: application/json'

curl --silent --max-time 20 --output /dev/null "$SANDBOX_URL/login/companyinfo/x"
[ $? = 60 ] && echo "ok    a stranger's certificate is refused" ||
    { echo "FAIL  curl trusted the sandbox without its authority"; failed=1; }
ask "$SANDBOX_URL/login/companyinfo/$SANDBOX_COMPANY"
expect "company info names the code base" 200 '"Codebase": "v'
ask "$SANDBOX_URL/login/companyinfo/nobody"
expect "an unknown company is null" 200 'null'
ask --header "clientId: $SANDBOX_CLIENT" "$api/system/info"
expect "no keys: 401" 401 'Unauthorized'
ask --user "$keys" "$api/service/info/boards"
expect "no clientId: 403" 403 'clientId'
call "$api/system/info"
expect "system info" 200 '"version"'
expect_header "a request id" '^x-cw-request-id: '
call "$api/service/info/boards?pageSize=1"
expect "boards" 200 '"name"'
expect_header "a link to the next page" 'rel="next"'
call --header 'pagination-type: forward-only' "$api/service/info/boards?pageSize=1"
expect_header "a forward-only link" 'pageId='
call --header 'pagination-type: forward-only' "$api/service/info/boards?pageSize=1000"
expect_header "an empty link on the last page" '^link: *$'
call --get "$api/company/companies" --data-urlencode 'conditions=nonsense="x"'
expect "an unknown field in conditions" 400 'ApiFindCondition'
call "$api/Service/tickets"
expect "paths are case-sensitive" 404 'NotFound'
call "$api/service/boards"
board=$(grep -o '"id": [0-9]*' "$scratch/body" | head -1 | grep -o '[0-9]*')
call "$api/company/companies?fields=id"
company=$(grep -o '"id": [0-9]*' "$scratch/body" | head -1 | grep -o '[0-9]*')
call --get "$api/service/boards/$board/statuses" --data-urlencode 'conditions=closedStatus=true' \
    --data 'fields=id'
closed=$(grep -o '"id": [0-9]*' "$scratch/body" | head -1 | grep -o '[0-9]*')
xref="EFS-1:check:$$-$RANDOM"
call --header "$json" "$api/service/tickets" --data \
    "{\"summary\":\"Backup failed: żółć\",\"board\":{\"id\":$board},\"company\":{\"id\":$company},\"externalXRef\":\"$xref\"}"
expect "a ticket is created" 201 "$xref"
ticket=$(grep -o '"id": [0-9]*' "$scratch/body" | head -1 | grep -o '[0-9]*')
call --get "$api/service/tickets" --data-urlencode "conditions=externalXRef=\"$xref\"" \
    --data 'fields=id,externalXRef'
expect "and found by its externalXRef" 200 "\"id\": $ticket"
call --header "$json" "$api/service/tickets" --data "{\"summary\":\"$(printf 'x%.0s' {1..101})\",\"company\":{\"id\":$company}}"
expect "a summary over 100" 400 'MaxLengthField'
call --header "$json" "$api/service/tickets" --data '{"summary":"x"}'
expect "no company" 400 'MissingRequiredField'
call --header "$json" "$api/service/tickets" --data "{\"summary\":5,\"company\":{\"id\":$company}}"
expect "a wrong type" 500 'Error converting value'
call --header "$json" "$api/service/tickets/$ticket/notes" --data '{"text":"hidden"}'
expect "a note without a flag" 400 'Please choose where to display'
call --header "$json" "$api/service/tickets/$ticket/notes" --data '{"text":"seen","resolutionFlag":true}'
expect "a note with a flag" 201 'seen'
call --request PATCH --header "$json" "$api/service/tickets/$ticket" \
    --data "[{\"op\":\"replace\",\"path\":\"status/id\",\"value\":$closed}]"
expect "a sub-path is a false 200" 200 '"closedFlag": false'
call --request PATCH --header "$json" "$api/service/tickets/$ticket" \
    --data "[{\"op\":\"replace\",\"path\":\"status\",\"value\":{\"id\":$closed}}]"
expect "a closing status closes" 200 '"closedFlag": true'
call --request DELETE "$api/service/tickets/$ticket"
expect "a ticket is deleted" 204 ''
call "$api/service/tickets/$ticket"
expect "and gone" 404 'NotFound'
exit $failed
