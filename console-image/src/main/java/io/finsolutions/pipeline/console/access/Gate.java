package io.finsolutions.pipeline.console.access;

import io.finsolutions.pipeline.console.web.Admission;
import io.finsolutions.pipeline.console.web.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a request on if its client may look, and has not asked too often. The page and the
 * description of the API are open to all, since they say nothing of any pair; all else is closed.
 */
final class Gate implements Handler {
  private static final Pattern OPEN =
      Pattern.compile("/(assets/[\\w./-]+|docs(/[\\w./-]*)?|openapi\\.json|favicon\\.ico)?");
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

  /** An answer that goes on for longer than that shows its token again: it may be taken back. */
  private static final Duration LONGEST_ADMISSION = Duration.ofMinutes(15);

  private final List<Authenticator> authenticators;
  private final Peers peers;
  private final RequestLimit limit;
  private final Clock clock;

  /**
   * A gate.
   *
   * @param authenticators of whom one has to know the client; nobody: all may look
   */
  Gate(List<Authenticator> authenticators, Peers peers, RequestLimit limit, Clock clock) {
    this.authenticators = List.copyOf(authenticators);
    this.peers = peers;
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public void handle(Context request) {
    String place = "address " + peers.clientOf(request);
    if (authenticators.isEmpty() || isOpen(request.path())) {
      limit.admit(place);
      return;
    }
    Client client;
    try {
      client = identify(request);
    } catch (Problem refused) {
      // Who guesses tokens does not get to guess often.
      limit.admit(place);
      throw refused;
    }
    limit.admit("client " + client.name());
    Instant latest = clock.instant().plus(LONGEST_ADMISSION);
    Admission.until(request, client.until().filter(latest::isAfter).orElse(latest));
  }

  private static boolean isOpen(String path) {
    return OPEN.matcher(path).matches() && !path.contains("..");
  }

  private Client identify(Context request) {
    List<String> given = Collections.list(request.req().getHeaders("Authorization"));
    if (given.isEmpty()) {
      throw refusal("Send a token, as header Authorization: Bearer TOKEN.", "");
    }
    Matcher bearer = BEARER.matcher(given.get(0).strip());
    if (given.size() > 1 || !bearer.matches()) {
      throw refusal(
          "The header Authorization is not Bearer and one token.", ", error=\"invalid_token\"");
    }
    String token = bearer.group(1);
    for (Authenticator authenticator : authenticators) {
      Optional<Client> client = authenticator.clientOf(token);
      if (client.isPresent()) {
        return client.get();
      }
    }
    throw refusal(
        "The token lets nobody in: it is not known here, has expired, or is for something else.",
        ", error=\"invalid_token\"");
  }

  private static Problem refusal(String detail, String error) {
    return new Problem(401, "unauthorized", detail)
        .header("WWW-Authenticate", "Bearer realm=\"console\"" + error);
  }
}
