package io.finsolutions.pipeline.console.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the keys of an issuer, from where it says in its description that they are. */
final class IssuerKeys implements JWKSetSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MOST_BYTES = 512 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI issuer;
  private final DefaultResourceRetriever retriever =
      new DefaultResourceRetriever(
          (int) PATIENCE.toMillis(), (int) PATIENCE.toMillis(), MOST_BYTES);
  private volatile URI place;
  private volatile boolean isAway;

  IssuerKeys(URI issuer, Optional<URI> place) {
    this.issuer = issuer;
    this.place = place.orElse(null);
  }

  /** Whether the latest fetch has failed, so that there may be keys that are not known here. */
  boolean isAway() {
    return isAway;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      if (place == null) {
        place = ask();
      }
      JWKSet keys = JWKSet.parse(fetch(place));
      if (isAway) {
        LOG.info("the issuer of tokens answers again issuer={}", issuer);
      }
      isAway = false;
      return keys;
    } catch (IOException | ParseException | IllegalArgumentException e) {
      if (!isAway) {
        LOG.warn("cannot fetch the keys of issuer={} reason=\"{}\"", issuer, e.getMessage());
      }
      isAway = true;
      throw new JWKSetUnavailableException("cannot fetch the keys of " + issuer, e);
    }
  }

  @Override
  public void close() {}

  private URI ask() throws IOException {
    String base = issuer.toString().replaceFirst("/$", "");
    JsonNode description = parse(fetch(URI.create(base + "/.well-known/openid-configuration")));
    if (!issuer.toString().equals(description.path("issuer").asText())) {
      throw new IOException(
          "it calls itself " + description.path("issuer").asText() + ": write that as issuer");
    }
    URI keys = URI.create(description.path("jwks_uri").asText());
    if (!SecureUrlConverter.isSecure(keys)) {
      throw new IOException("its jwks_uri is '" + keys + "', and not https");
    }
    return keys;
  }

  private String fetch(URI url) throws IOException {
    return retriever.retrieveResource(url.toURL()).getContent();
  }

  private static JsonNode parse(String json) throws IOException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IOException("its description is no JSON", e);
    }
  }
}
