// @ts-check
// Run mode: leads through a session one step at a time, its minutes counting down. Words and steps
// come from the page; the place is kept in this browser, and goes nowhere.
(function () {
  "use strict";

  /**
   * Where one is in a session. Times are those of a clock on the wall, in milliseconds, so that
   * they are right after the phone has slept; 0 where there is none.
   * @typedef {object} Place
   * @property {string} plan minutes of all steps: a session that changed begins anew
   * @property {string} variant `full` or `short`
   * @property {number} at which step of the variant, from 0; behind the last one is the end
   * @property {number[]} used how long each step has run, without its present run
   * @property {number} since when the present run began; 0: paused
   * @property {number} begun
   * @property {number} ended
   * @property {number} left when run mode was left
   * @property {string[]} ticks questions that were asked: `step.question`
   */

  const MINUTE = 60000;
  const KEPT = 12 * 60 * MINUTE;
  const BREAK = 30 * MINUTE; // who leaves run mode for longer has sent the group out to play
  const SWIPE = 60; // pixels
  /** @type {Record<string, number>} */
  const WAYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

  const opener = document.querySelector("button.tn-run-start");
  const template = document.getElementById("tn-run");
  if (!(opener instanceof HTMLElement) || !(template instanceof HTMLTemplateElement) || !window.HTMLDialogElement) return;
  const dialog = /** @type {HTMLDialogElement} */ (template.content.querySelector("dialog"));
  const key = "tn-run:" + template.dataset.session;
  const steps = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(".tn-step")));
  const plan = steps.map((step) => `${step.dataset.minutes}/${step.dataset.short}`).join();
  const care = document.querySelectorAll(".tn-safety, #khi-ke, .tn-help");

  /** @type {Place | null} */
  let place = null;
  let screen = "start"; // or step, safety, end
  let variant = "full";
  let route = steps; // the steps of the variant
  let wasOver = false;
  let scrolled = 0; // how far one had read in the step
  let timer = 0;
  /** @type {WakeLockSentinel | undefined} */
  let lock;
  let isSleepy = false; // the screen may turn itself off
  /** @type {Touch | null} */
  let touch = null;

  // What the browser keeps. Where it is told to keep nothing, a place lasts as long as its page.

  /** @returns {Place | null} the place that was kept, where it is sound and not from yesterday */
  function kept() {
    try {
      const one = JSON.parse(localStorage.getItem(key) || "");
      const { length } = stepsOf(one.variant);
      const numbers = [one.at, one.begun, one.since, one.ended, one.left, ...one.used];
      const isSound =
        one.plan === plan &&
        ["full", "short"].includes(one.variant) &&
        length &&
        one.used.length === length &&
        one.at <= length &&
        numbers.every((number) => Number.isInteger(number) && number >= 0) &&
        Array.isArray(one.ticks);
      return isSound && Date.now() - one.begun < KEPT ? one : null;
    } catch {
      return place;
    }
  }

  /** @param {boolean} isLed whether run mode is to be here again after a reload */
  function keep(isLed) {
    try {
      if (place) localStorage.setItem(key, JSON.stringify(place));
      else localStorage.removeItem(key);
      sessionStorage.setItem("tn-run", isLed ? key : "");
    } catch {}
  }

  function wasLed() {
    try {
      return sessionStorage.getItem("tn-run") === key;
    } catch {
      return false;
    }
  }

  // Minutes

  /** @param {HTMLElement} step @param {string} variant */
  function timeOf(step, variant) {
    return Number(step.dataset[variant === "short" ? "short" : "minutes"]) * MINUTE;
  }

  /** @param {string} variant */
  function stepsOf(variant) {
    return steps.filter((step) => timeOf(step, variant) > 0);
  }

  /** The planned time of the steps before one. @param {number} at */
  function planned(at) {
    return route.slice(0, at).reduce((sum, step) => sum + timeOf(step, variant), 0);
  }

  /** How long the present step has run. @param {Place} place */
  function spent({ used, at, since }) {
    return (used[at] || 0) + (since ? Math.max(0, Date.now() - since) : 0);
  }

  // What is shown

  /** @param {string} name @returns {any} */
  function part(name) {
    return dialog.querySelector(`[data-run=${name}]`);
  }

  /** @param {string} name @param {string | number} text */
  function put(name, text) {
    for (const one of dialog.querySelectorAll(`[data-run=${name}]`)) one.textContent = String(text);
  }

  /** Shows what holds now; again each second. */
  function show() {
    clearTimeout(timer);
    const isLed = screen === "step" || screen === "safety";
    const holds = [screen];
    if (isSleepy && screen !== "safety") holds.push("sleepy");
    if (screen === "start") holds.push(place ? "kept" : "new");
    if (place) {
      const { at, since } = place;
      const used = spent(place);
      const own = planned(at + 1) - planned(at);
      const over = used - own;
      const elapsed = Math.max(0, (place.ended || Date.now()) - place.begun);
      const late = Math.trunc((elapsed - planned(at) - Math.min(used, own)) / MINUTE);
      const seconds = over < 0 ? Math.ceil(-over / 1000) : Math.floor(over / 1000);
      put("clock", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
      put("gone", Math.floor(elapsed / MINUTE));
      put("total", planned(steps.length) / MINUTE);
      put("minutes", Math.abs(late));
      part("bar").value = own ? Math.min(used / own, 1) : 1;
      holds.push(late > 0 ? "late" : late ? "early" : "punctual");
      if (isLed) holds.push("led", over < 0 ? "left" : "over", since ? "running" : "paused");
      if (screen === "step") {
        holds.push(at + 1 < route.length ? "more" : "last");
        if (at) holds.push("later");
        if (care.length) holds.push("safe");
      }
      if (isLed && over >= 0 && !wasOver) {
        wasOver = true;
        put("told", part("up").textContent);
        if (navigator.vibrate) navigator.vibrate([400, 200, 400]);
      }
      if (isLed && !document.hidden) {
        timer = setTimeout(show, 1000 - ((since ? used : elapsed) % 1000));
      }
    }
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[data-if]"))) {
      one.hidden = !String(one.dataset.if).split(" ").some((word) => holds.includes(word));
    }
    dialog.dataset.holds = holds.join(" ");
  }

  /** @param {string} name */
  function turnTo(name) {
    screen = name;
    show();
    part("body").scrollTop = 0;
    const heading = part(name).querySelector("h2, h3");
    heading.tabIndex = -1;
    heading.focus();
  }

  /** Shows the step, or the end, where one is. @param {Place} place */
  function enter({ at, ticks }) {
    if (at === route.length) return turnTo("end");
    wasOver = spent(/** @type {Place} */ (place)) >= timeOf(route[at], variant);
    name(at);
    put("told", part("place").textContent);
    const copy = copyOf(route[at]);
    copy.querySelectorAll(".tn-ask li").forEach((question, i) => {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.value = `${at}.${i}`;
      box.checked = ticks.includes(box.value);
      const label = wrapped("label", [wrapped("span", question.childNodes)]);
      label.prepend(box);
      question.append(label);
    });
    for (const box of copy.querySelectorAll(".tn-watch, .tn-plain")) {
      const [title, ...others] = box.children;
      const details = wrapped("details", [wrapped("summary", title.childNodes), ...others]);
      details.className = box.className;
      box.replaceWith(details);
    }
    part("step").textContent = "";
    part("step").append(...copy.childNodes);
    turnTo("step");
  }

  /** Writes which step it is, by its number on the page and on paper. @param {number} at */
  function name(at) {
    const [title, upcoming] = [at, at + 1].map((i) => {
      const heading = route[i] && route[i].querySelector("h3");
      return heading ? String(heading.textContent).trim() : "";
    });
    put("number", steps.indexOf(route[at]) + 1);
    put("count", steps.length);
    put("title", title.replace(/^\d+\. /, ""));
    put("upcoming", upcoming);
  }

  /** @param {string} tag @param {Iterable<Node>} nodes */
  function wrapped(tag, nodes) {
    const element = document.createElement(tag);
    element.append(...nodes);
    return element;
  }

  /** @param {Element} original */
  function copyOf(original) {
    const copy = /** @type {Element} */ (original.cloneNode(true));
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
    copy.removeAttribute("aria-label"); // no two regions have one name
    for (const one of copy.querySelectorAll(".tn-see, .tn-section-link, .tn-term__note")) one.remove();
    // A finger that slips must not leave the session for the glossary.
    for (const one of copy.querySelectorAll("a.tn-term")) one.replaceWith(...one.childNodes);
    return copy;
  }

  // What one does

  /** @param {string} name */
  function choose(name) {
    variant = name;
    route = stepsOf(name);
    for (const one of ["full", "short"]) {
      dialog.classList.toggle("is-" + one, one === name);
      const button = dialog.querySelector(`[data-do=${one}]`);
      if (button) button.setAttribute("aria-pressed", String(one === name));
    }
  }

  /** @param {Place} next */
  function lead(next) {
    place = next;
    keep(true);
    enter(next);
  }

  /** To the next step, or to the one before. @param {number} way */
  function move(way) {
    if (!place || (screen !== "step" && screen !== "end")) return;
    const at = place.at + way;
    if (at < 0 || at > route.length) return;
    if (place.since) place.used[place.at] = spent(place);
    const [since, ended] = at < route.length ? [Date.now(), 0] : [0, Date.now()];
    lead({ ...place, at, since, ended });
  }

  function open() {
    // What has not loaded yet is there before the network goes.
    for (const picture of document.querySelectorAll("article img")) {
      picture.setAttribute("loading", "eager");
    }
    document.body.append(dialog);
    part("safety").textContent = "";
    part("safety").append(...Array.from(care, copyOf));
    dialog.showModal();
    stayAwake();
  }

  async function stayAwake() {
    try {
      if (!lock || lock.released) lock = await navigator.wakeLock.request("screen");
      if (!dialog.open) lock.release();
      isSleepy = false;
    } catch {
      isSleepy = true;
    }
    if (dialog.open) show();
  }

  async function fillScreen() {
    try {
      await document.documentElement.requestFullscreen({ navigationUI: "hide" });
    } catch {}
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    full: () => choose("full"),
    short: () => choose("short"),
    begin() {
      const now = Date.now();
      const used = route.map(() => 0);
      fillScreen();
      lead({ plan, variant, at: 0, used, since: now, begun: now, ended: 0, left: 0, ticks: [] });
    },
    resume() {
      if (!place) return;
      const now = Date.now();
      const { left, since, begun } = place;
      const away = left && now - left > BREAK ? now - left : 0;
      fillScreen();
      lead({ ...place, since: since ? since + away : now, begun: begun + away, left: 0 });
    },
    anew() {
      place = null;
      turnTo("start");
    },
    back: () => move(-1),
    next: () => move(1),
    pause() {
      if (!place) return;
      place.used[place.at] = spent(place);
      place.since = place.since ? 0 : Date.now();
      keep(true);
      show();
    },
    safety() {
      scrolled = part("body").scrollTop;
      turnTo("safety");
    },
    return() {
      turnTo("step");
      part("body").scrollTop = scrolled;
    },
    leave: () => dialog.close(),
    finish() {
      place = null;
      keep(false);
      dialog.close();
    },
  };

  opener.addEventListener("click", () => {
    place = kept();
    if (place && place.ended) place = null;
    keep(false);
    choose(place ? place.variant : document.querySelector(".is-short") ? "short" : "full");
    if (place) name(place.at);
    open();
    turnTo("start");
  });
  dialog.addEventListener("click", (event) => {
    const pressed = /** @type {HTMLElement} */ (event.target).closest("[data-do]");
    // A hand that trembles presses twice.
    if (pressed && event.detail < 2) actions[pressed.getAttribute("data-do") || ""]();
  });
  dialog.addEventListener("change", (event) => {
    const { value, checked } = /** @type {HTMLInputElement} */ (event.target);
    if (!place) return;
    place.ticks = place.ticks.filter((one) => one !== value).concat(checked ? value : []);
    keep(true);
  });
  dialog.addEventListener("cancel", (event) => {
    if (screen !== "safety") return;
    event.preventDefault();
    actions.return();
  });
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    if (place && screen !== "start") {
      place.left = Date.now();
      keep(false);
    }
    if (lock) lock.release();
    if (document.fullscreenElement) document.exitFullscreen();
    dialog.remove();
    opener.focus();
  });

  /** Whether what lies there may be scrolled sideways. @param {EventTarget | null} target */
  function isWide(target) {
    return target instanceof Element && target.closest("table, .tn-scroll");
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (!dialog.open) return;
    event.stopPropagation(); // the theme has keys that lead to other pages
    const isOther = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!WAYS[event.key] || isOther || event.repeat || isWide(event.target)) return;
    event.preventDefault();
    move(WAYS[event.key]);
  }

  addEventListener("keydown", press, true);
  dialog.addEventListener("touchstart", ({ touches, target }) => {
    touch = touches.length === 1 && !isWide(target) ? touches[0] : null;
  });
  dialog.addEventListener("touchend", ({ changedTouches }) => {
    if (!touch) return;
    const across = changedTouches[0].clientX - touch.clientX;
    const down = changedTouches[0].clientY - touch.clientY;
    touch = null;
    const isSwipe = Math.abs(across) > Math.max(SWIPE, 2 * Math.abs(down));
    if (isSwipe && !String(getSelection())) move(across < 0 ? 1 : -1);
  });
  document.addEventListener("visibilitychange", () => {
    if (!dialog.open) return;
    show();
    if (!document.hidden) stayAwake();
  });

  opener.hidden = false;
  if (wasLed()) place = kept();
  if (place) {
    choose(place.variant);
    open();
    enter(place);
  }
})();
