// A table of rows inside the panel: a grid that is edited in place, a cell at a time or by a pasted block.
// It stands before panel.js in one block and uses its functions on numbers and text.

const ROWS_AT_ONCE = 25;
const ROWS_AROUND = 8;
const ROW_HEIGHT = 34;
const ENDS_WIDTH = 62;
const NARROW = 500;
const FIGURES_SHOWN = 8;
const PAGE_OF_ROWS = 10;
const MOST_PASTED = 500;
const MESSAGES_SHOWN = 8;
const MONTH_NAMED = /^([a-z]{3})[a-z]*[\s.-]+(\d{4})$/i;
const HOW = "Type to replace a value, press Enter to edit it, Escape to leave the table. Rows copied from a spreadsheet can be pasted into any cell.";

// ---- text of cells

function cellText(value, column) {
  if (column.kind === "choice") return column.options.find((option) => option.value === value)?.label ?? String(value);
  if (column.kind === "month") return value ? `${MONTHS[Number(value.slice(5)) - 1]}\u00a0${value.slice(0, 4)}` : "";
  if (column.kind === "text") return value ?? "";
  return value === null ? column.placeholder || "unknown" : figureText(value, column);
}

// Three figures where they say it all, otherwise as many as fit: a table is where exact values are looked up.
function figureText(value, column) {
  const short = shortText(value, column);
  const exact = unitOf(column).before + exactText(value, column);
  return parsed(short, column) === value || exact.length > FIGURES_SHOWN ? short : exact;
}

function cellExact(value, column) {
  // Without commas, so that figures can be deleted one by one and spreadsheets read what is copied.
  if (column.kind === "number") return value === null ? "" : String(tidy(value * unitOf(column).factor));
  return column.kind === "choice" ? cellText(value, column) : value ?? "";
}

function reachText(column) {
  const [low, high] = column.bounds;
  const after = unitOf(column).after;
  return `${low == null ? "no limit" : shortText(low, column)} to ${high == null ? "no limit" : shortText(high, column)}${after ? " " + after : ""}`;
}

// Reads what was typed or pasted into a cell; a message names the column, the row, the value and what is taken.
function readCell(text, column, row) {
  const where = `${column.label}, ${row}: ${text || "nothing"}`;
  if (column.kind === "number") {
    if (column.optional && /^(|unknown|not measured)$/i.test(text)) return { value: null };
    let value = parsed(text, column);
    if (column.whole && !Number.isNaN(value)) value = Math.round(value);
    const inside = value >= (column.bounds[0] ?? -Infinity) && value <= (column.bounds[1] ?? Infinity);
    return inside ? { value } : { message: `${where} is not in ${reachText(column)}` };
  }
  if (column.kind === "choice") {
    const same = (word) => word.toLowerCase() === text.toLowerCase();
    const option = column.options.find((one) => same(one.label) || same(one.value));
    return option ? { value: option.value } : { message: `${where} is not one of ${column.options.slice(0, 6).map((one) => one.label).join(", ")}${column.options.length > 6 ? " …" : ""}` };
  }
  if (column.kind === "month") {
    const named = MONTH_NAMED.exec(text);
    const number = named ? MONTHS.findIndex((month) => month.toLowerCase() === named[1].toLowerCase()) + 1 : 0;
    const month = number ? `${named[2]}-${String(number).padStart(2, "0")}` : text.replace(/^(\d{4}-\d{2})-\d{2}$/, "$1");
    return /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(month) ? { value: month } : { message: `${where} is not a month such as 2026-12` };
  }
  const longest = column.maxlength || 80;
  return text.length > longest ? { message: `${column.label}, ${row}: ${text.length} characters; at most ${longest}` } : { value: text.replace(/\s+/g, " ") };
}

// A block as spreadsheets copy it: tabs and lines; a cell in quotes may hold both.
function blockOf(text) {
  const lines = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  for (let match = cells.exec(text); match; match = cells.exec(text)) {
    lines.at(-1).push((match[1] === undefined ? match[2] : match[1].replaceAll('""', '"')).trim());
    if (match[3] === "") break;
    if (match[3] !== "\t") lines.push([]);
  }
  while (lines.length && lines.at(-1).every((cell) => cell === "")) lines.pop();
  return lines;
}

function columnWidth(column) {
  if (column.kind === "text") return 120;
  if (column.kind === "month") return 92;
  if (column.kind === "number") return Math.max(unitOf(column).before ? 88 : 80, ...`${column.label} ${headUnit(column)}`.split(/\s+|(?<=\/)/).map((word) => word.length * 7 + 18));
  return Math.min(Math.max(...column.options.map((option) => option.label.length * 7.4 + 26), 96), 190);
}

// A unit that the label says already is not said twice.
function headUnit(column) {
  const unit = column.kind === "number" ? unitOf(column).spoken : "";
  return column.label.toLowerCase().split(/\s+/).includes(unit.toLowerCase()) ? "" : unit;
}

// In a narrow column a unit breaks behind its stroke, never inside a word.
const breakable = (unit) => unit.split(/(?<=\/)/).flatMap((piece, i) => (i ? [make("wbr"), piece] : [piece]));

const withArticle = (one) => (/^[aeiou]/i.test(one) ? `an ${one}` : `a ${one}`);

class TableCard {
  constructor(panel) {
    this.panel = panel;
    this.rows = [];
    this.columns = [];
    this.active = { row: 0, column: 0 };
    this.editor = null;
    this.drafts = new Map();
    this.notices = [];
    this.lines = new Map();
    const id = `card-${++ids}`;
    this.title = make("h3", { id });
    this.note = make("p", { class: "note" });
    this.hint = make("p", { class: "hint", id: `${id}-hint` });
    this.head = make("thead");
    this.body = make("tbody");
    this.widths = make("colgroup");
    this.table = make("table", { role: "grid", "aria-labelledby": id, "aria-describedby": this.hint.id }, this.widths, this.head, this.body);
    this.box = make("div", { class: "grid" }, this.table);
    this.add = make("button", { type: "button", class: "action", onclick: () => this.addRow() });
    this.count = make("span", { class: "note" });
    this.errors = make("div", { class: "errors", id: `${id}-errors` });
    this.element = make("section", { class: "card", "aria-labelledby": id }, this.title, this.note, this.box, make("div", { class: "actions" }, this.add, this.count), this.hint, this.errors);
    this.listen();
    new ResizeObserver(() => this.drawWidths()).observe(this.box);
  }

  listen() {
    const paste = (event) => this.pasted(event);
    this.box.addEventListener("focusin", (event) => { document.addEventListener("paste", paste); this.entered(event.target); });
    this.box.addEventListener("focusout", () => { document.removeEventListener("paste", paste); queueMicrotask(() => this.drawHint()); });
    this.box.addEventListener("keydown", (event) => (this.editor ? this.keyInCell(event) : this.key(event)));
    this.box.addEventListener("copy", (event) => this.copied(event));
    this.body.addEventListener("click", (event) => this.clicked(event.target));
    this.box.addEventListener("scroll", () => { this.drawing ||= requestAnimationFrame(() => { this.drawing = null; this.draw(); }); }, { passive: true });
  }

  // ---- what Python knows, and what is on its way there

  update(group) {
    this.group = group;
    const described = JSON.stringify(group.columns);
    if (described !== this.described) {
      this.described = described;
      this.columns = group.columns;
      this.lines.clear();
      this.drawHead();
    }
    write(this.title, group.title || "");
    write(this.note, group.note || "");
    this.note.hidden = !group.note;
    this.replay();
    this.draw();
    this.drawWidths();
  }

  // The rows as they will be when Python has taken all that was sent: indices never refer to older rows.
  replay() {
    const { path, fresh, most, least } = this.group;
    const rows = [...this.group.rows];
    for (const item of this.panel.outbox.items) {
      const [table, verb = ""] = item.path.split("#");
      if (table !== path) continue;
      const index = Number(verb.split(".")[1]);
      if (verb === "add" && rows.length < most) rows.push(fresh);
      else if (verb.startsWith("copy") && rows.length < most && index < rows.length) rows.splice(index, 0, rows[index]);
      else if (verb.startsWith("remove") && rows.length > least && index < rows.length) rows.splice(index, 1);
      else if (item.cells) this.place(rows, item.cells);
    }
    this.rows = rows;
    for (const [key, draft] of this.drafts) {
      const held = rows[draft.row];
      if (!held || held[draft.column] !== draft.value || this.nameOf(draft.row) !== draft.name) this.drafts.delete(key);
    }
    if (this.editor && this.editor.row >= rows.length) this.close();
    this.active.row = Math.max(Math.min(this.active.row, rows.length - 1), 0);
    this.active.column = Math.min(this.active.column, this.columns.length + 1);
  }

  place(rows, cells) {
    const copied = new Set();
    for (const [row, field, value] of cells) {
      while (rows.length <= row) rows.push(this.group.fresh);
      if (!copied.has(row)) rows[row] = [...rows[row]];
      copied.add(row);
      rows[row][this.columns.findIndex((column) => column.field === field)] = value;
    }
  }

  // Whether rows have moved since Python last described them, so that its marks are of other rows.
  get moved() {
    return this.panel.outbox.items.some((item) => item.path.startsWith(`${this.group.path}#`));
  }

  push(edit) {
    this.notices = [];
    this.panel.outbox.push(edit);
    this.replay();
    this.draw();
  }

  set(row, column, value) {
    if (this.rows[row][column] === value) return;
    const { field } = this.columns[column];
    if (field === "name") for (const draft of this.drafts.values()) if (draft.row === row) draft.name = value || `${this.group.one} ${row + 1}`;
    this.push({ path: this.group.path, action: "cells", cells: [[row, field, value]] });
  }

  nameOf(row) {
    const place = this.columns.findIndex((column) => column.field === "name");
    return (place >= 0 && this.rows[row]?.[place]) || `${this.group.one} ${row + 1}`;
  }

  // ---- rows

  addRow() {
    if (this.rows.length >= this.group.most) return;
    this.push({ path: `${this.group.path}#add`, action: "act" });
    this.go(this.rows.length - 1, 0);
  }

  act(verb, row) {
    const more = verb === "copy";
    if (more ? this.rows.length >= this.group.most : this.rows.length <= this.group.least) return;
    this.shift(row, more ? 1 : -1);
    this.push({ path: `${this.group.path}#${verb}.${row}`, action: "act" });
    if (more) this.go(row + 1, 0);
    else if (this.rows.length) this.go(Math.min(row, this.rows.length - 1), this.active.column);
    else this.add.focus();
  }

  // What was typed and does not fit stays with its row when rows move.
  shift(from, by) {
    const drafts = [...this.drafts.values()];
    this.drafts.clear();
    for (const draft of drafts) {
      if (by < 0 && draft.row === from) continue;
      this.keep(draft.row > from ? { ...draft, row: draft.row + by } : draft);
    }
  }

  // What does not fit is kept beside the value that it would replace, as long as that and the row's name stay.
  keep(draft) {
    this.drafts.set(`${draft.row}:${draft.column}`, draft);
  }

  // ---- moving

  entered(target) {
    const place = this.placeOf(target);
    if (place) this.active = place;
    this.mark();
    this.drawHint();
  }

  placeOf(target) {
    const cell = target.closest?.("[data-column]");
    return cell ? { row: Number(cell.closest("tr").dataset.row), column: Number(cell.dataset.column) } : null;
  }

  at(row, column) {
    const line = this.lines.get(row);
    return line && [...line.cells, ...line.buttons][column];
  }

  go(row, column) {
    this.active = { row, column };
    const long = this.rows.length > ROWS_AT_ONCE;
    if (long && !this.lines.get(row)?.element.isConnected) this.box.scrollTop = Math.max(row - 3, 0) * this.height;
    this.draw();
    const cell = this.at(row, column);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  move(rows, columns, wraps = false) {
    let { row, column } = this.active;
    const last = this.columns.length + 1;
    row += rows;
    column += columns;
    if (wraps && column > last) [row, column] = [row + 1, 0];
    if (wraps && column < 0) [row, column] = [row - 1, last];
    if (wraps && (row < 0 || row >= this.rows.length)) return false;
    this.go(Math.min(Math.max(row, 0), this.rows.length - 1), Math.min(Math.max(column, 0), last));
    return true;
  }

  key(event) {
    const { row, column } = this.active;
    const spec = this.columns[column];
    const control = event.ctrlKey || event.metaKey;
    const last = this.rows.length - 1;
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-PAGE_OF_ROWS, 0], PageDown: [PAGE_OF_ROWS, 0] };
    if (event.altKey || !this.rows.length) return;
    if (event.key in moves) this.move(...moves[event.key]);
    else if (event.key === "Tab") { if (!this.move(0, event.shiftKey ? -1 : 1, true)) return; }
    else if (event.key === "Home") this.go(control ? 0 : row, 0);
    else if (event.key === "End") this.go(control ? last : row, this.columns.length - 1);
    else if (event.key === "Escape") this.leave();
    else if (!spec) return;
    else if (event.key === "Enter" || event.key === "F2") this.edit();
    else if (event.key === "Delete" || event.key === "Backspace") this.clear();
    else if (event.key.length === 1 && !control) this.edit({ quick: true, text: event.key });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  leave() {
    if (this.drafts.delete(`${this.active.row}:${this.active.column}`)) this.draw();
    else this.add.focus();
  }

  clear() {
    const spec = this.columns[this.active.column];
    this.drafts.delete(`${this.active.row}:${this.active.column}`);
    if (spec.kind === "text") this.set(this.active.row, this.active.column, "");
    else if (spec.kind === "number" && spec.optional) this.set(this.active.row, this.active.column, null);
    else return this.edit({ quick: true, text: "" });
    this.draw();
  }

  clicked(target) {
    const place = this.placeOf(target);
    if (!place || this.editor?.control === target) return;
    this.active = place;
    const button = target.closest("button");
    if (button) this.act(button.dataset.verb, place.row);
    else if (this.columns[place.column]) this.edit({ pressed: true });
  }

  // ---- editing one cell

  edit({ quick = false, text = null, pressed = false } = {}) {
    const { row, column } = this.active;
    const spec = this.columns[column];
    if (this.editor) this.commit();
    this.go(row, column);
    const draft = this.drafts.get(`${row}:${column}`);
    const label = `${spec.label}, ${this.nameOf(row)}`;
    const before = draft ? draft.text : cellExact(this.rows[row][column], spec);
    const control = spec.kind === "choice" ? this.choices(spec, row, column) : make("input", { type: "text", autocomplete: "off", spellcheck: "false", inputmode: spec.kind === "number" ? "decimal" : null });
    if (spec.kind !== "choice") control.value = text ?? before;
    attribute(control, "aria-label", label);
    control.addEventListener("blur", () => this.commit());
    this.editor = { control, row, column, before: spec.kind === "choice" ? control.value : before, quick, keyed: false };
    this.at(row, column).replaceChildren(control);
    control.focus({ preventScroll: true });
    if (spec.kind !== "choice" && text === null) control.select();
    if (spec.kind === "choice" && pressed) try { control.showPicker(); } catch { /* the list opens on the next press */ }
  }

  choices(spec, row, column) {
    const control = make("select", { onchange: () => { if (!this.editor?.keyed) { this.commit(); this.go(row, column); } } });
    control.append(...spec.options.map((option) => { const item = make("option", { value: option.value }); item.textContent = option.label; return item; }));
    control.value = this.rows[row][column];
    return control;
  }

  keyInCell(event) {
    const { row, column, control, quick } = this.editor;
    const isChoice = control.tagName === "SELECT";
    const done = (rows, columns) => {
      this.commit();
      this.active = { row, column };
      if (columns) { if (!this.move(0, columns, true)) return this.go(row, column); } else this.move(rows, 0);
    };
    if (event.key === "Escape") { this.close(); this.go(row, column); }
    else if (event.key === "Enter") done(event.shiftKey ? -1 : 1, 0);
    else if (event.key === "Tab") done(0, event.shiftKey ? -1 : 1);
    else if (!isChoice && event.key === "ArrowUp") done(-1, 0);
    else if (!isChoice && event.key === "ArrowDown") done(1, 0);
    else if (!isChoice && quick && event.key === "ArrowLeft") done(0, -1);
    else if (!isChoice && quick && event.key === "ArrowRight") done(0, 1);
    else { this.editor.keyed = true; return; }
    event.preventDefault();
    event.stopPropagation();
  }

  // Takes the editor away without a change.
  close() {
    const editor = this.editor;
    this.editor = null;
    if (editor) this.drawLine(editor.row);
    return editor;
  }

  commit() {
    if (!this.editor) return;
    const { control, row, column, before } = this.editor;
    const typed = control.value;
    this.close();
    if (typed === before) return;
    const result = this.columns[column].kind === "choice" ? { value: typed } : readCell(typed.trim(), this.columns[column], this.nameOf(row));
    this.drafts.delete(`${row}:${column}`);
    this.notices = [];
    if (result.message) this.keep({ row, column, text: typed, message: result.message, value: this.rows[row][column], name: this.nameOf(row) });
    else this.set(row, column, result.value);
    this.draw();
  }

  // ---- a block from a spreadsheet

  copied(event) {
    const spec = this.columns[this.active.column];
    if (this.editor || !spec || !this.rows.length) return;
    event.clipboardData.setData("text/plain", cellExact(this.rows[this.active.row][this.active.column], spec));
    event.preventDefault();
  }

  pasted(event) {
    const text = event.clipboardData?.getData("text/plain") || "";
    if (this.editor && !/[\t\n\r]/.test(text.trim())) return;
    event.preventDefault();
    if (this.editor) { const { row, column } = this.close(); this.go(row, column); }
    this.paste(blockOf(text));
  }

  paste(lines) {
    const { row: first, column: at } = this.active;
    const { most, one } = this.group;
    const heads = this.heads(lines[0] || []);
    const block = heads ? lines.slice(1) : lines;
    const columns = heads || this.columns.map((_, index) => index).slice(at);
    if (!block.length || !columns.length) return;
    const taken = block.slice(0, Math.min(MOST_PASTED, most - first));
    const cells = [];
    const bad = [];
    taken.forEach((line, index) => this.readLine(line, first + index, columns, cells, bad));
    this.push({ path: this.group.path, action: "cells", cells });
    for (const draft of bad) this.keep({ ...draft, value: this.rows[draft.row][draft.column], name: this.nameOf(draft.row) });
    const wide = Math.max(...block.map((line) => line.length)) - columns.length;
    if (block.length > MOST_PASTED) this.notices.push(`${grouped(block.length)} rows were pasted: the first ${MOST_PASTED} are read`);
    if (taken.length < Math.min(block.length, MOST_PASTED)) this.notices.push(`${this.group.title}: at most ${most} rows; ${block.length - taken.length} pasted rows (${one}) were left out`);
    if (wide > 0) this.notices.push(`${wide === 1 ? "1 column" : `${wide} columns`} beyond the last one ${wide === 1 ? "was" : "were"} left out`);
    this.draw();
  }

  // A first line that holds nothing but names of columns says which columns follow.
  heads(line) {
    const found = line.map((text) => this.columns.findIndex((column) => column.label.toLowerCase() === text.replace(/\s*\(.*\)$/, "").toLowerCase()));
    return line.length && found.every((index) => index >= 0) ? found : null;
  }

  readLine(line, row, columns, cells, bad) {
    const place = columns.findIndex((column) => this.columns[column].field === "name");
    const name = (place >= 0 && line[place]) || this.nameOf(row);
    const before = cells.length;
    line.slice(0, columns.length).forEach((text, index) => {
      const column = columns[index];
      const result = readCell(text, this.columns[column], name);
      if (result.message) bad.push({ row, column, text, message: result.message });
      else cells.push([row, this.columns[column].field, result.value]);
    });
    // A row of which nothing fits is there too, so that it can be corrected.
    const held = this.rows[row] || this.group.fresh;
    if (cells.length === before) cells.push([row, this.columns[0].field, held[0]]);
  }

  // ---- drawing

  get height() {
    const line = this.lines.get(this.active.row)?.element || this.body.querySelector("tr[data-row]");
    return line?.offsetHeight || ROW_HEIGHT;
  }

  // The names are seen whole where there is room, in steps, so that a letter more moves nothing.
  nameWidth() {
    const longest = Math.max(0, ...this.rows.map((row) => String(row[0] ?? "").length));
    const most = this.box.clientWidth < NARROW ? 140 : 240;
    return Math.min(Math.max(Math.ceil((longest * 7.2 + 20) / 20) * 20, 140), most);
  }

  drawWidths() {
    const first = this.columns[0]?.kind === "text" ? [this.nameWidth()] : [];
    const widths = [...first, ...this.columns.slice(first.length).map(columnWidth), ENDS_WIDTH];
    const said = widths.join();
    if (said !== this.drawnWidths) {
      this.drawnWidths = said;
      this.widths.replaceChildren(...widths.map((width) => { const column = make("col"); column.style.width = `${width}px`; return column; }));
      this.table.style.minWidth = `${widths.reduce((sum, width) => sum + width, 0)}px`;
    }
    // Says when columns lie beyond the edge.
    attribute(this.box, "data-wide", this.box.scrollWidth > this.box.clientWidth + 1);
  }

  drawHead() {
    const heads = this.columns.map((column) => {
      const head = make("th", { scope: "col", class: column.kind === "number" ? "figure" : null });
      const unit = headUnit(column);
      head.append(column.label, ...(unit ? [make("span", { class: "unit" }, ...breakable(unit))] : []));
      return head;
    });
    const rest = make("th", { scope: "col", class: "ends" }, make("span", { class: "spoken" }, "Copy or remove"));
    this.head.replaceChildren(make("tr", {}, ...heads, rest));
  }

  shown() {
    const count = this.rows.length;
    if (count <= ROWS_AT_ONCE) return this.rows.map((_, row) => row);
    const height = this.height;
    const first = Math.max(Math.floor(this.box.scrollTop / height) - ROWS_AROUND, 0);
    const last = Math.min(Math.ceil((this.box.scrollTop + (this.box.clientHeight || ROWS_AT_ONCE * height)) / height) + ROWS_AROUND, count);
    const rows = new Set([this.active.row, ...(this.editor ? [this.editor.row] : [])]);
    for (let row = first; row < last; row++) rows.add(row);
    return [...rows].sort((one, other) => one - other);
  }

  draw() {
    const count = this.rows.length;
    attribute(this.box, "data-long", count > ROWS_AT_ONCE);
    attribute(this.table, "aria-rowcount", count + 1);
    this.box.hidden = !count;
    const shown = this.shown();
    const height = this.height;
    const pieces = [];
    let next = 0;
    for (const row of [...shown, count]) {
      if (row > next) pieces.push(this.gap((row - next) * height));
      if (row < count) pieces.push(this.drawLine(row));
      next = row + 1;
    }
    // What stays is never moved: an element that moves loses the focus.
    const kept = new Set(pieces);
    for (const piece of [...this.body.children]) if (!kept.has(piece)) piece.remove();
    arrange(this.body, pieces);
    for (const row of [...this.lines.keys()]) if (!shown.includes(row)) this.lines.delete(row);
    this.mark();
    this.drawFoot();
  }

  gap(height) {
    const gap = make("tr", { class: "gap", "aria-hidden": "true" }, make("td", { colspan: this.columns.length + 1 }));
    gap.style.height = `${height}px`;
    return gap;
  }

  line(row) {
    const cells = this.columns.map((column, index) => make("td", { role: "gridcell", tabindex: "-1", "data-column": index, class: column.kind === "number" ? "figure" : null }));
    const buttons = ["copy", "remove"].map((verb, index) => make("button", { type: "button", tabindex: "-1", class: verb, "data-verb": verb, "data-column": this.columns.length + index }));
    buttons[1].textContent = "×";
    const element = make("tr", { "data-row": row, "aria-rowindex": row + 2 }, ...cells, make("td", { role: "gridcell", class: "ends" }, ...buttons));
    return { element, cells, buttons };
  }

  drawLine(row) {
    if (!this.lines.has(row)) this.lines.set(row, this.line(row));
    const { element, cells, buttons } = this.lines.get(row);
    const held = this.rows[row];
    if (!held) return element;
    const name = this.nameOf(row);
    const { path, least, most } = this.group;
    const [changed, uncertain] = this.moved ? [[], []] : [this.group.changed, this.group.uncertain];
    cells.forEach((cell, index) => {
      if (this.editor?.row === row && this.editor.column === index) return;
      const column = this.columns[index];
      const draft = this.drafts.get(`${row}:${index}`);
      const doubt = uncertain[row]?.includes(index) ? " ±" : "";
      write(cell, draft ? draft.text || "nothing" : cellText(held[index], column) + doubt);
      attribute(cell, "data-path", `${path}.${row}.${column.field}`);
      attribute(cell, "title", column.kind === "text" ? held[index] || null : column.kind === "number" && held[index] !== null ? exactText(held[index], column) : null);
      attribute(cell, "data-unknown", held[index] === null);
      attribute(cell, "data-changed", changed[row]?.includes(index));
      attribute(cell, "aria-invalid", draft ? "true" : null);
      attribute(cell, "aria-describedby", draft ? this.errors.id : null);
    });
    attribute(buttons[0], "aria-label", `Copy ${name}`);
    attribute(buttons[1], "aria-label", `Remove ${name}`);
    attribute(buttons[0], "aria-disabled", this.rows.length >= most ? "true" : null);
    attribute(buttons[1], "aria-disabled", this.rows.length <= least ? "true" : null);
    return element;
  }

  // One stop for Tab: the cell that was visited last.
  mark() {
    const focus = this.at(this.active.row, this.active.column);
    for (const { cells, buttons } of this.lines.values()) {
      for (const place of [...cells, ...buttons]) attribute(place, "tabindex", place === focus ? "0" : "-1");
    }
  }

  drawFoot() {
    const { one, most } = this.group;
    const count = this.rows.length;
    write(this.add, `Add ${withArticle(one)}`);
    attribute(this.add, "aria-disabled", count >= most ? "true" : null);
    write(this.count, count ? `${grouped(count)} of at most ${grouped(most)}` : `No ${one} yet; at most ${grouped(most)}.`);
    const messages = [...this.notices, ...[...this.drafts.values()].map((draft) => draft.message)];
    const rest = messages.length - MESSAGES_SHOWN;
    const lines = rest > 0 ? [...messages.slice(0, MESSAGES_SHOWN), `and ${grouped(rest)} more`] : messages;
    const said = lines.join("\n");
    if (said !== this.said) {
      this.said = said;
      attribute(this.errors, "role", said ? "alert" : null);
      this.errors.replaceChildren(...lines.map((line) => { const text = make("p"); text.textContent = line; return text; }));
    }
    this.drawHint();
  }

  drawHint() {
    const column = this.columns[this.active.column];
    const focused = this.box.contains(this.box.getRootNode().activeElement);
    const reach = column?.kind === "number" ? ` ${reachText(column)}.` : "";
    write(this.hint, focused && column ? `${column.label}:${reach} ${column.help || ""}` : HOW);
    this.hint.hidden = !this.rows.length;
  }
}
