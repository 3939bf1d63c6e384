// The input panel: draws the groups that Python describes and sends the user's edits back.
// Text from Python is only ever set as text, never parsed as markup.
// Python puts two names in front: meeting, where panels wait for this script, and STYLE.

const LOG_POSITIONS = 200;
const TRACK = 1000;
const SENT_AGAIN_MS = 1000;
const LONGEST_PATIENCE_MS = 16000;
const LOOK_MS = 100;
const LONGEST_WAIT_FOR_RUN_MS = 300;
const LIGHT_CELLS = 100;
const REST_MS = 150;
const SOON_MS = 8;
const SCALES = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "k"]];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

let ids = 0;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function attribute(element, name, value) {
  if (value == null || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : value);
}

// ---- numbers and text

function unitOf(input) {
  const unit = input.unit || "";
  const rest = unit.replace(/^[^/]*/, "");
  let parts = { before: "", after: unit, factor: 1 };
  if (/^(share|fraction)(\/|$)/.test(unit)) parts = { before: "", after: "%" + rest, factor: 100 };
  else if (/^USD(\/|$)/.test(unit)) parts = { before: "$", after: rest, factor: 1 };
  else if (/^(ratio|times|×)$/.test(unit)) parts = { before: "", after: "×", factor: 1 };
  else if (/^(count|number|1)$/.test(unit)) parts = { before: "", after: "", factor: 1 };
  parts.spoken = parts.before + parts.after;
  if (input.suffix != null) parts.after = input.suffix;
  return parts;
}

const tidy = (number) => Number(number.toPrecision(12));
const grouped = (number) => {
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-6 || size >= 1e15)) return String(number);
  return number.toLocaleString("en-US", { maximumFractionDigits: 12 });
};

function compact(number, { whole = false, money = false } = {}) {
  const size = Math.abs(number);
  if (whole && size < 1e4) return grouped(Math.round(number));
  const rounded = Number(number.toPrecision(3));
  for (const [scale, letter] of SCALES) {
    if (Math.abs(rounded) >= Math.max(scale, 1e4)) return Number((rounded / scale).toPrecision(3)) + letter;
  }
  if (money && size >= 0.1 && size < 100 && !Number.isInteger(rounded)) return rounded.toFixed(2);
  return grouped(rounded);
}

function shortText(value, input) {
  const unit = unitOf(input);
  const text = compact(tidy(value * unit.factor), { whole: input.whole && unit.factor === 1, money: unit.before === "$" });
  return text.startsWith("-") ? "-" + unit.before + text.slice(1) : unit.before + text;
}

function exactText(value, input) {
  return grouped(tidy(value * unitOf(input).factor));
}

function withUnit(value, input) {
  const after = unitOf(input).after;
  return shortText(value, input) + (after ? "\u202f" + after : "");
}

// Reads 1.2M, 350k, 12%, 1e6, 1,200 and $2.99; NaN for anything else.
function parsed(typed, input) {
  const unit = unitOf(input);
  let text = typed.replace(/[\s\u202f\u00a0_]/g, "").replace("−", "-").replace(/^([-+]?)\$/, "$1");
  if (unit.after && !unit.after.startsWith("%") && text.toLowerCase().endsWith(unit.after.toLowerCase())) {
    const head = text.slice(0, -unit.after.length);
    if (/\d$/.test(head)) text = head;
  }
  const match = /^([-+]?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?)(e[-+]?\d+)?(k|m|bn|b|t)?(%)?$/i.exec(text);
  if (!match || !/\d/.test(match[1])) return NaN;
  const scale = { k: 1e3, m: 1e6, b: 1e9, bn: 1e9, t: 1e12 }[(match[3] || "").toLowerCase()] || 1;
  const number = Number(match[1].replaceAll(",", "") + (match[2] || "")) * scale;
  return tidy(number / (match[4] ? 100 : unit.factor));
}

function nextRound(size, up) {
  const decade = 10 ** Math.floor(Math.log10(size));
  const steps = [1, 2, 5, 10].map((step) => tidy(step * decade));
  return up ? steps.find((step) => step >= size * (1 - 1e-12)) : steps.findLast((step) => step <= size * (1 + 1e-12));
}

// ---- edits on their way to the server

const app = (attribute) => document.querySelector(`[${attribute}]`)?.getAttribute(attribute);
const connected = () => app("data-test-connection-state") === "CONNECTED";
const running = () => app("data-test-script-state") === "running";

class Outbox {
  constructor(isShown) {
    this.isShown = isShown;
    this.patience = SENT_AGAIN_MS;
    this.follows = 0;
    this.client = Date.now().toString(36) + Math.random().toString(36).slice(2);
    this.sequence = 0;
    this.sent = 0;
    this.items = [];
    this.waiting = false;
  }

  // Moving: a slider under the hand, more is to come. Follows: so many milliseconds later it is asked for what was left out.
  push(edit, moving = false) {
    this.follows = moving ? REST_MS : SOON_MS;
    clearTimeout(this.resting);
    // A newer value of the same input replaces one that has not left yet. Edits of tables never do:
    // between two of them rows may have moved.
    this.items = this.items.filter((item) => !(item.seq > this.sent && item.path === edit.path && item.action === "set" && edit.action === "set"));
    this.items.push({ ...edit, seq: ++this.sequence });
    this.flush();
  }

  pending(path) {
    return this.items.some((item) => item.path === path);
  }

  flush() {
    if (!this.waiting && this.sequence !== this.sent) this.send(!connected());
  }

  // Late: these edits are no repetition of what an earlier session has taken, should a new one receive them.
  send(late) {
    this.sent = this.sequence;
    this.waiting = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.release(), this.patience);
    this.late ||= late;
    this.passing ||= this.late || this.items.some((item) => item.cells?.length > LIGHT_CELLS);
    // The number makes a repeated message differ from the one before, or it would not be sent.
    this.count = (this.count || 0) + 1;
    this.write("edits", { client: this.client, items: this.items, late: Boolean(this.late), count: this.count });
  }

  // What the server left out of its answer to an edit is asked for when the hand rests; a newer edit comes first.
  ask(leftOut) {
    clearTimeout(this.resting);
    if (!leftOut || !this.follows) return;
    this.resting = setTimeout(() => {
      if (this.waiting) return this.ask(true);
      this.follows = 0;
      if (this.isShown()) globalThis.breakeven_rest?.ask?.();
    }, this.follows);
  }

  // What was given to a server that is down is lost. It is sent again once the page is connected and no run
  // is under way that may still acknowledge it.
  again() {
    if (this.waiting || !this.items.length || !this.isShown()) return;
    if (!connected() || running()) this.timer = setTimeout(() => this.again(), LOOK_MS);
    else {
      this.patience = Math.min(2 * this.patience, LONGEST_PATIENCE_MS);
      this.send(true);
    }
  }

  acknowledge({ client, seq }) {
    if (client !== this.client) return;
    this.items = this.items.filter((item) => item.seq > seq);
    if (seq < this.sent) return;
    this.patience = SENT_AGAIN_MS;
    if (!this.waiting && !this.passing) return;
    // The next message would cancel the run that still draws the charts: let it finish.
    const since = performance.now();
    const sent = this.sent;
    const later = () => {
      if (this.sent !== sent) return;
      if (running() && performance.now() - since < LONGEST_WAIT_FOR_RUN_MS) setTimeout(later, SOON_MS);
      else this.release();
    };
    later();
  }

  release() {
    clearTimeout(this.timer);
    this.waiting = false;
    this.flush();
    if (this.waiting) return;
    if (this.items.length) this.again();
    else if (this.passing) {
      // Every later message of the page repeats the last one of this panel: not a whole pasted block, and
      // no pressed button that a new session would take for a new one.
      this.passing = this.late = false;
      this.write("edits", { client: this.client, items: [] });
    }
  }
}

// ---- rows

class Row {
  constructor(panel, input) {
    this.panel = panel;
    this.path = input.path;
    this.input = input;
    this.id = `input-${++ids}`;
    this.name = make("label", { class: "name", for: this.id });
    this.dot = make("button", { class: "dot", type: "button", onclick: () => this.reset() });
    this.about = make("button", { class: "about", type: "button" });
    this.about.textContent = "i";
    panel.explains(this.about, () => this.input.help);
    panel.explains(this.dot, () => this.dot.getAttribute("aria-label"));
    this.side = make("span", { class: "side" });
    this.error = make("div", { class: "error", id: `${this.id}-error` });
    this.line = make("div", { class: "line" }, make("span", { class: "said" }, this.name, this.dot, this.about), this.side);
    this.element = make("div", { class: "row", "data-path": input.path, "data-kind": input.kind || "number" }, this.line);
  }

  push(edit, moving) {
    this.panel.outbox.push({ path: this.path, ...edit }, moving);
  }

  reset() {
    this.forget();
    this.push({ action: "reset" });
    (this.focusable || this.name).focus?.();
  }

  forget() {
    this.fail("");
  }

  fail(message) {
    const control = this.entry || this.control;
    attribute(this.element, "data-wrong", Boolean(message));
    attribute(control, "aria-invalid", message ? "true" : null);
    attribute(control, "aria-describedby", message ? this.error.id : null);
    attribute(this.error, "role", message ? "alert" : null);
    write(this.error, message);
  }

  describe(input) {
    this.input = input;
    write(this.name, input.label);
    this.about.hidden = !input.help;
    attribute(this.about, "aria-label", `About ${input.label}`);
    this.dot.hidden = !input.changed;
    attribute(this.dot, "aria-label", `Reset ${input.label} ${input.default_text || ""}`.trim());
  }

  update(input) {
    this.describe(input);
    if (!this.panel.outbox.pending(this.path)) this.take(input.value);
  }
}

// A text field that shows a short form at rest and the exact one while it is edited.
class Entry {
  constructor({ id, label, read, short, exact, commit, step, fail }) {
    Object.assign(this, { read, short, exact, commit, step, fail });
    this.draft = null;
    this.element = make("input", {
      class: "entry", type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", id, "aria-label": label,
      onfocus: () => { if (this.draft === null) this.write(this.exact()); this.before = this.element.value; this.element.select(); },
      onblur: () => this.leave(),
      oninput: () => this.fit(),
      onkeydown: (event) => this.key(event),
    });
  }

  get focused() {
    return this.element.getRootNode().activeElement === this.element;
  }

  key(event) {
    if (event.key === "Enter") {
      this.leave();
      if (this.draft === null) { this.write(this.exact()); this.before = this.element.value; this.element.select(); }
    } else if (event.key === "Escape") {
      this.clear();
      this.write(this.exact());
      this.before = this.element.value;
    } else if (this.step && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.leave();
      if (this.draft !== null) return;
      this.step(event.key === "ArrowUp" ? 1 : -1);
      this.write(this.exact());
      this.before = this.element.value;
    }
  }

  leave() {
    const typed = this.element.value;
    if (this.draft === null && typed === this.before) return this.draw();
    const result = this.read(typed.trim());
    if (result.message) {
      this.draft = typed;
      this.fail(result.message);
      return;
    }
    this.clear();
    this.commit(result.value);
    this.draw();
    this.before = this.element.value;
  }

  clear() {
    this.draft = null;
    this.fail("");
  }

  draw() {
    if (this.draft !== null) return;
    if (!this.focused) this.write(this.short());
    else if (this.element.value === this.before) { this.write(this.exact()); this.before = this.element.value; }
  }

  write(text) {
    if (this.element.value !== text) this.element.value = text;
    this.fit();
  }

  fit() {
    const text = this.element.value || this.element.placeholder || "";
    // Numerals are set at one width, so characters measure the field; points and commas are narrower.
    const narrow = (text.match(/[.,:]/g) || []).length;
    this.element.style.width = `calc(${Math.max(text.length - narrow * 0.45, 2)}ch + 1rem)`;
  }
}

class NumberRow extends Row {
  constructor(panel, input) {
    super(panel, input);
    this.value = null;
    this.field = new Entry({
      id: this.id, read: (text) => this.read(text), commit: (value) => this.set(value, true), step: (count) => this.step(count, true),
      short: () => (this.value === null ? "" : shortText(this.value, this.input)),
      exact: () => (this.value === null ? "" : exactText(this.value, this.input)),
      fail: (message) => this.fail(message),
    });
    this.entry = this.field.element;
    this.unit = make("span", { class: "unit" });
    this.clear = make("button", { class: "clear", type: "button", onclick: () => this.toggleUnknown() });
    this.doubt = make("button", { class: "doubt", type: "button", onclick: () => this.toggleRange() });
    this.doubt.textContent = "±";
    this.side.append(this.doubt, this.entry, this.unit, this.clear);
    this.slider = make("input", { type: "range", step: "any", oninput: () => this.slid(), onkeydown: (event) => this.key(event) });
    this.focusable = this.slider;
    this.band = make("span", { class: "band" });
    this.tick = make("span", { class: "tick" });
    this.track = make("div", { class: "track" }, this.band, this.tick, this.slider);
    this.ends = ["low", "high"].map((end) => this.end(end));
    this.range = make("div", { class: "range" }, "from", this.ends[0].element, "to", this.ends[1].element);
    this.element.append(this.track, this.range, this.error);
  }

  end(name) {
    const index = name === "low" ? 0 : 1;
    const value = () => (this.doubted ? this.doubted[index] : null);
    return new Entry({
      short: () => (value() === null ? "" : shortText(value(), this.input)),
      exact: () => (value() === null ? "" : exactText(value(), this.input)),
      read: (text) => this.read(text, true),
      commit: (number) => { const pair = [...this.doubted]; pair[index] = number; this.setRange(pair.sort((a, b) => a - b)); },
      fail: (message) => this.fail(message),
    });
  }

  describe(input) {
    super.describe(input);
    const unit = unitOf(input);
    const label = input.label + (unit.spoken ? ` (${unit.spoken})` : "");
    const reach = JSON.stringify([input.low, input.high, input.log]);
    if (reach !== this.declared) {
      this.declared = reach;
      this.low = input.low;
      this.high = input.high;
    }
    this.bounds = [input.bounds?.[0] ?? -Infinity, input.bounds?.[1] ?? Infinity];
    attribute(this.slider, "aria-label", label);
    attribute(this.entry, "aria-label", `${input.label}, exact value` + (unit.spoken ? ` in ${unit.spoken}` : ""));
    attribute(this.entry, "placeholder", input.optional ? input.placeholder || "unknown" : null);
    attribute(this.ends[0].element, "aria-label", `${input.label}, at least`);
    attribute(this.ends[1].element, "aria-label", `${input.label}, at most`);
    this.clear.hidden = !input.optional;
    attribute(this.doubt, "aria-label", `${input.label} is uncertain`);
  }

  take(value) {
    this.value = value ?? null;
    this.doubted = this.input.range ?? null;
    this.widen(this.value);
    this.draw();
  }

  read(text, always = false) {
    if (text === "" && this.input.optional && !always) return { value: null };
    let value = parsed(text, this.input);
    if (this.input.whole && !Number.isNaN(value)) value = Math.round(value);
    if (value >= this.bounds[0] && value <= this.bounds[1]) return { value };
    const [low, high] = this.bounds;
    const from = low === -Infinity ? "no limit" : shortText(low, this.input);
    const to = high === Infinity ? "no limit" : shortText(high, this.input);
    const after = unitOf(this.input).after;
    return { message: `${this.input.label}: ${text || "nothing"} is not in ${from} to ${to}${after ? " " + after : ""}` };
  }

  forget() {
    this.field.draft = null;
    for (const end of this.ends) end.draft = null;
    super.forget();
  }

  set(value, widen = false) {
    this.forget();
    if (value === this.value) return this.draw();
    this.value = value;
    if (widen) this.widen(value);
    this.draw();
    this.push({ action: "set", value }, !widen && value !== null);
  }

  setRange(pair) {
    this.doubted = pair;
    this.draw();
    this.push({ action: "range", low: pair ? pair[0] : null, high: pair ? pair[1] : null });
  }

  toggleRange() {
    if (this.doubted) return this.setRange(null);
    const middle = this.value ?? this.input.tick ?? this.low;
    const [down, up] = this.input.doubt || [0.8, 1.25];
    const pair = [middle * down, middle * up].map((number) => {
      const inside = Math.min(Math.max(number, this.bounds[0]), this.bounds[1]);
      return this.input.whole ? Math.round(inside) : Number(inside.toPrecision(3));
    });
    this.setRange(pair.sort((a, b) => a - b));
  }

  toggleUnknown() {
    if (this.value === null) this.entry.focus();
    else { this.set(null); this.entry.focus(); }
  }

  // The reach grows to a round number and stays there, so the thumb does not jump at every step.
  widen(value) {
    if (value === null) return;
    if (value > this.high) {
      const round = value > 0 ? nextRound(value, true) : 0;
      this.high = Math.min(Math.max(round, this.high), this.bounds[1]);
    }
    if (value < this.low) {
      const round = value > 0 ? nextRound(value, false) : value === 0 ? 0 : -nextRound(-value, true);
      this.low = Math.max(Math.min(round, this.low), this.bounds[0]);
    }
  }

  get floor() {
    return this.low > 0 ? this.low : this.high / 1e4;
  }

  position(value) {
    const raw = this.input.log
      ? (value <= this.floor ? 0 : Math.log(value / this.floor) / Math.log(this.high / this.floor))
      : (value - this.low) / (this.high - this.low || 1);
    return Math.min(Math.max(raw, 0), 1);
  }

  slid() {
    const raw = Number(this.slider.value);
    let value;
    if (this.input.log) {
      const share = raw / TRACK;
      if (share <= 0) value = this.low;
      else if (share >= 1) value = this.high;
      else value = Number((this.floor * (this.high / this.floor) ** share).toPrecision(3));
    } else if (raw <= this.low || raw >= this.high) value = raw;
    else value = tidy(Math.round(raw / this.grid) * this.grid);
    this.set(this.inReach(value));
  }

  get grid() {
    return this.input.step || (this.high - this.low) / 100 || 1;
  }

  inReach(value) {
    const whole = this.input.whole ? Math.round(value) : value;
    return Math.min(Math.max(whole, this.low), this.high);
  }

  step(count, widen = false) {
    const from = this.value ?? this.input.tick ?? this.low;
    let value = this.input.log ? this.logStep(from, count) : tidy(from + count * this.grid);
    if (this.input.whole) {
      value = Math.round(value);
      if (value === from) value += Math.sign(count);
    }
    this.set(widen ? Math.min(Math.max(value, this.bounds[0]), this.bounds[1]) : this.inReach(value), widen);
  }

  logStep(from, count) {
    if (from < this.floor) return count > 0 ? this.floor : this.low;
    const ratio = (this.high / this.floor) ** (count / LOG_POSITIONS);
    const exact = from * ratio;
    if (exact < this.floor) return this.low;
    const rounded = Number(exact.toPrecision(3));
    if (Math.sign(rounded - from) === Math.sign(count)) return rounded;
    return Number((from + Math.sign(count) * 10 ** (Math.floor(Math.log10(from)) - 2)).toPrecision(3));
  }

  key(event) {
    const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in moves) this.step(moves[event.key]);
    else if (event.key === "Home") this.set(this.low);
    else if (event.key === "End") this.set(this.high);
    else return;
    event.preventDefault();
  }

  draw() {
    const { input, value, slider } = this;
    const unknown = value === null;
    const at = unknown ? input.tick ?? this.low : value;
    attribute(slider, "min", input.log ? 0 : this.low);
    attribute(slider, "max", input.log ? TRACK : this.high);
    const place = input.log ? this.position(at) * TRACK : at;
    if (Number(slider.value) !== place) slider.value = place;
    attribute(slider, "aria-valuetext", unknown ? input.placeholder || "unknown" : withUnit(value, input));
    attribute(this.element, "data-unknown", unknown);
    this.track.style.setProperty("--at", unknown ? 0 : this.position(value));
    this.tick.hidden = input.tick == null;
    if (input.tick != null) this.track.style.setProperty("--tick", this.position(input.tick));
    const doubted = this.doubted;
    this.band.hidden = this.range.hidden = !doubted;
    attribute(this.doubt, "aria-pressed", doubted ? "true" : "false");
    // Nothing is said about how far off a value is that nobody knows.
    this.doubt.hidden = !("range" in input) || (unknown && !doubted);
    if (doubted) {
      this.track.style.setProperty("--from", this.position(doubted[0]));
      this.track.style.setProperty("--to", this.position(doubted[1]));
    }
    for (const end of this.ends) end.draw();
    write(this.unit, unknown ? "" : unitOf(input).after);
    write(this.clear, unknown ? "+" : "×");
    attribute(this.clear, "aria-label", unknown ? `Enter ${input.label}` : `Clear ${input.label}`);
    this.field.draw();
  }
}

class ChoiceRow extends Row {
  constructor(panel, input) {
    super(panel, input);
    this.control = make("select", { id: this.id, onchange: () => this.chosen() });
    this.focusable = this.control;
    this.note = make("div", { class: "note" });
    this.element.append(make("div", { class: "select" }, this.control), this.note);
  }

  chosen() {
    this.push({ action: "set", value: this.control.value });
    this.drawNote();
  }

  describe(input) {
    super.describe(input);
    attribute(this.control, "aria-label", input.label);
    const options = JSON.stringify(input.options);
    if (options === this.options) return;
    this.options = options;
    this.control.replaceChildren();
    let group = null;
    for (const option of input.options) {
      if (!option.group) group = null;
      else if (!group || group.label !== option.group) {
        group = make("optgroup", { label: option.group });
        this.control.append(group);
      }
      const item = make("option", { value: option.value });
      item.textContent = option.label;
      (group || this.control).append(item);
    }
  }

  take(value) {
    if (this.control.value !== value) this.control.value = value;
    this.drawNote();
  }

  drawNote() {
    this.note.hidden = !this.input.options.some((option) => option.note);
    write(this.note, this.input.options.find((option) => option.value === this.control.value)?.note || "");
  }

  fail() {}
}

class SwitchRow extends Row {
  constructor(panel, input) {
    super(panel, input);
    this.control = make("input", { type: "checkbox", role: "switch", id: this.id, onchange: () => this.push({ action: "set", value: this.control.checked }) });
    this.focusable = this.control;
    this.side.append(this.control);
  }

  take(value) {
    this.control.checked = Boolean(value);
  }

  fail() {}
}

class TextRow extends Row {
  constructor(panel, input) {
    super(panel, input);
    this.control = make("input", { type: "text", class: "text", id: this.id, autocomplete: "off", onblur: () => this.commit(), onkeydown: (event) => { if (event.key === "Enter") this.commit(); } });
    this.focusable = this.control;
    this.element.append(this.control, this.error);
  }

  describe(input) {
    super.describe(input);
    attribute(this.control, "maxlength", input.maxlength);
    attribute(this.control, "placeholder", input.placeholder);
  }

  commit() {
    if (this.control.value === this.value) return;
    this.value = this.control.value;
    this.push({ action: "set", value: this.value });
  }

  take(value) {
    const edited = this.control.getRootNode().activeElement === this.control && this.control.value !== this.value;
    this.value = value ?? "";
    if (!edited) this.control.value = this.value;
  }
}

class MonthRow extends Row {
  constructor(panel, input) {
    super(panel, input);
    this.field = new Entry({
      id: this.id, read: (text) => this.read(text),
      commit: (value) => { if (value !== this.value) { this.value = value; this.push({ action: "set", value }); } },
      short: () => (this.value ? `${MONTHS[Number(this.value.slice(5)) - 1]}\u00a0${this.value.slice(0, 4)}` : ""),
      exact: () => this.value || "",
      step: (count) => this.step(count),
      fail: (message) => this.fail(message),
    });
    this.entry = this.focusable = this.field.element;
    this.entry.removeAttribute("inputmode");
    this.side.append(this.entry);
    this.element.append(this.error);
  }

  describe(input) {
    super.describe(input);
    attribute(this.entry, "aria-label", `${input.label}, year and month such as 2026-12`);
    attribute(this.entry, "placeholder", input.optional ? input.placeholder || "none" : null);
  }

  forget() {
    this.field.draft = null;
    super.forget();
  }

  read(text) {
    if (text === "" && this.input.optional) return { value: null };
    const [low, high] = this.input.bounds || [];
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return { message: `${this.input.label}: ${text || "nothing"} is not a month such as 2026-12` };
    if ((low && text < low) || (high && text > high)) return { message: `${this.input.label}: ${text} is not in ${low || "no limit"} to ${high || "no limit"}` };
    return { value: text };
  }

  step(count) {
    if (!this.value) return;
    const months = Number(this.value.slice(0, 4)) * 12 + Number(this.value.slice(5)) - 1 + count;
    const next = `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
    if (this.read(next).message) return;
    this.value = next;
    this.push({ action: "set", value: next });
  }

  take(value) {
    this.value = value || null;
    this.field.draw();
  }
}

class SeriesRow extends Row {
  constructor(panel, input) {
    super(panel, input);
    this.control = make("textarea", { id: this.id, rows: "3", spellcheck: "false", onblur: () => this.commit(), oninput: () => this.bars(this.numbers()) });
    this.focusable = this.control;
    this.chart = make("div", { class: "bars", "aria-hidden": "true" });
    this.element.append(this.chart, this.control, this.error);
  }

  numbers() {
    return this.control.value.split(/[\s,;]+/).filter(Boolean).map((text) => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN));
  }

  forget() {
    this.draft = false;
    super.forget();
  }

  commit() {
    if (this.control.value === this.text) return this.forget();
    const numbers = this.numbers();
    const { count, bounds, label } = this.input;
    const words = this.control.value.split(/[\s,;]+/).filter(Boolean);
    const [low, high] = [bounds?.[0] ?? -Infinity, bounds?.[1] ?? Infinity];
    const bad = numbers.findIndex((number) => !(number >= low && number <= high));
    let message = "";
    if (count && numbers.length !== count) message = `${label}: ${numbers.length} values, ${count} are needed`;
    else if (bad >= 0 && Number.isNaN(numbers[bad])) message = `${label}: ${words[bad]} is not a number`;
    else if (bad >= 0) message = `${label}: ${words[bad]} is not in ${shortText(low, this.input)} to ${high === Infinity ? "no limit" : shortText(high, this.input)}`;
    this.draft = Boolean(message);
    this.fail(message);
    if (message) return;
    this.text = this.control.value;
    this.push({ action: "set", value: numbers });
  }

  take(value) {
    if (this.draft) return;
    const edited = this.control.getRootNode().activeElement === this.control && this.control.value !== this.text;
    if (edited) return;
    this.text = (value || []).map((number) => String(tidy(number))).join(" ");
    this.control.value = this.text;
    this.bars(value || []);
  }

  bars(numbers) {
    const most = Math.max(...numbers.filter((number) => number > 0), 1e-300);
    this.chart.replaceChildren(...numbers.slice(0, 200).map((number) => {
      const bar = make("span");
      bar.style.height = `${Math.max(0, Math.min(100, (100 * number) / most || 0))}%`;
      return bar;
    }));
  }
}

const ROWS = { number: NumberRow, choice: ChoiceRow, switch: SwitchRow, text: TextRow, month: MonthRow, series: SeriesRow };

// ---- cards

function arrange(parent, elements) {
  // Moving an element takes its focus away, so only what is out of place is moved.
  elements.forEach((element, index) => {
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] || null);
  });
  while (parent.children.length > elements.length) parent.lastElementChild.remove();
}

class Card {
  constructor(panel) {
    this.panel = panel;
    const id = `card-${++ids}`;
    this.title = make("h3", { id });
    this.note = make("p", { class: "note" });
    this.rows = make("div", { class: "rows" });
    this.summary = make("span");
    this.folded = make("div", { class: "rows" });
    this.more = make("details", {}, make("summary", {}, this.summary), this.folded);
    this.actions = make("div", { class: "actions" });
    this.element = make("section", { class: "card", "aria-labelledby": id }, this.title, this.note, this.rows, this.more, this.actions);
  }

  update(group) {
    write(this.title, group.title || "");
    this.title.hidden = !group.title;
    write(this.note, group.note || "");
    this.note.hidden = !group.note;
    const more = group.more || [];
    arrange(this.rows, (group.inputs || []).map((input) => this.panel.row(input)));
    arrange(this.folded, more.map((input) => this.panel.row(input)));
    this.more.hidden = !more.length;
    const changed = more.filter((input) => input.changed).length;
    write(this.summary, changed ? `More · ${changed} changed` : "More");
    this.drawActions(group.actions || []);
  }

  drawActions(actions) {
    this.actions.hidden = !actions.length;
    const described = JSON.stringify(actions);
    if (described === this.described) return;
    this.described = described;
    const kept = new Map([...this.actions.children].map((button) => [button.dataset.action, button]));
    arrange(this.actions, actions.map((action) => {
      const button = kept.get(action.id) || make("button", { type: "button", class: "action", "data-action": action.id, onclick: () => this.panel.outbox.push({ path: action.id, action: "act" }) });
      write(button, action.label);
      attribute(button, "data-danger", Boolean(action.danger));
      return button;
    }));
  }
}

class Panel {
  constructor(root) {
    this.outbox = new Outbox(() => this.element.isConnected);
    this.known = new Map();
    this.cards = [];
    this.element = make("div", { class: "panel" });
    this.tip = make("div", { class: "tip", role: "tooltip", id: `tip-${++ids}`, hidden: true });
    this.element.addEventListener("keydown", (event) => { if (event.key === "Escape") this.hideTip(); });
    this.list = make("div", { class: "cards" });
    this.element.append(this.list, this.tip);
    const style = make("style");
    style.textContent = STYLE;
    root.append(style, this.element);
  }

  row(input) {
    const kind = input.kind || "number";
    let row = this.known.get(input.path);
    if (!row || row.kind !== kind) {
      row = new ROWS[kind](this, input);
      row.kind = kind;
      this.known.set(input.path, row);
    }
    this.seen.add(input.path);
    row.update(input);
    return row.element;
  }

  update({ acknowledged, left_out, groups }) {
    this.outbox.acknowledge(acknowledged);
    this.outbox.ask(left_out);
    this.seen = new Set();
    this.cards.length = groups.length;
    groups.forEach((group, index) => {
      const kind = group.kind === "table" ? TableCard : Card;
      if (!(this.cards[index] instanceof kind)) this.cards[index] = new kind(this);
      this.cards[index].update(group);
    });
    arrange(this.list, this.cards.map((card) => card.element));
    for (const path of [...this.known.keys()]) if (!this.seen.has(path)) this.known.delete(path);
  }

  explains(button, text) {
    const show = () => this.showTip(button, text());
    button.addEventListener("mouseenter", show);
    button.addEventListener("focus", show);
    button.addEventListener("click", show);
    button.addEventListener("mouseleave", () => this.hideTip());
    button.addEventListener("blur", () => this.hideTip());
  }

  showTip(button, text) {
    if (!text || button.hidden) return;
    write(this.tip, text);
    this.tip.hidden = false;
    attribute(button, "aria-describedby", this.tip.id);
    const box = this.element.getBoundingClientRect();
    const at = button.getBoundingClientRect();
    const left = Math.min(Math.max(at.left - box.left - 16, 0), Math.max(box.width - this.tip.offsetWidth, 0));
    this.tip.style.left = `${left}px`;
    this.tip.style.top = `${at.bottom - box.top + 6}px`;
  }

  hideTip() {
    this.tip.hidden = true;
  }
}

const panels = new WeakMap();

// The panels of a page wait for this script, which comes in a message of its own.
meeting.resolve(({ data, parentElement, setStateValue }) => {
  let panel = panels.get(parentElement);
  if (!panel) {
    panel = new Panel(parentElement);
    panels.set(parentElement, panel);
  }
  panel.outbox.write = setStateValue;
  panel.update(data);
});
