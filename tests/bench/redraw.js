// A clock inside the page: from a key press to the last change inside a chart that is in sight.
// Where no chart is in sight it runs to the marker that every run renews at its end.
(() => {
  const CHART = ".js-plotly-plot";
  const MARKER = "[data-be-generation]";
  const SETTLE_MS = 150; // quiet for so long, and the script ended: the page is redrawn
  const QUIET_WITHOUT_CHART_MS = 3000; // a chart in sight has not changed: it may still come
  const clock = { start: null, charts: new Map(), marker: null };

  const inSight = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  };
  const chartsInSight = () => [...document.querySelectorAll(CHART)].filter(inSight);
  const isRunning = () => {
    const app = document.querySelector("[data-testid=stApp]");
    return !app || app.getAttribute("data-test-script-state") !== "notRunning";
  };
  const generation = () => document.querySelector(MARKER)?.getAttribute("data-be-generation") ?? null;

  const observer = new MutationObserver((records) => {
    if (clock.start === null) return;
    const now = performance.now();
    const elements = records.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement));
    for (const e of elements) if (e?.closest(CHART)) clock.charts.set(e.closest(CHART), now);
    if (generation() !== clock.before) {
      clock.marker ??= now;
    }
  });
  addEventListener("DOMContentLoaded", () =>
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true }),
  );
  addEventListener("keydown", () => {
    if (clock.armed) Object.assign(clock, { armed: false, start: performance.now() });
  }, true);

  window.redraw = {
    arm: () => Object.assign(clock, { armed: true, start: null, charts: new Map(), marker: null, before: generation() }),
    // Milliseconds from the press to the last change once all is quiet; null while it is not.
    result: () => {
      if (isRunning() || (clock.before !== null && clock.marker === null)) return null;
      // In sight at the end: what stands above a chart may go while it is drawn.
      const shown = chartsInSight();
      const drawn = shown.map((chart) => clock.charts.get(chart)).filter((time) => time !== undefined);
      const last = drawn.length ? Math.max(...drawn) : clock.marker;
      if (last === null) return null;
      const quiet = performance.now() - Math.max(last, clock.marker ?? 0);
      const needed = shown.length && !drawn.length ? QUIET_WITHOUT_CHART_MS : SETTLE_MS;
      return quiet < needed ? null : { ms: last - clock.start, charts: shown.length, drawn: drawn.length > 0 };
    },
    // Everything that the first run put on the page is there.
    complete: () => {
      const holders = [...document.querySelectorAll("[data-testid=stPlotlyChart], .be-plot")].filter(inSight);
      return !isRunning()
        && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]") !== null
        && document.querySelector("[data-testid=stSkeleton]") === null
        && holders.every((holder) => holder.querySelector(".main-svg"));
    },
    marked: () => generation() !== null,
  };
})();
