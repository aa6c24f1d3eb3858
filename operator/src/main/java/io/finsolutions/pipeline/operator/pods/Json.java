package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** Resources as the API server reads and writes them. */
public final class Json {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private Json() {}

  /**
   * A resource, or a part of one, as maps, lists and values: those that a reader of its text would
   * find. A number that was a long is an int there, and only so equals what the API server answers.
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> toMap(Object resource) {
    return SERIALIZATION.unmarshal(SERIALIZATION.asJson(resource), Map.class);
  }

  /** Maps, lists and values as a resource, or a part of one. */
  public static <T> T fromMap(Map<?, ?> map, Class<T> kind) {
    return SERIALIZATION.convertValue(map, kind);
  }

  /** A resource as text. */
  public static String write(Object resource) {
    return SERIALIZATION.asJson(resource);
  }
}
