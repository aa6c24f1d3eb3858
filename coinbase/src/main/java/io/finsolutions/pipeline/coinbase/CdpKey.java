package io.finsolutions.pipeline.coinbase;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * A key of the Coinbase Developer Platform. It signs for one client; its secret is never written
 * anywhere, {@link #toString} included.
 */
public final class CdpKey {
  private static final int SEED_BYTES = 32;
  private static final int SEED_AND_PUBLIC_KEY_BYTES = 64;

  private final String name;
  private final JWSAlgorithm algorithm;
  private final JWSSigner signer;

  private CdpKey(String name, JWSAlgorithm algorithm, JWSSigner signer) {
    this.name = name;
    this.algorithm = algorithm;
    this.signer = signer;
  }

  /**
   * Reads a key; its kind shows in the form of the secret.
   *
   * @param name the key's name, for example {@code organizations/…/apiKeys/…}
   * @param secret for ES256 a PEM of the form {@code BEGIN EC PRIVATE KEY} or {@code BEGIN PRIVATE
   *     KEY}; for Ed25519 a PEM of the latter form, or Base64 of the 32 bytes of the seed, or of
   *     these and the 32 bytes of the public key. A line break may be written as the two characters
   *     {@code \n}, as in the files that the platform hands out
   * @throws IllegalArgumentException if it is none of these; the message does not show the secret
   */
  public static CdpKey parse(String name, String secret) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the key has no name");
    }
    try {
      String text = secret.replace("\\n", "\n").strip();
      return text.contains("-----BEGIN")
          ? ofPrivateKey(name, PemPrivateKey.parse(text))
          : ofPrivateKey(name, ed25519(text));
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalArgumentException(
          "the secret of the key " + name + " is neither an EC nor an Ed25519 private key", e);
    }
  }

  String name() {
    return name;
  }

  JWSAlgorithm algorithm() {
    return algorithm;
  }

  JWSSigner signer() {
    return signer;
  }

  /** The name of the key, without its secret. */
  @Override
  public String toString() {
    return "CdpKey[" + name + ", " + algorithm + "]";
  }

  private static CdpKey ofPrivateKey(String name, PrivateKey key) throws JOSEException {
    if (key instanceof ECPrivateKey ec) {
      if (!Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
        throw new IllegalArgumentException("the key " + name + " is not of the curve P-256");
      }
      return new CdpKey(name, JWSAlgorithm.ES256, new ECDSASigner(ec));
    }
    if (key instanceof EdECPrivateKey ed
        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      return new CdpKey(name, JWSAlgorithm.EdDSA, new Ed25519JwsSigner(ed));
    }
    throw new IllegalArgumentException("the key " + name + " is neither of EC nor of Ed25519");
  }

  private static PrivateKey ed25519(String base64) throws GeneralSecurityException {
    byte[] bytes = PemPrivateKey.decodeBase64(base64);
    if (bytes.length != SEED_BYTES && bytes.length != SEED_AND_PUBLIC_KEY_BYTES) {
      throw new IllegalArgumentException(
          "the secret of an Ed25519 key has 32 or 64 bytes in Base64, not " + bytes.length);
    }
    byte[] seed = Arrays.copyOf(bytes, SEED_BYTES);
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
  }
}
