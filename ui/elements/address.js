// Keeps the browser's address, the menu's links and links inside text in step with the plan.
// Python puts the name meeting in front, where the element waits for this script.

const QUIET_MS = 150;
const LOOK_MS = 250;
const KEPT = ["embed", "embed_options"];

const state = { wanted: null, timer: null, report: null, told: null };
const mounted = new Set();

function search() {
  const query = new URLSearchParams(state.wanted);
  const now = new URLSearchParams(location.search);
  const kept = KEPT.filter((name) => now.has(name) && !query.has(name)).map((name) => now.getAll(name).map((value) => `${name}=${encodeURIComponent(value)}`)).flat();
  const text = [state.wanted, ...kept].filter(Boolean).join("&");
  // The browser escapes some characters itself: compare with what it will write.
  return new URL(text ? `?${text}` : "?", location.href).search;
}

function flush() {
  clearTimeout(state.timer);
  state.timer = null;
  if (state.wanted === null) return;
  const wanted = search();
  if (location.search !== wanted) history.replaceState(history.state, "", location.pathname + wanted + location.hash);
  links(wanted);
}

function soon() {
  clearTimeout(state.timer);
  state.timer = setTimeout(flush, QUIET_MS);
}

// ---- links

const menu = () => [...document.querySelectorAll('[data-testid="stSidebarNavLink"]')];
const last = (path) => path.replace(/\/+$/, "").split("/").pop();

function entry(page) {
  const entries = menu();
  return entries.find((link) => last(link.pathname) === page) || (["", "overview", "home"].includes(page) ? entries[0] : undefined);
}

function links(wanted) {
  for (const link of [...menu(), ...document.querySelectorAll('a[data-testid="stPageLink-NavLink"]')]) {
    if (link.host === location.host && link.search !== wanted) link.search = wanted;
  }
  for (const link of document.querySelectorAll("a[data-page]")) {
    const target = entry(link.dataset.page);
    if (target && link.href !== target.href) link.href = target.href;
    if (link.target) link.removeAttribute("target");
  }
  for (const link of document.querySelectorAll("a[data-panel], a[data-input]")) {
    if (link.getAttribute("href") !== "#") link.setAttribute("href", "#");
    if (link.target) link.removeAttribute("target");
  }
}

// ---- jumps inside the page

const inside = (selector) => {
  for (const host of document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')) {
    const found = host.shadowRoot?.querySelector(selector);
    if (found) return found;
  }
  return null;
};

function show(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  const control = element.querySelector("input, select, textarea") || deep(element) || element.querySelector("button, a");
  control?.focus({ preventScroll: true });
}

function deep(element) {
  const host = element.querySelector('[data-testid="stBidiComponentIsolated"]');
  return host?.shadowRoot?.querySelector("input, select, textarea");
}

function jump(link) {
  const { panel, input } = link.dataset;
  const target = input ? inside(`[data-path="${CSS.escape(input)}"]`) : document.querySelector(`.st-key-${CSS.escape(panel)}`);
  if (target) show(target);
  return Boolean(target);
}

// A page that is just being opened draws its panel a little later.
function jumpWhenDrawn(link, tries = 20) {
  if (!jump(link) && tries > 0) setTimeout(() => jumpWhenDrawn(link, tries - 1), 100);
}

function clicked(event) {
  const link = event.composedPath().find((node) => node instanceof Element && node.matches("a"));
  if (!link) return;
  flush();
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const { page, panel, input } = link.dataset;
  if (page === undefined && panel === undefined && input === undefined) return;
  event.preventDefault();
  const target = page === undefined ? null : entry(page);
  if (target && target.pathname !== location.pathname) target.click();
  else if (page !== undefined && !target) location.assign(new URL(page + search(), document.baseURI));
  if (panel !== undefined || input !== undefined) jumpWhenDrawn(link);
  else if (target) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
}

// ---- theme

function themeNow() {
  const app = document.querySelector('[data-testid="stApp"]');
  const scheme = app ? getComputedStyle(app).colorScheme : "";
  if (scheme === "dark" || scheme === "light") return scheme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function tellTheme() {
  const now = themeNow();
  if (now === state.known || now === state.told) return;
  state.told = now;
  state.report(now);
}

function listen() {
  const again = () => { if (state.wanted !== null && location.search !== search()) soon(); };
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const changed = () => setTimeout(tellTheme, 50);
  const hidden = () => { if (document.visibilityState === "hidden") flush(); };
  const back = () => setTimeout(flush, QUIET_MS);
  // Streamlit writes the address itself when a page is opened or Back is pressed, without telling.
  const look = setInterval(() => { if (state.wanted !== null && state.timer === null) flush(); tellTheme(); }, LOOK_MS);
  scheme.addEventListener("change", changed);
  document.addEventListener("click", clicked, true);
  document.addEventListener("auxclick", flush, true);
  document.addEventListener("contextmenu", flush, true);
  document.addEventListener("visibilitychange", hidden);
  addEventListener("pagehide", flush);
  addEventListener("popstate", back);
  window.navigation?.addEventListener?.("currententrychange", again);
  return () => {
    flush();
    clearInterval(look);
    scheme.removeEventListener("change", changed);
    document.removeEventListener("click", clicked, true);
    document.removeEventListener("auxclick", flush, true);
    document.removeEventListener("contextmenu", flush, true);
    document.removeEventListener("visibilitychange", hidden);
    removeEventListener("pagehide", flush);
    removeEventListener("popstate", back);
    window.navigation?.removeEventListener?.("currententrychange", again);
  };
}

function leave(parent) {
  mounted.delete(parent);
  if (mounted.size || !state.listening) return;
  state.listening();
  state.listening = null;
}

meeting.resolve(({ data, parentElement, setStateValue }) => {
  mounted.add(parentElement);
  state.known = data.theme;
  if (state.told === data.theme) state.told = null;
  state.report = (name) => setStateValue("theme", name);
  if (!state.listening) state.listening = listen();
  if (state.wanted === null) {
    state.wanted = data.query;
    flush();
  } else if (state.wanted !== data.query) {
    state.wanted = data.query;
    soon();
  } else links(search());
  tellTheme();
  return () => leave(parentElement);
});
