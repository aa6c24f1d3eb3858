// Marks on the chart where what is final ends: a dashed line with its time, and a shade over what is provisional.

const PADDING = 6;

export class Boundary {
  #attached = null;
  #where;
  #colours = null;
  #font = "";
  #views = [
    { zOrder: () => "bottom", renderer: () => ({ draw: (target) => this.#draw(target, this.#shade) }) },
    { zOrder: () => "top", renderer: () => ({ draw: (target) => this.#draw(target, this.#words) }) },
  ];

  /** @param where tells {index, label}: the position of the first provisional bar, and the words; or null */
  constructor(where) {
    this.#where = where;
  }

  attached(to) {
    this.#attached = to;
  }

  detached() {
    this.#attached = null;
  }

  paneViews() {
    return this.#views;
  }

  recolour(colours, font) {
    this.#colours = colours;
    this.#font = font;
  }

  refresh() {
    this.#attached?.requestUpdate();
  }

  #draw(target, what) {
    const place = this.#where();
    const scale = this.#attached.chart.timeScale();
    const middle = place === null ? null : scale.logicalToCoordinate(place.index);
    if (middle === null) {
      return;
    }
    const x = Math.round(middle - scale.options().barSpacing / 2);
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      if (x < mediaSize.width) {
        what(context, x, mediaSize, place.label);
      }
    });
  }

  #shade = (context, x, { width, height }) => {
    context.fillStyle = this.#colours.shade;
    context.fillRect(Math.max(0, x), 0, width, height);
    if (x > 0) {
      context.strokeStyle = this.#colours.muted;
      context.lineWidth = 1;
      context.setLineDash([4, 4]);
      context.beginPath();
      context.moveTo(x + 0.5, 0);
      context.lineTo(x + 0.5, height);
      context.stroke();
      context.setLineDash([]);
    }
  };

  #words = (context, x, { width, height }, label) => {
    context.font = this.#font;
    context.textBaseline = "bottom";
    const at = Math.max(0, x);
    const word = (text, left) => {
      const { width: long, fontBoundingBoxAscent: high } = context.measureText(text);
      // What lies below must not strike the words through.
      context.fillStyle = this.#colours.surface;
      context.fillRect(left - 2, height - PADDING - high - 1, long + 4, high + 2);
      context.fillStyle = this.#colours.muted;
      context.fillText(text, left, height - PADDING);
    };
    const wide = (text) => context.measureText(text).width + 2 * PADDING;
    if (label !== null && x > wide(label)) {
      word(label, x - wide(label) + PADDING);
    }
    if (width - at > wide("provisional")) {
      word("provisional", at + PADDING);
    }
  };
}
