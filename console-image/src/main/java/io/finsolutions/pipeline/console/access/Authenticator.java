package io.finsolutions.pipeline.console.access;

import io.finsolutions.pipeline.console.web.Problem;
import java.util.Optional;

/** Knows whose a token is. */
@FunctionalInterface
interface Authenticator {
  /**
   * Who may look with a token; nobody, if it is none that lets in.
   *
   * @throws Problem if that cannot be told right now, or if the token is good and does not suffice
   */
  Optional<Client> clientOf(String token);
}
