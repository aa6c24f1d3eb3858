package io.finsolutions.pipeline.console.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.finsolutions.pipeline.console.web.Problem;
import java.net.URI;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that an issuer of OpenID Connect has signed for the console: of that issuer, for that
 * audience, valid now, and with one of the issuer's keys. Keys are fetched when they are needed,
 * and again when a token names one that is not known.
 */
final class IssuedTokens implements Authenticator {
  private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);

  /** Only those with a key that the issuer keeps to itself: with any other, who checks can sign. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration KEYS_LIVE = Duration.ofMinutes(5);

  /** For so long keys that are known count while the issuer cannot be asked. */
  private static final Duration OUTAGE = Duration.ofHours(4);

  /** Within this the issuer is asked twice at most, whatever keys tokens name. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

  /** How long a request waits while another fetches: the description, and the keys. */
  private static final Duration WAIT = Duration.ofSeconds(8);

  private static final int CLOCK_SKEW_SECONDS = 30;

  private final IssuerKeys keys;
  private final List<RequiredClaim> required;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  IssuedTokens(
      URI issuer, String audience, IssuerKeys keys, List<RequiredClaim> required, Clock clock) {
    this.keys = keys;
    this.required = required;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(selector(keys));
    processor.setJWTClaimsSetVerifier(verifier(issuer, audience, clock));
  }

  @Override
  public Optional<Client> clientOf(String token) {
    JWTClaimsSet claims;
    try {
      claims = processor.process(token, null);
    } catch (KeySourceException e) {
      if (e instanceof RateLimitReachedException && !keys.isAway()) {
        return Optional.empty();
      }
      throw new Problem(
              503,
              "issuer_unavailable",
              "The issuer of tokens cannot be asked for its keys right now; try again.")
          .header("Retry-After", Long.toString(BETWEEN_FETCHES.toSeconds()));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      LOG.debug("token refused reason=\"{}\"", e.getMessage());
      return Optional.empty();
    }
    for (RequiredClaim claim : required) {
      if (!claim.holds(claims)) {
        throw new Problem(
            403, "forbidden", "The token is good, but does not say " + claim + ", as it has to.");
      }
    }
    Instant end = claims.getExpirationTime().toInstant().plusSeconds(CLOCK_SKEW_SECONDS);
    return Optional.of(new Client(claims.getSubject(), Optional.of(end)));
  }

  private static JWSVerificationKeySelector<SecurityContext> selector(IssuerKeys keys) {
    var source =
        JWKSourceBuilder.create(keys)
            .cache(KEYS_LIVE.toMillis(), WAIT.toMillis())
            .refreshAheadCache(false)
            .rateLimited(BETWEEN_FETCHES.toMillis())
            .outageTolerant(OUTAGE.toMillis())
            .build();
    return new JWSVerificationKeySelector<>(ALGORITHMS, source) {
      @Override
      public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context)
          throws KeySourceException {
        List<Key> found = super.selectJWSKeys(header, context);
        // Among keys of before an outage a new one is not found, and may be good all the same.
        if (found.isEmpty() && isAllowed(header.getAlgorithm()) && keys.isAway()) {
          throw new KeySourceException("the issuer is away");
        }
        return found;
      }
    };
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> verifier(
      URI issuer, String audience, Clock clock) {
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
            Set.of("sub", "exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    return verifier;
  }
}
