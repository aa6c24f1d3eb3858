// Puts the parts of the page together: what the address asks for is loaded, and what is told is shown.

import { Access } from "./access.js";
import { Api } from "./api.js";
import { Balance } from "./balance.js";
import { Banner } from "./banner.js";
import { calm } from "./calm.js";
import { Chart } from "./chart.js";
import { Choice } from "./choice.js";
import { iso, now, timeOfDay } from "./clock.js";
import { Connection } from "./connection.js";
import { Download } from "./download.js";
import { part, say } from "./elements.js";
import { Feed } from "./feed.js";
import { Headline } from "./headline.js";
import { Health } from "./health.js";
import { intervalOf, INTERVALS, spanOf } from "./intervals.js";
import { Keys } from "./keys.js";
import { Ledger } from "./ledger.js";
import { Overview } from "./overview.js";
import { Picks } from "./picks.js";
import { Products } from "./products.js";
import { Pulse } from "./pulse.js";
import { Ranges } from "./ranges.js";
import { Readout } from "./readout.js";
import { endsOf, Route } from "./route.js";
import { shortcuts } from "./shortcuts.js";
import { SignalPanel } from "./signal.js";
import { Signals } from "./signals.js";
import { Stats } from "./stats.js";
import { Table } from "./table.js";
import { Theme } from "./theme.js";
import { Zone } from "./zone.js";

// Of the screen: older bars are asked for when no more than this is left before the first of those that are loaded.
const AHEAD = 0.4;
const YOUNG = 20 * 60_000;

const route = new Route(window);
const theme = new Theme();
const zone = new Zone();
const api = new Api(new Access());
const overview = new Overview(api);
const banner = new Banner(() => retry());
const connection = new Connection();
const products = new Products(overview, (product) => route.addressOf({ product }));
const headline = new Headline();
const chart = new Chart(part("chart"));
const readout = new Readout();
const table = new Table();
const stats = new Stats();
const balance = new Balance();
const signalPanel = new SignalPanel();
const pulse = new Pulse();
const signals = new Signals(api, () => showSignal());
const health = new Health();
const ledger = new Ledger(api);
const ranges = new Ranges();
const intervals = new Choice("intervals", "interval", INTERVALS.map(({ label, words }, i) => ({ value: label, shown: label, title: "Bars of " + words + " (" + (i + 1) + ")" })));
const views = new Choice("views", "view", [
  { value: "chart", shown: "Chart", title: "Candles (T)" },
  { value: "table", shown: "Table", title: "The same bars as rows (T)" },
]);
const picks = new Picks(route, () => look());
const download = new Download(api, () => shownStretch());

let feed = null;
// The range that the address was given because somebody scrolled there: it is on the screen already.
let scrolledTo = null;
let isHandOnChart = false;
let isConnected = true;
let wasDown = false;

/** The base currency of what is shown. */
const base = () => route.state.product.split("-")[0];

// ---- what is looked at

function open() {
  const { product, interval: label } = route.state;
  feed?.stop();
  feed = null;
  headline.choose(product);
  products.choose(product);
  intervals.choose(label);
  connection.show({ open: false, since: null });
  banner.stream({ open: true, since: null });
  banner.problem(null);
  stats.show(null, product ?? "-");
  signals.of(null);
  pulse.reset();
  isConnected = true;
  overview.pause(false);
  if (product === null) {
    return;
  }
  const interval = intervalOf(label);
  part("chart").setAttribute("aria-label", "Candles of " + product + ", " + interval.words + " each");
  const opened = new Feed(api, product, interval, {
    bars: (changed) => opened === feed && barsChanged(changed),
    product: (told) => opened === feed && overview.tell(told),
    signal: (told) => opened === feed && signals.tell(told),
    state: (state) => opened === feed && streamTold(state),
    loading: () => opened === feed && showBars(),
    problem: (problem) => opened === feed && banner.problem(problem),
  });
  feed = opened;
  signals.of(feed);
  chart.show(feed);
  table.toFirst();
  signalPanel.show(null, [], interval);
  showProduct();
  showFigures();
  const range = endsOf(route.state.range);
  feed.start(range).then(() => opened === feed && look());
  signals.load();
  overview.stats(product);
}

/** Brings the range that the address asks for onto the screen, loading what of it is missing. */
async function look() {
  const { range } = route.state;
  const looking = feed;
  isHandOnChart = false;
  scrolledTo = range;
  ranges.choose(range);
  const ends = endsOf(range);
  if (ends !== null) {
    await looking.stretch(ends);
    if (looking === feed && route.state.range === range) {
      chart.lookAt(ends.from, ends.to);
    }
  } else {
    const span = range === null ? null : spanOf(range).millis;
    if (!looking.isJoined) {
      await looking.latest();
    }
    if (looking !== feed || route.state.range !== range) {
      return;
    }
    chart.follow(span);
    if (span !== null && looking.bars.last !== null) {
      await looking.older(looking.bars.last.from - span);
    }
  }
  showBars();
}

function show({ before, changed }) {
  if (changed.includes("product") || changed.includes("interval")) {
    open();
  } else if (changed.includes("range") && route.state.range !== scrolledTo && feed !== null) {
    look();
  }
  if (changed.includes("range")) {
    ranges.choose(route.state.range);
    table.toFirst();
  }
  if (changed.includes("view") || before === null) {
    showView();
  }
  products.choose(route.state.product);
}

function showView() {
  const { view } = route.state;
  views.choose(view);
  part("main").dataset.view = view;
  part("chart-view").hidden = view !== "chart";
  part("table-view").hidden = view !== "table";
  showBars();
}

// ---- what is told

function barsChanged(changed) {
  if (route.state.range === null && feed.isJoined && chart.sight?.isNewest && feed.trim()) {
    chart.changed(null);
  } else {
    chart.changed(changed);
  }
  if (feed.isJoined) {
    pulse.hear(feed.bars.last);
    headline.newest(feed.bars.last);
    freshStats();
  }
  showBars();
}

function streamTold(state) {
  isConnected = state.open;
  overview.pause(!state.open && state.problem?.status === 0);
  connection.show(state);
  banner.stream(state);
  if (state.open) {
    overview.look();
    signals.load();
  }
}

function retry() {
  feed?.retry();
  overview.look();
}

const freshStats = calm(1000, () => feed !== null && isConnected && document.visibilityState === "visible" && overview.stats(feed.product));

// ---- what is shown

const showBars = calm(150, () => {
  if (feed === null) {
    return;
  }
  const sight = chart.sight;
  ranges.sight(sight);
  const isFirstSeen = feed.isAtBeginning && sight !== null && sight.left < 0;
  say(part("loading"), feed.isLoading ? "loading…" : isFirstSeen ? "nothing older" : "");
  if (route.state.view === "chart") {
    balance.sight(sight === null ? [] : feed.bars.between(sight.from, sight.to), base());
  } else {
    const bars = tableBars();
    balance.sight(bars, base());
    table.show(bars, { product: feed.product, interval: feed.interval, hasOlder: tableHasOlder() });
  }
  const ends = endsOf(route.state.range);
  const isEmpty = feed.bars.size === 0 && !feed.isLoading;
  part("nothing").hidden = !isEmpty;
  part("nothing-newest").hidden = ends === null;
  say(part("nothing-words"), ends === null ? "No trade was counted yet. The first one appears here by itself." : "Nothing was traded, or is kept, in this stretch of time.");
});

function tableBars() {
  const { range } = route.state;
  const ends = endsOf(range);
  if (ends !== null) {
    return feed.bars.between(ends.from, ends.to);
  }
  const last = feed.bars.last;
  return range === null || last === null ? feed.bars.all : feed.bars.between(last.from - spanOf(range).millis, Infinity);
}

function tableHasOlder() {
  return route.state.range === null && !feed.isAtBeginning;
}

async function turnTable() {
  if (feed !== null && tableHasOlder() && table.needed > feed.bars.size) {
    await feed.older();
  }
  showBars();
}

function shownStretch() {
  if (feed === null) {
    return null;
  }
  const bars = route.state.view === "table" ? tableBars() : null;
  const stretch = bars === null ? chart.sight : bars.length === 0 ? null : { from: bars[0].from, to: bars.at(-1).to };
  return stretch === null ? null : { product: feed.product, interval: feed.interval, from: stretch.from, to: stretch.to };
}

/** @param pointed the bar under the crosshair, or null; then it is the last in sight */
function showReadout(pointed) {
  if (feed !== null) {
    const sight = chart.sight;
    readout.show(pointed ?? (sight === null ? null : feed.bars.before(sight.to)), feed.product);
  }
}

function showProduct() {
  const product = pulse.product(overview.product(route.state.product), isConnected);
  headline.product(product);
  health.show(product);
  banner.product(product);
  chart.finalUntil(product === null || product.handover === null ? null : Date.parse(product.handover));
}

function showFigures() {
  const { product } = route.state;
  const told = overview.figures(product).stats;
  headline.day(told?.windows.day ?? null);
  stats.show(told, product);
  balance.minute(told?.windows.minute ?? null, base());
}

function showSignal() {
  signalPanel.show(signals.current, signals.before, feed.interval, signals.notice);
  chart.signals(signals.before);
}

function showTime() {
  say(part("time-now"), timeOfDay(now()));
  showProduct();
}

function redraw() {
  chart.recolour();
  showTime();
  if (feed !== null) {
    showBars();
    showSignal();
    showFigures();
  }
}

// ---- what hands do

const noteSight = calm(400, () => {
  const sight = chart.sight;
  if (feed === null || sight === null || !isHandOnChart) {
    return;
  }
  scrolledTo = sight.isNewest ? null : iso(sight.from) + "/" + iso(sight.to);
  route.note({ range: scrolledTo });
});

function chartMoved() {
  if (feed === null) {
    return;
  }
  showBars();
  noteSight();
  const sight = chart.sight;
  if (sight === null || feed.isLoading) {
    return;
  }
  if (sight.left < sight.width * AHEAD && !feed.isAtBeginning) {
    feed.older();
  } else if (sight.right < sight.width * AHEAD && !feed.isJoined) {
    feed.newer();
  }
}

function touch(act) {
  return (...how) => {
    isHandOnChart = true;
    act(...how);
  };
}

function point(by) {
  const bar = chart.point(by);
  if (bar !== null) {
    say(part("spoken"), readout.sentence(bar));
  }
}

new Keys(
  shortcuts({
    filter: () => products.focusFilter(),
    pair: (by) => products.step(by),
    ledger: () => feed !== null && ledger.open(feed.product),
    interval: (label) => picks.interval(label),
    step: (by) => picks.step(by),
    ranges: () => ranges.open(),
    view: () => route.go({ view: route.state.view === "chart" ? "table" : "chart" }),
    download: () => download.open(),
    point: touch(point),
    scroll: touch((screens) => chart.scroll((chart.sight?.width ?? 0) * screens)),
    zoom: touch((factor) => chart.zoom(factor)),
    newest: () => picks.span(null),
    unpoint: () => chart.unpoint(),
    theme: () => theme.turn(),
    zone: () => zone.turn(),
    help: () => part("help-open").click(),
  }),
);

for (const gesture of ["wheel", "pointerdown", "touchstart"]) {
  part("chart").addEventListener(gesture, () => (isHandOnChart = true), { passive: true });
}
part("chart").addEventListener("blur", () => chart.unpoint());
chart.addEventListener("move", chartMoved);
chart.addEventListener("hover", ({ detail }) => showReadout(detail));
table.addEventListener("turn", turnTable);
intervals.addEventListener("pick", ({ detail }) => picks.interval(detail));
views.addEventListener("pick", ({ detail }) => route.go({ view: detail }));
ranges.addEventListener("span", ({ detail }) => picks.span(detail));
ranges.addEventListener("stretch", ({ detail }) => picks.stretch(detail));
products.addEventListener("pick", ({ detail }) => route.go({ product: detail }));
part("nothing-newest").addEventListener("click", () => picks.span(null));
part("ledger-open").addEventListener("click", () => ledger.open(feed.product));
route.addEventListener("change", ({ detail }) => show(detail));
theme.addEventListener("change", redraw);
zone.addEventListener("change", redraw);

/** Whether a pipeline has not counted for long: then there is more to see in seconds than in minutes. */
function isYoung({ latest_trade_at: latest, covered_from: from }) {
  return latest === null || from === null || Date.parse(latest) - Date.parse(from) < YOUNG;
}

overview.addEventListener("products", ({ detail }) => {
  say(part("version"), detail.version);
  if (route.state.product === null && overview.products.length > 0) {
    const first = overview.products.find(({ state }) => state === "live") ?? overview.products[0];
    const interval = !route.isIntervalGiven && isYoung(first) ? INTERVALS[0].label : route.state.interval;
    route.note({ product: first.product, interval });
  }
  if (route.state.product === null) {
    connection.show({ open: true, since: null });
  }
  // The stream of a pair that was down need not wait for its next try.
  const isDown = overview.product(route.state.product)?.state === "down";
  if (wasDown && !isDown) {
    feed?.retry();
  }
  wasDown = isDown;
  showProduct();
});
overview.addEventListener("problem", ({ detail }) => {
  if (feed === null) {
    banner.problem(detail);
    connection.show({ open: false, since: Date.now() });
  }
});
overview.addEventListener("product", ({ detail }) => detail.product === route.state.product && showProduct());
overview.addEventListener("figures", ({ detail }) => detail === route.state.product && showFigures());

show({ before: null, changed: ["product", "view", "range"] });
overview.start();
showTime();
setInterval(showTime, 1000);
