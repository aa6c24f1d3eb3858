package io.finsolutions.pipeline.embedded;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client needs for the guarded door of an {@link EmbeddedBroker}: trust in a certificate
 * that the broker made itself, and a password, both of them for this folder only.
 */
public final class Guard {
  private static final String USER = "pipeline";
  private static final String PASSWORD = "only-on-loopback";
  private static final String ALIAS = "broker";

  private final int port = FreePorts.find();
  private final Path folder;

  private Guard(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Makes a certificate.
   *
   * @param folder where it is kept; made if need be
   */
  public static Guard in(Path folder) {
    Guard guard = new Guard(folder);
    try {
      Files.createDirectories(guard.folder);
      guard.keytool(
          "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1");
      guard.keytool("-exportcert", "-rfc", "-file", guard.certificate().toString());
      Files.writeString(guard.clientConfig(), guard.clientSettings());
    } catch (IOException e) {
      throw new FailedException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
    return guard;
  }

  /** Where clients with the password connect, for example {@code 127.0.0.1:9093}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The file with a client's settings. */
  public Path clientConfig() {
    return folder.resolve("client.properties");
  }

  String listener() {
    return ",GUARDED://127.0.0.1:" + port;
  }

  /** The broker's settings beside those that it has anyway. */
  String brokerSettings() {
    return """
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_SSL
        sasl.enabled.mechanisms=PLAIN
        listener.name.guarded.plain.sasl.jaas.config=\
        org.apache.kafka.common.security.plain.PlainLoginModule required user_%1$s="%2$s";
        listener.name.guarded.ssl.keystore.type=PKCS12
        listener.name.guarded.ssl.keystore.location=%3$s
        listener.name.guarded.ssl.keystore.password=%2$s
        """
        .formatted(USER, PASSWORD, text(keystore()));
  }

  private String clientSettings() {
    return """
        security.protocol=SASL_SSL
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
        username="%1$s" password="%2$s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%3$s
        """
        .formatted(USER, PASSWORD, text(certificate()));
  }

  private Path keystore() {
    return folder.resolve("broker.p12");
  }

  private Path certificate() {
    return folder.resolve("broker.pem");
  }

  private static String text(Path file) {
    return file.toString().replace("\\", "/");
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", ALIAS, "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", keystore().toString()));
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
