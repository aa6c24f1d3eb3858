package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredClaimTest {
  private static final RequiredClaim READ = new RequiredClaim("scope", "read");

  @Test
  void isHeldByTheValueAloneInAListOrAmongWords() {
    assertThat(READ.holds(claim("read"))).isTrue();
    assertThat(READ.holds(claim(List.of("write", "read")))).isTrue();
    assertThat(READ.holds(claim("openid read"))).isTrue();
    assertThat(new RequiredClaim("scope", "true").holds(claim(true))).isTrue();
  }

  @Test
  void isNotHeldByAPartOfAWordNorByNothing() {
    assertThat(READ.holds(claim("readonly"))).isFalse();
    assertThat(READ.holds(claim(List.of("readonly")))).isFalse();
    assertThat(READ.holds(claim(null))).isFalse();
    assertThat(READ.holds(new JWTClaimsSet.Builder().claim("scp", "read").build())).isFalse();
  }

  private static JWTClaimsSet claim(Object value) {
    return new JWTClaimsSet.Builder().claim("scope", value).build();
  }
}
