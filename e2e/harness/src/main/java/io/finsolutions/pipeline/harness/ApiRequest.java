package io.finsolutions.pipeline.harness;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request to the API server, as its access rules see it. Text that a request has not is empty.
 *
 * @param method the HTTP method, in upper case
 * @param path the path, without the query
 * @param verb get, list, watch, create, update, patch, delete, deletecollection; for a path that is
 *     no resource (such as /version), the method in lower case
 * @param apiGroup the group, empty for the core group
 * @param resource the plural name, empty for a path that is no resource
 * @param subresource such as status
 * @param namespace the namespace
 * @param name the object's name
 * @param status the HTTP status of the answer, {@link #NO_ANSWER} while there is none
 */
public record ApiRequest(
    String method,
    String path,
    String verb,
    String apiGroup,
    String resource,
    String subresource,
    String namespace,
    String name,
    int status) {
  private static final Set<String> READS = Set.of("get", "list", "watch", "head", "options");
  private static final Set<String> OF_NAMESPACE = Set.of("status", "finalize");
  private static final int FORBIDDEN = 403;

  /** The status of a request that is not answered, or not yet. */
  public static final int NO_ANSWER = 0;

  /** Whether it would change something. */
  public boolean isWrite() {
    return !READS.contains(verb);
  }

  /** Whether the access rules do not allow it. */
  public boolean isForbidden() {
    return status == FORBIDDEN;
  }

  ApiRequest answered(int newStatus) {
    return new ApiRequest(
        method, path, verb, apiGroup, resource, subresource, namespace, name, newStatus);
  }

  static ApiRequest of(String method, URI uri, int status) {
    String path = uri.getPath();
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    boolean core = !parts.isEmpty() && parts.get(0).equals("api");
    boolean group = !parts.isEmpty() && parts.get(0).equals("apis");
    List<String> rest = parts.subList(Math.min(parts.size(), core ? 2 : 3), parts.size());
    if (!core && !group || rest.isEmpty()) {
      String verb = method.toLowerCase(Locale.ROOT);
      return new ApiRequest(method, path, verb, "", "", "", "", "", status);
    }
    String namespace = "";
    if (rest.get(0).equals("namespaces") && rest.size() > 1) {
      namespace = rest.get(1);
      if (rest.size() > 2 && !OF_NAMESPACE.contains(rest.get(2))) {
        rest = rest.subList(2, rest.size());
      }
    }
    String name = rest.size() > 1 ? rest.get(1) : "";
    String subresource = rest.size() > 2 ? rest.get(2) : "";
    String verb = verb(method, name, String.valueOf(uri.getQuery()));
    return new ApiRequest(
        method,
        path,
        verb,
        core ? "" : parts.get(1),
        rest.get(0),
        subresource,
        namespace,
        name,
        status);
  }

  private static String verb(String method, String name, String query) {
    return switch (method) {
      case "GET", "HEAD" -> {
        boolean watch = Arrays.asList(query.split("&")).contains("watch=true");
        yield watch ? "watch" : name.isEmpty() ? "list" : "get";
      }
      case "POST" -> "create";
      case "PUT" -> "update";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }
}
