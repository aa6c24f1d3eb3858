package io.finsolutions.pipeline.console.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Why a request is not answered as asked: a problem of RFC 9457 with a code for programs. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private String parameter;

  /**
   * A problem.
   *
   * @param status the HTTP status
   * @param code what programs tell it by, in snake case
   * @param detail a sentence for people, with the value at fault and the way out
   */
  public Problem(int status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** The parameter at fault. */
  public Problem of(String parameter) {
    this.parameter = parameter;
    return this;
  }

  /** A header of the answer. */
  public Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What programs tell it by. */
  public String code() {
    return code;
  }

  /** The parameter at fault, if it is one's. */
  public Optional<String> parameter() {
    return Optional.ofNullable(parameter);
  }

  /** Headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }
}
