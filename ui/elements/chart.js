// Draws charts with Plotly: once for each change, those in sight at once and the others when idle.
// Python puts two names in front: meeting, where charts wait for this script, and LIBRARY.

const CONFIG = { displayModeBar: false };
const LONGEST_WAIT_MS = 400;
const SLOW_MS = 8000;
const PRINTED_PX = 640; // fits a card on A4 and on US letter
const SLOW = "The chart waits for its library. Its numbers are in the table.";
const FAILED = "The chart could not be drawn: its library did not arrive. It is asked for again at the next change; the numbers are in the table.";

const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));
const charts = new WeakMap(); // by the element that holds each

let library = null;

function load() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = LIBRARY;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => {
      library = null;
      script.remove();
      reject();
    };
    document.head.append(script);
  });
  return library;
}

class Chart {
  constructor(root) {
    this.plot = document.createElement("div");
    this.plot.className = "be-plot";
    this.plot.setAttribute("role", "figure");
    root.append(this.plot);
    this.inSight = true; // until the browser says otherwise: a first chart is never late
    new IntersectionObserver((seen) => {
      this.inSight = seen.at(-1).isIntersecting;
      if (this.inSight && this.late) this.draw();
    }).observe(this.plot);
    new ResizeObserver((sizes) => {
      this.width = Math.floor(sizes.at(-1).contentRect.width);
      if (this.width !== this.drawnWidth) this.draw();
    }).observe(this.plot);
  }

  update({ figure, alt }) {
    this.plot.setAttribute("aria-label", alt);
    if (figure !== this.text) {
      this.text = figure;
      this.figure = JSON.parse(figure);
      this.plot.style.height = `${this.figure.layout.height}px`;
      this.late = true;
    }
    if (!this.late) return;
    if (this.inSight) this.draw();
    else idle(() => { if (this.late) this.draw(); }, { timeout: LONGEST_WAIT_MS });
  }

  draw(width = this.width) {
    if (!width || !this.figure) return;
    this.late = false;
    this.drawnWidth = width;
    if (globalThis.Plotly) this.show();
    else if (!this.loading) this.loaded();
  }

  async loaded() {
    this.loading = true;
    const slow = setTimeout(() => this.say(SLOW), SLOW_MS);
    try {
      await load();
      this.say("");
      this.show();
    } catch {
      this.late = true;
      this.say(FAILED);
    }
    clearTimeout(slow);
    this.loading = false;
  }

  show() {
    const { data, layout } = this.figure;
    globalThis.Plotly.react(this.plot, data, { ...layout, width: this.drawnWidth }, CONFIG);
  }

  say(text) {
    this.plot.textContent = text;
  }
}

// What is printed is laid out anew, but nobody tells the charts.
function everyChart(draw) {
  for (const plot of document.querySelectorAll(".be-plot")) draw(charts.get(plot.parentNode));
}
addEventListener("beforeprint", () => everyChart((chart) => chart.draw(Math.min(chart.width, PRINTED_PX))));
addEventListener("afterprint", () => everyChart((chart) => chart.draw()));

meeting.resolve(({ data, parentElement }) => {
  let chart = charts.get(parentElement);
  if (!chart) {
    chart = new Chart(parentElement);
    charts.set(parentElement, chart);
  }
  chart.update(data);
});
