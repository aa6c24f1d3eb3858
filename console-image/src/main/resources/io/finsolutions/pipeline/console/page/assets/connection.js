// The small mark in the head: live, connecting, or away.

import { part, say } from "./elements.js";

export class Connection {
  #place = part("connection");
  #words = part("connection-words");

  show({ open, since }) {
    this.#place.dataset.state = open ? "open" : since === null ? "opening" : "away";
    say(this.#words, open ? "Connected" : since === null ? "Connecting" : "Reconnecting");
  }
}
