// Makes and fills elements. Text is always text: nothing that came over the wire is parsed as HTML.

const DRAWING = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** `element("td", {class: "number", onclick: act}, "text", child)` */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a part of an SVG. */
export function drawing(name, attributes = {}, ...children) {
  return fill(document.createElementNS(DRAWING, name), attributes, children);
}

/** The element of the page with this id. */
export function part(id) {
  return document.getElementById(id);
}

/** Sets the text only if it is another, so that nothing is announced or laid out twice. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
