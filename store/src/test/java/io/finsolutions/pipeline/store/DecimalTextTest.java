package io.finsolutions.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecimalTextTest {
  @Property(tries = 20_000)
  void anAverageIsTheQuotientRoundedHalfUp(
      @ForAll("numbers") BigDecimal total, @ForAll("numbers") BigDecimal weight) {
    assertThat(DecimalText.average(total.toPlainString(), weight.toPlainString()))
        .isEqualTo(plain(total.divide(weight, 18, RoundingMode.HALF_UP)));
  }

  @Property(tries = 20_000)
  void anAverageOfFewDigitsIsTheQuotientRoundedHalfUp(
      @ForAll("shortNumbers") BigDecimal total, @ForAll("shortNumbers") BigDecimal weight) {
    assertThat(DecimalText.average(total.toPlainString(), weight.toPlainString()))
        .isEqualTo(plain(total.divide(weight, 18, RoundingMode.HALF_UP)));
  }

  @Property
  void whatIsExactlyHalfIsRoundedUp(@ForAll("wholeNumbers") BigInteger odd) {
    BigDecimal half = new BigDecimal(odd.setBit(0), 18);

    assertThat(DecimalText.average(half.toPlainString(), "2"))
        .isEqualTo(plain(half.divide(BigDecimal.valueOf(2), 18, RoundingMode.HALF_UP)));
  }

  @Property
  void aNumberIsPrintedInItsOneFormHoweverManyZerosItHas(@ForAll("numbers") BigDecimal number) {
    assertThat(DecimalText.canonical(number.toPlainString())).isEqualTo(plain(number));
    assertThat(DecimalText.canonical(number.toString())).isEqualTo(plain(number));
  }

  @Example
  void aFractionThatRoundsUpToOneIsCarried() {
    assertThat(DecimalText.average("99999999999999999", "100000000000000000"))
        .isEqualTo("0.99999999999999999");
    assertThat(DecimalText.average("1.9999999999999999", "1")).isEqualTo("1.9999999999999999");
    assertThat(DecimalText.average("0.99999999999999999", "3")).isEqualTo("0.33333333333333333");
    assertThat(DecimalText.average("19999999999999999", "10000000000000000"))
        .isEqualTo("1.9999999999999999");
    assertThat(DecimalText.average("0.000000000000000001", "3")).isEqualTo("0");
    assertThat(DecimalText.average("0.000000000000000002", "3")).isEqualTo("0.000000000000000001");
  }

  @Example
  void zeroHasOneForm() {
    assertThat(DecimalText.canonical("0")).isEqualTo("0");
    assertThat(DecimalText.canonical("0.000")).isEqualTo("0");
    assertThat(DecimalText.canonical("0E-8")).isEqualTo("0");
    assertThat(DecimalText.average("0", "3")).isEqualTo("0");
  }

  @Provide
  Arbitrary<BigInteger> wholeNumbers() {
    return Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TEN.pow(30));
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return positive(40, 22);
  }

  /** As those of most bars: some are just too long for the quick way, most are not. */
  @Provide
  Arbitrary<BigDecimal> shortNumbers() {
    return positive(19, 12);
  }

  private static Arbitrary<BigDecimal> positive(int digits, int fractionDigits) {
    return Arbitraries.integers()
        .between(1, digits)
        .flatMap(
            length ->
                Arbitraries.bigIntegers()
                    .between(BigInteger.ONE, BigInteger.TEN.pow(length))
                    .flatMap(
                        unscaled ->
                            Arbitraries.integers()
                                .between(0, fractionDigits)
                                .map(scale -> new BigDecimal(unscaled, scale))));
  }

  /** The oracle: what a decimal prints without zeros at its end. */
  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
