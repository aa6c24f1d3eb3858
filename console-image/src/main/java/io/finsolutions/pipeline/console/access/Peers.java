package io.finsolutions.pipeline.console.access;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where requests come from: what proxies say of that counts only if they are trusted. */
final class Peers {
  private static final int IP_6_OWNED_BYTES = 8;

  private final List<Network> trustedProxies;

  Peers(List<Network> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Tells clients apart by their addresses. Of one of version 6 the first half counts: who has one
   * has all with the same half.
   */
  String clientOf(Context request) {
    String remote = request.req().getRemoteAddr();
    return parse(remote).map(nearest -> name(behind(nearest, request))).orElse(remote);
  }

  /** Whether nobody between client and console could read along. */
  boolean isTls(Context request) {
    if (request.scheme().equals("https")) {
      return true;
    }
    List<String> schemes = values(request, "X-Forwarded-Proto");
    return parse(request.req().getRemoteAddr()).filter(this::isTrusted).isPresent()
        && !schemes.isEmpty()
        && schemes.get(schemes.size() - 1).toLowerCase(Locale.ROOT).equals("https");
  }

  // From the nearest on: each proxy adds at the end who has asked it, and what is before the first
  // that is not trusted anybody may have written.
  private InetAddress behind(InetAddress nearest, Context request) {
    List<String> hops = values(request, "X-Forwarded-For");
    InetAddress client = nearest;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> hop = parse(hops.get(i));
      if (hop.isEmpty()) {
        return client;
      }
      client = hop.get();
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(network -> network.contains(address));
  }

  private static List<String> values(Context request, String header) {
    List<String> values = new ArrayList<>();
    for (String line : Collections.list(request.req().getHeaders(header))) {
      for (String value : line.split(",")) {
        values.add(value.strip());
      }
    }
    return values;
  }

  /** With or without brackets, port and zone. */
  private static Optional<InetAddress> parse(String text) {
    String bare = text;
    if (bare.startsWith("[")) {
      int end = bare.indexOf(']');
      bare = end < 0 ? "" : bare.substring(1, end);
    } else if (bare.indexOf(':') >= 0 && bare.indexOf(':') == bare.lastIndexOf(':')) {
      bare = bare.substring(0, bare.indexOf(':'));
    }
    int zone = bare.indexOf('%');
    return Network.address(zone < 0 ? bare : bare.substring(0, zone));
  }

  private static String name(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    StringBuilder half = new StringBuilder();
    for (int i = 0; i < IP_6_OWNED_BYTES; i++) {
      half.append(String.format("%02x", address.getAddress()[i]));
    }
    return half.append("/64").toString();
  }
}
