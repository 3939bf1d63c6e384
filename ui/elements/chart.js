// Draws charts with Plotly: once for each change, those in sight at once and the others when idle.
// Python puts two names in front: meeting, where charts wait for this script, and LIBRARY.

const CONFIG = { displayModeBar: false };
const LONGEST_WAIT_MS = 400;
const FAILED = "The chart could not be drawn: its library did not arrive. Reload the page to try again; the numbers are in the table.";

const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));

const library = new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = LIBRARY;
  script.onload = () => resolve(globalThis.Plotly);
  script.onerror = reject;
  document.head.append(script);
});

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
    if (figure === this.text) return;
    this.text = figure;
    this.figure = JSON.parse(figure);
    this.plot.style.height = `${this.figure.layout.height}px`;
    this.late = true;
    if (this.inSight) this.draw();
    else idle(() => { if (this.late) this.draw(); }, { timeout: LONGEST_WAIT_MS });
  }

  draw() {
    if (!this.width || !this.figure) return;
    const { data, layout } = this.figure;
    this.late = false;
    this.drawnWidth = this.width;
    library.then(
      (plotly) => plotly.react(this.plot, data, { ...layout, width: this.width }, CONFIG),
      () => { this.plot.textContent = FAILED; },
    );
  }
}

const charts = new WeakMap();

meeting.resolve(({ data, parentElement }) => {
  let chart = charts.get(parentElement);
  if (!chart) {
    chart = new Chart(parentElement);
    charts.set(parentElement, chart);
  }
  chart.update(data);
});
