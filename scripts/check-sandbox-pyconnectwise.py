"""Talks to a sandbox ConnectWise as a program written with pyconnectwise would."""
import os
import sys

from pyconnectwise import ConnectWiseManageAPIClient
from pyconnectwise.exceptions import (AuthenticationFailedException, ConflictException,
                                      MalformedRequestException, NotFoundException)

failed = False


def check(name, holds, seen=""):
    global failed
    print(("ok    " if holds else "FAIL  ") + name + ("" if holds else f": {seen!r}"))
    failed = failed or not holds


def raises(kind, action):
    try:
        action()
    except kind:
        return True
    except Exception as other:  # the wrong exception is a failed check, not a crash
        print(f"      {type(other).__name__}: {other}")
    return False


def client(private_key=os.environ["SANDBOX_PRIVATE"]):
    # No code base is given, so the client discovers it.
    return ConnectWiseManageAPIClient(
        os.environ["SANDBOX_COMPANY"], os.environ["SANDBOX_URL"].removeprefix("https://"),
        os.environ["SANDBOX_CLIENT"], os.environ["SANDBOX_PUBLIC"], private_key)


manage = client()
check("the code base is discovered", manage.codebase.startswith("v20"), manage.codebase)
info = manage.system.info.get()
check("system info is a model", info.version.startswith("v"), info)

companies = manage.company.companies.get(params={"orderBy": "id asc"})
check("companies are models", all(company.identifier for company in companies), companies)
company = companies[0]
named = manage.company.companies.get(params={"conditions": f'identifier="{company.identifier}"'})
check("conditions find one", [found.id for found in named] == [company.id], named)
pages = manage.company.companies.paginated(1, 1, {"orderBy": "id asc"})
walked = [found.id for found in pages.all()]
check("pages follow the links", walked == [found.id for found in companies], walked)
check("counts count", manage.company.companies.count.get().count == len(companies))

board = manage.service.boards.get()[0]
statuses = manage.service.boards.id(board.id).statuses.get()
closing = next(status for status in statuses if status.closed_status)
ticket = manage.service.tickets.post(data={
    "summary": "Backup failed: żółć", "board": {"id": board.id}, "company": {"id": company.id},
    "externalXRef": "EFS-1:pyconnectwise:1"})
check("a ticket is created", ticket.id > 0 and ticket.summary.endswith("żółć"), ticket)
found = manage.service.tickets.get(params={"conditions": 'externalXRef="EFS-1:pyconnectwise:1"'})
check("and found by its externalXRef", ticket.id in [each.id for each in found], found)
note = manage.service.tickets.id(ticket.id).notes.post(
    data={"text": "seen", "internalAnalysisFlag": True})
check("a note is added", note.text == "seen", note)
closed = manage.service.tickets.id(ticket.id).patch(
    [{"op": "replace", "path": "status", "value": {"id": closing.id}}])
check("a closing status closes", closed.closed_flag is True, closed)
agreements = manage.finance.agreements.get(params={"conditions": f"company/id={company.id}"})
additions = manage.finance.agreements.id(agreements[0].id).additions.get()
check("agreements have additions", len(additions) > 0, additions)
addition = manage.finance.agreements.id(agreements[0].id).additions.id(additions[0].id).patch(
    [{"op": "replace", "path": "quantity", "value": 187.5}])
check("quantities change", addition.billed_quantity == 187.5, addition)
entries = manage.company.companies.id(company.id).management_summary_reports.get()
check("managed IDs are listed", len(entries) == 2, entries)
check("an overlong summary is a malformed request", raises(
    MalformedRequestException, lambda: manage.service.tickets.post(
        data={"summary": "x" * 101, "company": {"id": company.id}})))
check("an unknown record is not found", raises(
    NotFoundException, lambda: manage.service.tickets.id(1).get()))
check("wrong keys are refused", raises(
    AuthenticationFailedException, lambda: client("wrong").service.tickets.get()))
manage.service.tickets.id(ticket.id).delete()
check("a ticket is deleted", raises(
    NotFoundException, lambda: manage.service.tickets.id(ticket.id).get()))
sys.exit(1 if failed else 0)
