// Takes server-sent events out of a stream of text, however it is cut.

export class EventReader {
  #rest = "";
  #event = { type: "message", id: null, data: [] };

  /** @returns the events that this piece of text completed: {type, id, data} */
  read(piece) {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    const events = [];
    for (const line of lines) {
      if (line === "") {
        if (this.#event.data.length > 0) {
          events.push({ ...this.#event, data: this.#event.data.join("\n") });
        }
        this.#event = { type: "message", id: this.#event.id, data: [] };
      } else {
        this.#take(line);
      }
    }
    return events;
  }

  #take(line) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") {
      this.#event.data.push(value);
    } else if (field === "event") {
      this.#event.type = value;
    } else if (field === "id") {
      this.#event.id = value;
    }
  }
}
