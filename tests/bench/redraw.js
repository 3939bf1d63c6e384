// A clock inside the page: from a key press to the last change of what the press redraws.
// Counted are changes inside a chart that is in sight, and of the marker that every run renews.
(() => {
  const CHART = ".js-plotly-plot";
  const MARKER = "[data-be-generation]";
  const SETTLE_MS = 150; // quiet for so long, and the script ended: the page is redrawn
  const QUIET_WITHOUT_CHART_MS = 1000; // a chart in sight has not changed: it may still come
  const clock = { start: null, last: null, chart: null, marker: null };

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
    if (elements.some((e) => e?.closest(CHART) && inSight(e.closest(CHART)))) clock.chart = clock.last = now;
    if (generation() !== clock.before) {
      clock.marker ??= now;
      clock.last = Math.max(clock.last ?? 0, clock.marker);
    }
  });
  addEventListener("DOMContentLoaded", () =>
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true }),
  );
  addEventListener("keydown", () => {
    if (clock.armed) Object.assign(clock, { armed: false, start: performance.now() });
  }, true);

  window.redraw = {
    arm: () => Object.assign(clock, { armed: true, start: null, last: null, chart: null, marker: null, before: generation() }),
    // Milliseconds from the press to the last change once all is quiet; null while it is not.
    result: () => {
      if (clock.last === null || isRunning()) return null;
      if (clock.before !== null && clock.marker === null) return null;
      const quiet = performance.now() - clock.last;
      const needed = chartsInSight().length && clock.chart === null ? QUIET_WITHOUT_CHART_MS : SETTLE_MS;
      return quiet < needed ? null : { ms: clock.last - clock.start, charts: chartsInSight().length, drawn: clock.chart !== null };
    },
    // Everything that the first run put on the page is there.
    complete: () => {
      const holders = [...document.querySelectorAll("[data-testid=stPlotlyChart]")].filter(inSight);
      return !isRunning()
        && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]") !== null
        && document.querySelector("[data-testid=stSkeleton]") === null
        && holders.every((holder) => holder.querySelector(".main-svg"));
    },
    marked: () => generation() !== null,
  };
})();
