package io.finsolutions.pipeline.coinbase;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys in PEM: PKCS #8, and the older SEC1 (RFC 5915) for the curve P-256. */
final class PemPrivateKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN (EC |)PRIVATE KEY-----([^-]+)-----END \\1PRIVATE KEY-----");

  // What PKCS #8 says before the key itself: version 0, then the ids of "EC key" and "P-256".
  private static final byte[] EC_P256 =
      HexFormat.of().parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private PemPrivateKey() {}

  static PrivateKey parse(String pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new InvalidKeyException("no PEM block of a private key");
    }
    byte[] der = decodeBase64(block.group(2));
    if (!block.group(1).isEmpty()) {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8(der)));
    }
    var spec = new PKCS8EncodedKeySpec(der);
    try {
      return KeyFactory.getInstance("EC").generatePrivate(spec);
    } catch (InvalidKeySpecException notEc) {
      return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
    }
  }

  static byte[] decodeBase64(String text) throws InvalidKeyException {
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      // Without the cause: its message shows a character of the secret.
      throw new InvalidKeyException("not Base64");
    }
  }

  private static byte[] pkcs8(byte[] sec1) {
    return der(SEQUENCE, join(EC_P256, der(OCTET_STRING, sec1)));
  }

  private static byte[] der(int tag, byte[] content) {
    int length = content.length;
    byte[] head;
    if (length < 0x80) {
      head = new byte[] {(byte) tag, (byte) length};
    } else if (length < 0x100) {
      head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
    } else {
      head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }
    return join(head, content);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
