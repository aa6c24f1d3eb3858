// Which key does what, in the order in which the dialog of "?" lists them.

import { INTERVALS } from "./intervals.js";

/** Of the width of the screen: so far a key with Shift scrolls. */
const SCREEN = 0.8;
const CLOSER = 0.7;

/**
 * @param on what each of them does: filter(), pair(by), ledger(), interval(label), step(by), ranges(), view(), download(),
 *   point(by), scroll(screens), zoom(factor), newest(), unpoint(), theme(), zone(), help()
 */
export function shortcuts(on) {
  return [
    {
      name: "Pairs",
      keys: [
        { key: "/", words: "filter the pairs", act: () => on.filter() },
        { key: "j", words: "next pair", act: () => on.pair(1) },
        { key: "k", words: "pair before", act: () => on.pair(-1) },
        { key: "h", words: "runs and findings of the pipeline", act: () => on.ledger() },
      ],
    },
    {
      name: "Bars",
      keys: [
        { key: INTERVALS.map((_, i) => String(i + 1)), shown: ["1", "…", "7"], words: "interval, 1s to 1d", act: (event) => on.interval(INTERVALS[Number(event.key) - 1].label) },
        { key: "[", words: "finer", act: () => on.step(-1) },
        { key: "]", words: "coarser", act: () => on.step(1) },
        { key: "r", words: "from and to", act: () => on.ranges() },
        { key: "t", words: "chart or table", act: () => on.view() },
        { key: "s", words: "save what is in sight", act: () => on.download() },
      ],
    },
    {
      name: "Chart",
      keys: [
        { key: "ArrowLeft", shown: ["←"], words: "bar before; with Shift a screen", act: (event) => (event.shiftKey ? on.scroll(-SCREEN) : on.point(-1)) },
        { key: "ArrowRight", shown: ["→"], words: "next bar; with Shift a screen", act: (event) => (event.shiftKey ? on.scroll(SCREEN) : on.point(1)) },
        { key: ["+", "="], shown: ["+"], words: "closer", act: () => on.zoom(CLOSER) },
        { key: "-", words: "wider", act: () => on.zoom(1 / CLOSER) },
        { key: "End", words: "back to what is newest", act: () => on.newest() },
        { key: "Escape", shown: ["Esc"], words: "no crosshair", act: () => on.unpoint() },
      ],
    },
    {
      name: "Page",
      keys: [
        { key: "d", words: "dark or light", act: () => on.theme() },
        { key: "l", words: "UTC or your own time", act: () => on.zone() },
        { key: "?", words: "this list", act: () => on.help() },
      ],
    },
  ];
}
