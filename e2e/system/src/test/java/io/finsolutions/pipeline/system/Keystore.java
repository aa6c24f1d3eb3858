package io.finsolutions.pipeline.system;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key of the broker's listener with TLS, and the certificate that clients trust.
 *
 * @param keystore a PKCS12 file, in base 64
 * @param certificate in base 64, the text of the certificate
 */
record Keystore(String keystore, String certificate) {
  static final String PASSWORD = "keystore";

  /** Makes a new one for a host name. */
  static Keystore of(String host) {
    try {
      Path folder = Files.createTempDirectory("keystore");
      Path keystore = folder.resolve("broker.p12");
      Path certificate = folder.resolve("ca.crt");
      keytool(
          keystore,
          "-genkeypair",
          "-keyalg",
          "EC",
          "-dname",
          "CN=kafka",
          "-ext",
          "san=dns:" + host);
      keytool(keystore, "-exportcert", "-rfc", "-file", certificate.toString());
      Keystore made = new Keystore(read(keystore), read(certificate));
      Files.delete(keystore);
      Files.delete(certificate);
      Files.delete(folder);
      return made;
    } catch (IOException e) {
      throw new FailedException("cannot make a keystore: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }

  private static void keytool(Path keystore, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", keystore.toString()));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    try {
      if (keytool.waitFor() != 0) {
        throw new FailedException("keytool fails: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted while waiting for keytool", e);
    }
  }
}
