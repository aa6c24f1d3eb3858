package io.finsolutions.pipeline.console.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses.
 *
 * @param base any address of it
 * @param bits how many leading bits its addresses share
 */
record Network(InetAddress base, int bits) {
  private static final Pattern IP_4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern IP_6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** The network of {@code 10.0.0.0/8}, {@code fd00::/8} or a single address. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    if (slash >= 0 && !bits.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    return address(slash < 0 ? text : text.substring(0, slash))
        .map(base -> new Network(base, slash < 0 ? length(base) : Integer.parseInt(bits)))
        .filter(network -> network.bits <= length(network.base));
  }

  /** The address that a text is, without asking anybody for a name. */
  static Optional<InetAddress> address(String text) {
    if (!IP_4.matcher(text).matches() && !IP_6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] one = base.getAddress();
    byte[] other = address.getAddress();
    if (one.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((one[bit / 8] ^ other[bit / 8]) & (0x80 >> bit % 8)) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int length(InetAddress address) {
    return address.getAddress().length * 8;
  }
}
