// Asks the API. Errors come as problem+json and become a Problem; a missing token is asked for and the request repeated.

/** What the API, or the way to it, says is wrong. status 0: there was no answer. */
export class Problem extends Error {
  constructor(status, code, detail, retryAfter = null) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may well be answered a little later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static async of(response) {
    const seconds = Number(response.headers.get("Retry-After"));
    const wait = seconds > 0 ? seconds * 1000 : null;
    try {
      const body = await response.json();
      return new Problem(response.status, body.code, body.detail ?? body.title, wait);
    } catch {
      return new Problem(response.status, "unknown", "The console answered " + response.status + ".", wait);
    }
  }
}

export class Api {
  #access;

  constructor(access) {
    this.#access = access;
  }

  /** The answer as JSON. */
  async json(path, query = {}, signal = undefined) {
    const response = await this.response(path, query, { signal });
    return response.json();
  }

  /**
   * The answer as it is. Relative to the page, so that a console behind a path prefix works as well.
   *
   * @throws Problem on an error of the API, or if it cannot be reached; AbortError if the signal fired
   */
  async response(path, query = {}, { signal, headers = {} } = {}) {
    const url = new URL(path, document.baseURI);
    for (const [name, value] of Object.entries(query)) {
      if (value !== null && value !== undefined) {
        url.searchParams.set(name, value);
      }
    }
    for (;;) {
      await this.#access.settled;
      const token = this.#access.token;
      const authorization = token === null ? {} : { Authorization: "Bearer " + token };
      const response = await this.#fetch(url, { signal, headers: { ...headers, ...authorization } });
      if (response.ok) {
        return response;
      }
      if (response.status !== 401) {
        throw await Problem.of(response);
      }
      await this.#access.ask(token);
    }
  }

  async #fetch(url, options) {
    try {
      return await fetch(url, { ...options, credentials: "same-origin" });
    } catch (error) {
      if (error.name === "AbortError") {
        throw error;
      }
      throw new Problem(0, "unreachable", "The console does not answer.");
    }
  }
}

/** The path of something that belongs to a product. */
export function ofProduct(product, what = "") {
  return "v1/products/" + encodeURIComponent(product) + (what === "" ? "" : "/" + what);
}
