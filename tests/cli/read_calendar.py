# SPDX-License-Identifier: Apache-2.0
"""schedule.ics of a plan folder, read by an independent library, holds what schedule.csv does."""
import csv
import datetime
import pathlib
import sys

import icalendar

folder = pathlib.Path(sys.argv[1])
raw = (folder / "schedule.ics").read_bytes()
assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "a line has more than 75 octets"
assert raw.count(b"\n") == raw.count(b"\r\n") and raw.endswith(b"\r\n")
calendar = icalendar.Calendar.from_ical(raw)
assert calendar["version"] == "2.0" and calendar["prodid"]
assert not calendar.errors, calendar.errors
events = {str(e["uid"]).split("@")[0].split(".", 1)[1]: e for e in calendar.walk("VEVENT")}
todos = {str(e["uid"]).split("@")[0].split(".", 1)[1]: e for e in calendar.walk("VTODO")}
rows = list(csv.DictReader((folder / "schedule.csv").open(encoding="utf-8", newline="")))
assert len(rows) == len(events) + len(todos) and events, (len(rows), len(events), len(todos))


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


for row in rows:
    if row["kind"] == "second_stage":
        assert row["action"] in str(todos[row["id"]]["summary"])
        continue
    event = events[row["id"]]
    assert not event.errors, event.errors
    assert str(event["summary"]) == f"{row['offset']} {row['who']}: {row['action']}", row
    assert row["where"] == str(event.get("location", "")), row
    assert row["verified_by"] in str(event["description"])
    start = event.decoded("dtstart")
    last = row["deadline_utc"] or row["when_utc"]
    if instant(last) < instant(row["when_utc"]):
        last = row["when_utc"]
    if isinstance(start, datetime.datetime):
        assert start == instant(row["when_utc"]), row
        if "dtend" in event:
            assert event.decoded("dtend") == instant(last), row
    else:
        assert start.isoformat() == row["when_local_date"], row
        last_day = event.decoded("dtend") - datetime.timedelta(days=1)
        local = row["deadline_local_date"] if last == row["deadline_utc"] and last else row["when_local_date"]
        assert last_day.isoformat() == local, row
