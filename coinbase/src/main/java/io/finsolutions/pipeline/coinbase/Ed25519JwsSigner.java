package io.finsolutions.pipeline.coinbase;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Set;

/** Signs with the JDK's Ed25519; the library's own signer would bring a second implementation. */
final class Ed25519JwsSigner extends BaseJWSProvider implements JWSSigner {
  private final EdECPrivateKey key;

  Ed25519JwsSigner(EdECPrivateKey key) {
    super(Set.of(JWSAlgorithm.EdDSA));
    this.key = key;
  }

  @Override
  public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(input);
      return Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new JOSEException("signing with Ed25519 failed", e);
    }
  }
}
