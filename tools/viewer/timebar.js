// SPDX-License-Identifier: Apache-2.0
// The slider over phases and dates. At its own choice the map shows the whole plan or one instant.
import { phaseColour } from "./palette.js";
import { say } from "./say.js";
import { byId, data, make, plain, short } from "./text.js";
import { eventsOf, secondsOf, stopAt, stopsOf } from "./time.js";

const FRAME = 120;  // milliseconds a stop when playing

export class TimeBar {
    constructor(app) {
        this.app = app;
        const { view } = app;
        this.events = eventsOf(view.plan, view.layers.flatMap(({ features }) => features));
        this.stops = stopsOf(view.dDay, this.events);
        this.slider = byId("time");
        this.slider.max = String(this.stops.length - 1);
        this.slider.value = String(stopAt(this.stops, view.dDay));
        this.slider.addEventListener("input", () => app.setTime(this.stops[Number(this.slider.value)]));
        byId("whole").addEventListener("change", (event) => {
            this.stop();
            app.setTime(event.target.checked ? null : this.stops[Number(this.slider.value)]);
        });
        byId("play").addEventListener("click", () => (this.timer ? this.stop() : this.play()));
        byId("before").addEventListener("click", () => this.step(-1));
        byId("after").addEventListener("click", () => this.step(1));
        this.drawPhases();
        this.show(app.time);
    }

    /** Where an instant lies along the slider, from 0 to 1: between stops in proportion. */
    place(at) {
        const i = stopAt(this.stops, at);
        const next = this.stops[i + 1];
        const part = next === undefined ? 0 : Math.max(0, Math.min(1, (at - this.stops[i]) / (next - this.stops[i])));
        return (i + part) / (this.stops.length - 1);
    }

    drawPhases() {
        const { plan } = this.app.view;
        const p = this.app.context.palette;
        const strip = byId("phases");
        strip.replaceChildren();
        plan.phases.forEach((phase, i) => {
            const [start, end, verified] = [phase.start, phase.end, phase.verified].map(secondsOf);
            const bar = make("button", {
                type: "button", class: "phase", tabindex: -1, "aria-hidden": "true",
                title: plain(say("phase_days", {
                    phase: phase.title, from: this.app.view.dayText(start), to: this.app.view.dayText(end),
                    verified: this.app.view.dayText(verified)
                })),
                onclick: () => this.app.setTime(end)
            }, make("bdi", {}, short(phase.title, 60)));
            bar.style.left = `${this.place(start) * 100}%`;
            bar.style.width = `${(this.place(verified) - this.place(start)) * 100}%`;
            bar.style.setProperty("--done", `${(this.place(end) - this.place(start)) / Math.max(1e-9, this.place(verified) - this.place(start)) * 100}%`);
            bar.style.setProperty("--phase", phaseColour(p, i, plan.phases.length));
            strip.append(bar);
        });
        const ticks = byId("ticks");
        ticks.replaceChildren(...this.events.map((at) => {
            const tick = make("span");
            tick.style.left = `${this.place(at) * 100}%`;
            return tick;
        }));
    }

    /** To the next or the last event. */
    step(way) {
        this.stop();
        const now = this.app.time ?? this.stops[Number(this.slider.value)];
        const next = way > 0 ? this.events.find((at) => at > now)
            : [...this.events].reverse().find((at) => at < now);
        this.app.setTime(next ?? now);
    }

    play() {
        const last = this.stops.length - 1;
        let i = this.app.time === null ? 0 : stopAt(this.stops, this.app.time);
        i = i >= last ? 0 : i;
        byId("play").setAttribute("aria-pressed", "true");
        byId("play-word").textContent = say("pause");
        document.body.classList.add("playing");
        const next = () => {
            this.app.setTime(this.stops[i]);
            if (i >= last) {
                this.stop();
            } else {
                // Events are worth a longer look.
                const pause = this.events.includes(this.stops[i]) ? 4 * FRAME : FRAME;
                i += 1;
                this.timer = setTimeout(next, pause);
            }
        };
        this.timer = setTimeout(next, 0);
    }

    stop() {
        clearTimeout(this.timer);
        this.timer = null;
        byId("play").setAttribute("aria-pressed", "false");
        byId("play-word").textContent = say("play");
        document.body.classList.remove("playing");
    }

    happening(at) {
        const { plan } = this.app.view;
        const now = plan.schedule.filter((row) => secondsOf(row.when) === at);
        if (now.length > 0) {
            return say("now", { what: now.map((row) => `${row.who}: ${row.action}`).join(" — ") });
        }
        const leaving = plan.phases.find((one) => secondsOf(one.start) <= at && at < secondsOf(one.end));
        if (leaving) {
            return say("leaving", { phase: leaving.title, day: this.app.view.dayText(secondsOf(leaving.end)) });
        }
        const checking = plan.phases.find((one) => secondsOf(one.end) <= at && at < secondsOf(one.verified));
        if (checking) {
            return say("checking", {
                phase: checking.title, day: this.app.view.dayText(secondsOf(checking.verified))
            });
        }
        return at < this.app.view.dDay ? say("before_d_day") : "";
    }

    show(at) {
        const { view } = this.app;
        byId("whole").checked = at === null;
        byId("time-bar").classList.toggle("is-whole", at === null);
        if (at === null) {
            byId("time-date").textContent = say("whole_plan");
            byId("time-note").replaceChildren(
                say("all_dates", {
                    from: view.dayText(this.events[0] ?? view.dDay),
                    to: view.dayText(this.events[this.events.length - 1] ?? view.dDay)
                })
            );
            this.slider.setAttribute("aria-valuetext", say("whole_plan_dates"));
            return;
        }
        this.slider.value = String(stopAt(this.stops, at));
        const date = `${view.dayText(at)} · ${view.offset(at)}`;
        const note = this.happening(at);
        byId("time-date").textContent = date;
        byId("time-date").title = view.clock.minute(at);
        byId("time-note").replaceChildren(data(note, 400));
        this.slider.setAttribute("aria-valuetext", plain(`${date}. ${note}`, 400));
    }
}
