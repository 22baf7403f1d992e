// SPDX-License-Identifier: Apache-2.0
// What is in force when. Spans are half-open: from `valid_from` on, no longer at `valid_to`.

const DAY = 86400;
export const OPEN_END = Date.UTC(9999, 11, 31) / 1000;

/** Seconds since 1970 of an RFC 3339 instant in UTC. */
export function secondsOf(text) {
    return Date.parse(text) / 1000;
}

export function instantText(seconds) {
    return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** [from, to) of a feature; what has no span is always there. */
export function spanOf(props) {
    const from = secondsOf(props.valid_from);
    const to = secondsOf(props.valid_to);
    return [Number.isNaN(from) ? -Infinity : from, Number.isNaN(to) ? OPEN_END : to];
}

/** Whether a feature is in force at an instant; at none, that is over the whole plan, all are. */
export function inForce(span, at) {
    return at === null || (span[0] <= at && at < span[1]);
}

/** Every instant at which something begins or ends, ascending. */
export function eventsOf(plan, features) {
    const all = new Set();
    const add = (text) => {
        const at = secondsOf(text);
        if (!Number.isNaN(at) && at < OPEN_END) {
            all.add(at);
        }
    };
    const dDay = secondsOf(plan.d_day);
    for (const row of plan.schedule) {
        add(row.when);
    }
    for (const phase of plan.phases) {
        [phase.start, phase.end, phase.verified].forEach(add);
    }
    for (const { props } of features) {
        for (const text of [props.valid_from, props.valid_to]) {
            // What was seen before the plan, such as a line of an earlier year, is no event of it.
            if (secondsOf(text) >= dDay) {
                add(text);
            }
        }
    }
    return [...all].sort((a, b) => a - b);
}

/** Where the slider stops: every event, and days counted from D-day between, a week round about. */
export function stopsOf(dDay, events) {
    const first = Math.min(dDay, events[0] ?? dDay);
    const last = Math.max(dDay, events[events.length - 1] ?? dDay);
    const step = Math.max(1, Math.ceil((last - first) / DAY / 400)) * DAY;
    const out = new Set(events);
    out.add(dDay);
    const edge = Math.max(4 * DAY, Math.ceil((last - first) / DAY / 40) * DAY);
    // A day that an event lies within two hours of, as where clocks change, is that event.
    const taken = (at) => events.some((event) => Math.abs(event - at) <= 7200);
    for (let at = dDay; at <= last + edge; at += step) {
        if (!taken(at)) {
            out.add(at);
        }
    }
    for (let at = dDay - step; at >= first - edge; at -= step) {
        if (!taken(at)) {
            out.add(at);
        }
    }
    return [...out].sort((a, b) => a - b);
}

/** The stop in force at an instant: the last one not after it. */
export function stopAt(stops, at) {
    let low = 0;
    for (let i = 0; i < stops.length && stops[i] <= at; ++i) {
        low = i;
    }
    return low;
}

/** D+17 and the like: whole days, negative before D. */
export function offsetText(at, dDay) {
    // Half a day of tolerance: local days are 23 or 25 hours long when clocks change.
    const days = Math.round((at - dDay) / DAY);
    return `D${days < 0 ? "−" : "+"}${Math.abs(days)}`;
}

/** Texts of dates in the mission's time zone, as a language writes them; UTC where the browser does not know it. */
export function clockOf(zone, tag = "en-GB") {
    const options = { year: "numeric", month: "short", day: "numeric" };
    let known = zone;
    try {
        new Intl.DateTimeFormat(tag, { timeZone: zone });
    } catch {
        known = "UTC";
    }
    const day = new Intl.DateTimeFormat(tag, { ...options, timeZone: known });
    const minute = new Intl.DateTimeFormat(tag, {
        ...options, timeZone: known, hour: "2-digit", minute: "2-digit", timeZoneName: "short"
    });
    const isNumber = (seconds) => Number.isFinite(seconds);
    return {
        zone: known,
        day: (seconds) => (isNumber(seconds) ? day.format(seconds * 1000) : "—"),
        minute: (seconds) => (isNumber(seconds) ? minute.format(seconds * 1000) : "—")
    };
}
