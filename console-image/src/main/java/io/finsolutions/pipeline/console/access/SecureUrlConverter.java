package io.finsolutions.pipeline.console.access;

import java.net.URI;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an address from which keys are fetched. Who can change those on their way can make tokens,
 * so it has to be https; but for servers on the same machine.
 */
final class SecureUrlConverter implements ITypeConverter<URI> {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public URI convert(String text) {
    try {
      URI url = URI.create(text);
      if (isSecure(url)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new TypeConversionException(
        "'" + text + "' is no address with https, such as https://login.example.org");
  }

  /** Whether nobody on the way can change what such an address answers. */
  static boolean isSecure(URI url) {
    return url.getHost() != null
        && ("https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost())));
  }
}
