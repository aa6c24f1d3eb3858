package io.finsolutions.pipeline.console.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.List;

/**
 * What a token has to say of whoever shows it.
 *
 * @param name the claim
 * @param value what it is, or one of what it lists: as an array or, as scope does, as words
 */
record RequiredClaim(String name, String value) {
  boolean holds(JWTClaimsSet claims) {
    Object said = claims.getClaim(name);
    if (said instanceof Collection<?> list) {
      return list.contains(value);
    }
    return said != null
        && (said.toString().equals(value) || List.of(said.toString().split(" ")).contains(value));
  }

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
