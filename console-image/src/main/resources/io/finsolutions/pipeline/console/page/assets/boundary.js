// Marks on the chart where what is final ends: a dashed line with its time, and a shade over what is provisional.

const PADDING = 6;

export class Boundary {
  #attached = null;
  #where = () => null;
  #colours = null;
  #font = "";
  #view = {
    zOrder: () => "bottom",
    renderer: () => ({ draw: (target) => this.#draw(target) }),
  };
  #views = [this.#view];

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

  #draw(target) {
    const place = this.#where();
    const scale = this.#attached.chart.timeScale();
    if (place === null) {
      return;
    }
    const middle = scale.logicalToCoordinate(place.index);
    if (middle === null) {
      return;
    }
    const x = Math.round(middle - scale.options().barSpacing / 2);
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      if (x >= mediaSize.width) {
        return;
      }
      context.fillStyle = this.#colours.shade;
      context.fillRect(Math.max(0, x), 0, mediaSize.width, mediaSize.height);
      if (x > 0) {
        this.#line(context, x, mediaSize.height);
      }
      if (place.label !== null) {
        this.#words(context, x, mediaSize, place.label);
      }
    });
  }

  #line(context, x, height) {
    context.strokeStyle = this.#colours.muted;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(x + 0.5, 0);
    context.lineTo(x + 0.5, height);
    context.stroke();
    context.setLineDash([]);
  }

  #words(context, x, { width, height }, label) {
    context.font = this.#font;
    context.textBaseline = "bottom";
    context.fillStyle = this.#colours.muted;
    const y = height - PADDING;
    if (x > context.measureText(label).width + 2 * PADDING) {
      context.textAlign = "right";
      context.fillText(label, x - PADDING, y);
    }
    if (width - Math.max(0, x) > context.measureText("provisional").width + 2 * PADDING) {
      context.textAlign = "left";
      context.fillText("provisional", Math.max(0, x) + PADDING, y);
    }
  }
}
