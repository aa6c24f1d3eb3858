// Puts the parts of the page together: what the address asks for is loaded, and what is told is shown.

import { Access } from "./access.js";
import { Api, ofProduct } from "./api.js";
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
import { intervalOf, INTERVALS, spanOf, suited, suits } from "./intervals.js";
import { Keys } from "./keys.js";
import { Ledger } from "./ledger.js";
import { Overview } from "./overview.js";
import { Products } from "./products.js";
import { Ranges } from "./ranges.js";
import { Readout } from "./readout.js";
import { endsOf, Route } from "./route.js";
import { SignalPanel } from "./signal.js";
import { Stats } from "./stats.js";
import { Table } from "./table.js";
import { Theme } from "./theme.js";
import { Zone } from "./zone.js";

// Of the screen: older bars are asked for when no more than this is left before the first of those that are loaded.
const AHEAD = 0.4;
const SIGNALS_SHOWN = 200;
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
const health = new Health();
const ledger = new Ledger(api);
const ranges = new Ranges();
const intervals = new Choice("intervals", "interval", INTERVALS.map(({ label, words }, i) => ({ value: label, shown: label, title: "Bars of " + words + " (" + (i + 1) + ")" })));
const views = new Choice("views", "view", [
  { value: "chart", shown: "Chart", title: "Candles (T)" },
  { value: "table", shown: "Table", title: "The same bars as rows (T)" },
]);
const download = new Download(api, () => shownStretch());

let feed = null;
let signals = { current: null, before: [], notice: undefined };
// The range that the address was given because somebody scrolled there: it is on the screen already.
let scrolledTo = null;
let isHandOnChart = false;
let isConnected = true;
let wasDown = false;
// The newest bar that the stream told, and when: the state of the pipeline itself is told every few seconds only.
let heard = { bar: null, at: null };

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
  signals = { current: null, before: [], notice: undefined };
  heard = { bar: null, at: null };
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
    signal: (told) => opened === feed && signalTold(told),
    state: (state) => opened === feed && streamTold(state),
    loading: () => opened === feed && showBars(),
    problem: (problem) => opened === feed && banner.problem(problem),
  });
  feed = opened;
  chart.show(feed);
  table.toFirst();
  signalPanel.show(null, [], interval);
  showProduct();
  showFigures();
  const range = endsOf(route.state.range);
  feed.start(range).then(() => opened === feed && look());
  loadSignals();
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

function pickInterval(label) {
  const interval = intervalOf(label);
  const { range } = route.state;
  const ends = endsOf(range);
  const millis = ends === null ? (spanOf(range ?? "")?.millis ?? null) : ends.to - ends.from;
  if (millis === null || suits(millis, interval)) {
    route.go({ interval: label });
  } else if (ends === null) {
    route.go({ interval: label, range: null });
  } else {
    // The same place, as much of it as can be seen.
    const half = 75 * interval.millis;
    const middle = Math.min((ends.from + ends.to) / 2, now() - half);
    const floor = (time) => Math.floor(time / interval.millis) * interval.millis;
    route.go({ interval: label, range: iso(floor(middle - half)) + "/" + iso(floor(middle + half)) });
  }
}

function pickSpan(label) {
  if (label === null || label === route.state.range) {
    const isSame = label === route.state.range;
    route.go({ range: label });
    if (isSame) {
      look();
    }
    return;
  }
  const interval = suited(spanOf(label).millis, intervalOf(route.state.interval));
  route.go({ range: label, interval: interval.label });
}

function pickStretch({ from, to }) {
  const interval = suited(to - from, intervalOf(route.state.interval));
  route.go({ range: iso(from) + "/" + iso(to), interval: interval.label });
}

function step(by) {
  const at = INTERVALS.findIndex(({ label }) => label === route.state.interval);
  const next = INTERVALS[at + by];
  if (next !== undefined) {
    pickInterval(next.label);
  }
}

// ---- what is told

function barsChanged(changed) {
  if (route.state.range === null && feed.isJoined && chart.sight?.isNewest && feed.trim()) {
    chart.changed(null);
  } else {
    chart.changed(changed);
  }
  if (feed.isJoined) {
    hear(feed.bars.last);
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
    loadSignals();
  }
}

function signalTold(told) {
  const isNext = told?.time !== signals.current?.time;
  signals.current = told;
  showSignal();
  if (isNext) {
    freshSignals();
  }
}

async function loadSignals() {
  const asked = feed;
  if (asked === null) {
    return;
  }
  try {
    const query = { interval: asked.interval.label, limit: SIGNALS_SHOWN };
    const told = await api.json(ofProduct(asked.product, "signals"), query);
    if (asked === feed) {
      signals = { current: told.current ?? signals.current, before: told.signals, notice: told.notice };
      showSignal();
    }
  } catch {
    // The banner says what is wrong with the pair; the stream brings the signal once that is over.
  }
}

function retry() {
  feed?.retry();
  overview.look();
}

const freshStats = calm(1000, () => feed !== null && isConnected && document.visibilityState === "visible" && overview.stats(feed.product));
const freshSignals = calm(10_000, loadSignals);

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

function hear(bar) {
  if (bar !== null && bar !== heard.bar) {
    // The first one came with a page, and may be old.
    heard = { bar, at: heard.bar === null ? null : iso(now()) };
  }
}

/** The pipeline as it was told, with what its bars have told since. */
function productNow() {
  const told = overview.product(route.state.product);
  if (told !== null && !isConnected && told.state !== "down") {
    return { ...told, state: "unknown" };
  }
  if (told === null || heard.bar === null || told.state !== "live") {
    return told;
  }
  const later = (one, other) => (one === null || Date.parse(other) > Date.parse(one) ? other : one);
  return {
    ...told,
    latest_trade_at: later(told.latest_trade_at, heard.bar.close_time),
    latest_row_at: heard.at === null ? told.latest_row_at : later(told.latest_row_at, heard.at),
  };
}

function showProduct() {
  const product = productNow();
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
  return () => {
    isHandOnChart = true;
    act();
  };
}

function point(by) {
  isHandOnChart = true;
  const bar = chart.point(by);
  if (bar !== null) {
    say(part("spoken"), readout.sentence(bar));
  }
}

new Keys([
  {
    name: "Pairs",
    keys: [
      { key: "/", words: "filter the pairs", act: () => products.focusFilter() },
      { key: "j", words: "next pair", act: () => products.step(1) },
      { key: "k", words: "pair before", act: () => products.step(-1) },
      { key: "h", words: "runs and findings of the pipeline", act: () => feed !== null && ledger.open(feed.product) },
    ],
  },
  {
    name: "Bars",
    keys: [
      { key: INTERVALS.map((_, i) => String(i + 1)), shown: ["1", "…", "7"], words: "interval, 1s to 1d", act: (event) => pickInterval(INTERVALS[Number(event.key) - 1].label) },
      { key: "[", words: "finer", act: () => step(-1) },
      { key: "]", words: "coarser", act: () => step(1) },
      { key: "r", words: "from and to", act: () => ranges.open() },
      { key: "t", words: "chart or table", act: () => route.go({ view: route.state.view === "chart" ? "table" : "chart" }) },
      { key: "s", words: "save what is in sight", act: () => download.open() },
    ],
  },
  {
    name: "Chart",
    keys: [
      { key: "ArrowLeft", shown: ["←"], words: "bar before; with Shift a screen", act: (event) => (event.shiftKey ? touch(() => chart.scroll(-(chart.sight?.width ?? 0) * 0.8))() : point(-1)) },
      { key: "ArrowRight", shown: ["→"], words: "next bar; with Shift a screen", act: (event) => (event.shiftKey ? touch(() => chart.scroll((chart.sight?.width ?? 0) * 0.8))() : point(1)) },
      { key: ["+", "="], shown: ["+"], words: "closer", act: touch(() => chart.zoom(0.7)) },
      { key: "-", words: "wider", act: touch(() => chart.zoom(1 / 0.7)) },
      { key: "End", words: "back to what is newest", act: () => pickSpan(null) },
      { key: "Escape", shown: ["Esc"], words: "no crosshair", act: () => chart.unpoint() },
    ],
  },
  {
    name: "Page",
    keys: [
      { key: "d", words: "dark or light", act: () => theme.turn() },
      { key: "l", words: "UTC or your own time", act: () => zone.turn() },
      { key: "?", words: "this list", act: () => part("help-open").click() },
    ],
  },
]);

for (const gesture of ["wheel", "pointerdown", "touchstart"]) {
  part("chart").addEventListener(gesture, () => (isHandOnChart = true), { passive: true });
}
part("chart").addEventListener("blur", () => chart.unpoint());
chart.addEventListener("move", chartMoved);
chart.addEventListener("hover", ({ detail }) => showReadout(detail));
table.addEventListener("turn", turnTable);
intervals.addEventListener("pick", ({ detail }) => pickInterval(detail));
views.addEventListener("pick", ({ detail }) => route.go({ view: detail }));
ranges.addEventListener("span", ({ detail }) => pickSpan(detail));
ranges.addEventListener("stretch", ({ detail }) => pickStretch(detail));
products.addEventListener("pick", ({ detail }) => route.go({ product: detail }));
part("nothing-newest").addEventListener("click", () => pickSpan(null));
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
