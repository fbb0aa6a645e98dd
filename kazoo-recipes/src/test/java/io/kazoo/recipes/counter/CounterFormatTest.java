package io.kazoo.recipes.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterFormatTest {
    private static final BigInteger HUGE = BigInteger.TEN.pow(300);

    private static <N extends Number> String text(CounterFormat<N> format, N value) {
        return new String(format.encode().apply(value), UTF_8);
    }

    private static <N extends Number> N number(CounterFormat<N> format, String text) {
        return format.decode().apply(text.getBytes(UTF_8));
    }

    @Test
    void integersAreDecimal() {
        assertThat(text(CounterFormat.LONG, -2L)).isEqualTo("-2");
        assertThat(number(CounterFormat.LONG, "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(number(CounterFormat.LONG, "+7")).isEqualTo(7);
        assertThat(number(CounterFormat.BIG_INTEGER, text(CounterFormat.BIG_INTEGER, HUGE)))
                .isEqualTo(HUGE);
        assertThat(text(CounterFormat.DOUBLE, 1e17)).isEqualTo("1e+17");
        assertThat(number(CounterFormat.DOUBLE, "3.75")).isEqualTo(3.75);
    }

    @Test
    void fourBytesHighestFirstForCurator() {
        assertThat(CounterFormat.CURATOR.encode().apply(-3)).containsExactly(0xff, 0xff, 0xff, 0xfd);
        assertThat(CounterFormat.CURATOR.decode().apply(new byte[] {0x7f, -1, -1, -1}))
                .isEqualTo(Integer.MAX_VALUE);
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> CounterFormat.CURATOR.decode().apply(new byte[8]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.5", "abc", "1 ", "0x10", "١", "1e3", "-", "\u0000\u0000\u0000\u0001"})
    void whatIsNoIntegerIsRefused(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> number(CounterFormat.LONG, text));
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> number(CounterFormat.BIG_INTEGER, text));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> number(CounterFormat.LONG, "9223372036854775808"));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> CounterFormat.LONG.add().apply(Long.MAX_VALUE, 1L));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> CounterFormat.LONG.negate().apply(Long.MIN_VALUE));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> CounterFormat.CURATOR.add().apply(Integer.MIN_VALUE, -1));
        assertThat(CounterFormat.DOUBLE.add().apply(1e308, 1e308)).isInfinite();
    }
}
