package io.kazoo.recipes.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFloatTest {
    /** Both columns are what Python 3 prints for {@code x.hex()} and {@code repr(x)}. */
    @ParameterizedTest
    @CsvSource({
        "0x0.0p+0, 0.0",
        "-0x0.0p+0, -0.0",
        "0x1.0cccccccccccdp+1, 2.1",
        "0x1.e000000000000p+1, 3.75",
        "0x1.6345785d8a000p+56, 1e+17",
        "0x1.1c37937e08000p+53, 1e+16",
        "0x1.1c37937e07fffp+53, 9999999999999998.0",
        "0x1.4f8b588e368f1p-17, 1e-05",
        "0x1.a36e2eb1c432dp-14, 0.0001",
        "0x1.0000000000000p-44, 5.684341886080802e-14",
        "0x0.0000000000001p-1022, 5e-324",
        "0x1.fffffffffffffp+1023, 1.7976931348623157e+308",
        "0x1.0624dd2f1a9fcp-9, 0.002",
        "0x1.9000000000000p+6, 100.0",
        "0x1.b69b4ba630f35p+56, 1.2345678901234568e+17"
    })
    void writesWhatPythonWrites(String number, String expected) {
        assertThat(PythonFloat.format(Double.parseDouble(number))).isEqualTo(expected);
        assertThat(PythonFloat.format(-Double.parseDouble(number)))
                .isEqualTo(expected.startsWith("-") ? expected.substring(1) : "-" + expected);
    }

    @Test
    void writesWhatIsNoNumber() {
        assertThat(PythonFloat.format(Double.NaN)).isEqualTo("nan");
        assertThat(PythonFloat.format(Double.POSITIVE_INFINITY)).isEqualTo("inf");
        assertThat(PythonFloat.format(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            String text = PythonFloat.format(value);
            assertThat(PythonFloat.parse(text)).as(text).isEqualTo(Double.valueOf(value)); // also if it is none
            if (Double.isFinite(value)) {
                assertThat(digits(text))
                        .hasSizeLessThanOrEqualTo(digits(Double.toString(value)).length());
            }
        }
    }

    /** Returns the significant digits of a number. */
    private static String digits(String text) {
        return text.replaceAll("[eE].*", "").replaceAll("[-.]", "").replaceAll("^0+|0+$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3.0",
        "+3, 3.0",
        "3., 3.0",
        ".5, 0.5",
        "1E5, 100000.0",
        "inf, Infinity",
        "-Infinity, -Infinity",
        "NaN, NaN"
    })
    void readsWhatPythonReads(String text, Double expected) {
        assertThat(PythonFloat.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "e5", "1e", "0x1p3", "1.0f", "1d", " 1", "1,5", "--1", "+-inf", "١", "abc"})
    void refusesAnythingElse(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> PythonFloat.parse(text));
    }
}
