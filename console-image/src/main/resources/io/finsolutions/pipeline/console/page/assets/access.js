// The access token, where the console wants one. It stays in this tab's session storage and goes nowhere but to the API.

import { part, say } from "./elements.js";

const KEY = "access-token";

export class Access {
  #dialog = part("access");
  #field = part("access-token");
  #forget = part("forget-token");
  #asked = Promise.resolve();
  #isAsking = false;
  #answer = null;

  constructor() {
    part("access-form").addEventListener("submit", (event) => this.#entered(event));
    // The page is empty without a token: there is nothing to go back to.
    this.#dialog.addEventListener("cancel", (event) => event.preventDefault());
    this.#forget.addEventListener("click", () => this.#drop());
    this.#showForget();
  }

  /** The token, or null. */
  get token() {
    return sessionStorage.getItem(KEY);
  }

  /** Done once the reader is not being asked for a token. */
  get settled() {
    return this.#asked;
  }

  /**
   * Asks the reader for a token; asks once for all who wait.
   *
   * @param refused the token that was not accepted, or null if there was none
   */
  async ask(refused) {
    if (!this.#isAsking && refused !== this.token) {
      return; // Another request has been through this already.
    }
    if (!this.#isAsking) {
      this.#isAsking = true;
      sessionStorage.removeItem(KEY);
      this.#showForget();
      say(part("access-trouble"), refused === null ? "" : "That token was not accepted. It may have expired.");
      this.#field.value = "";
      this.#asked = new Promise((resolve) => (this.#answer = resolve));
      this.#dialog.showModal();
      this.#field.focus();
    }
    await this.#asked;
  }

  #entered(event) {
    event.preventDefault();
    const token = this.#field.value.trim();
    if (token === "") {
      return;
    }
    sessionStorage.setItem(KEY, token);
    this.#field.value = "";
    this.#dialog.close();
    this.#showForget();
    this.#isAsking = false;
    this.#answer();
  }

  #drop() {
    sessionStorage.removeItem(KEY);
    location.reload();
  }

  #showForget() {
    this.#forget.hidden = this.token === null;
  }
}
