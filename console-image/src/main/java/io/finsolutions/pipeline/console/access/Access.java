package io.finsolutions.pipeline.console.access;

import io.finsolutions.pipeline.service.UsageException;
import io.github.bucket4j.TimeMeter;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Who may ask, how often, and from which pages: to be installed before any route. */
public final class Access implements MeterBinder {
  private final List<Authenticator> authenticators = new ArrayList<>();
  private final Peers peers;
  private final CrossOrigin crossOrigin;
  private final RequestLimit limit;
  private final Clock clock;

  /**
   * As the settings say.
   *
   * @param clock tells which tokens have expired
   * @throws UsageException if the settings do not fit together, or the file of tokens is not sound
   */
  public Access(AccessSettings settings, Clock clock) {
    this(settings, clock, TimeMeter.SYSTEM_NANOTIME);
  }

  Access(AccessSettings settings, Clock clock, TimeMeter time) {
    List<String> problems = settings.problems();
    if (!problems.isEmpty()) {
      throw new UsageException(String.join("; ", problems));
    }
    settings.tokensFile().ifPresent(file -> authenticators.add(new TokenFile(file, clock)));
    settings
        .oidcIssuer()
        .ifPresent(
            issuer ->
                authenticators.add(
                    new IssuedTokens(
                        issuer,
                        settings.oidcAudience().orElseThrow(),
                        new IssuerKeys(issuer, settings.oidcJwksUrl()),
                        settings.oidcClaims(),
                        clock)));
    this.clock = clock;
    peers = new Peers(settings.trustedProxies());
    crossOrigin = new CrossOrigin(new LinkedHashSet<>(settings.corsOrigins()));
    limit = new RequestLimit(settings.requestsPerMinute(), time);
  }

  /** Puts itself before every route of a server. */
  public void install(JavalinConfig config) {
    config.routes.before(new SecurityHeaders(peers));
    config.routes.before(crossOrigin);
    config.routes.before(new Gate(authenticators, peers, limit, clock));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("console.limited.requests", limit, RequestLimit::refused)
        .description("Requests that were refused since their client had asked too often.")
        .register(registry);
  }
}
