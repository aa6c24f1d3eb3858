package io.finsolutions.pipeline.console.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Who may look at the console: settings of its command. Without tokens and without an issuer
 * everybody may who reaches it.
 */
public final class AccessSettings {
  @Option(
      names = "--access-tokens-file",
      paramLabel = "FILE",
      description =
          "Lets in who has a token of this file: a line each, NAME: TOKEN or NAME: sha256:DIGEST."
              + " Read again when it changes. Default: none.")
  private Path tokensFile;

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      converter = SecureUrlConverter.class,
      description = "Lets in who has a JSON Web Token of this issuer. Default: none.")
  private URI oidcIssuer;

  @Option(
      names = "--oidc-audience",
      paramLabel = "NAME",
      description = "Whom tokens of the issuer have to be for; needed with --oidc-issuer.")
  private String oidcAudience;

  @Option(
      names = "--oidc-jwks-url",
      paramLabel = "URL",
      converter = SecureUrlConverter.class,
      description = "Where the issuer's keys are. Default: where its own description says.")
  private URI oidcJwksUrl;

  @Option(
      names = "--oidc-claim",
      split = ",",
      paramLabel = "NAME=VALUE",
      converter = RequiredClaimConverter.class,
      description =
          "What tokens of the issuer have to say besides, such as groups=traders; of several, all."
              + " Default: nothing.")
  private List<RequiredClaim> oidcClaims = new ArrayList<>();

  @Option(
      names = "--cors-origin",
      split = ",",
      paramLabel = "ORIGIN",
      converter = OriginConverter.class,
      description =
          "Lets pages of this origin read answers, such as https://charts.example.org; * lets"
              + " those of all. Default: none but the console's own.")
  private List<String> corsOrigins = new ArrayList<>();

  @Option(
      names = "--requests-per-minute",
      defaultValue = "600",
      paramLabel = "COUNT",
      description = "How often a client may ask; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  private int requestsPerMinute;

  @Option(
      names = "--trusted-proxy",
      split = ",",
      paramLabel = "CIDR",
      converter = NetworkConverter.class,
      description =
          "Believes the X-Forwarded-For and X-Forwarded-Proto of a proxy with such an address."
              + " Default: of none.")
  private List<Network> trustedProxies = new ArrayList<>();

  /** To be filled by picocli. */
  public AccessSettings() {}

  Optional<Path> tokensFile() {
    return Optional.ofNullable(tokensFile);
  }

  Optional<URI> oidcIssuer() {
    return Optional.ofNullable(oidcIssuer);
  }

  Optional<String> oidcAudience() {
    return Optional.ofNullable(oidcAudience);
  }

  Optional<URI> oidcJwksUrl() {
    return Optional.ofNullable(oidcJwksUrl);
  }

  List<RequiredClaim> oidcClaims() {
    return oidcClaims;
  }

  List<String> corsOrigins() {
    return corsOrigins;
  }

  int requestsPerMinute() {
    return requestsPerMinute;
  }

  List<Network> trustedProxies() {
    return trustedProxies;
  }

  /** What is wrong with the settings together, a sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (oidcIssuer != null && (oidcAudience == null || oidcAudience.isBlank())) {
      problems.add("--oidc-issuer needs --oidc-audience: tokens for others must not let in here");
    }
    if (oidcIssuer == null
        && (oidcAudience != null || oidcJwksUrl != null || !oidcClaims.isEmpty())) {
      problems.add(
          "--oidc-audience, --oidc-jwks-url and --oidc-claim need --oidc-issuer, whose tokens they"
              + " are about");
    }
    if (requestsPerMinute < 0) {
      problems.add(
          "--requests-per-minute is "
              + requestsPerMinute
              + ": write how many, such as 600, or 0 for no limit");
    }
    return problems;
  }
}
