package io.kazoo.recipes.counter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One kind of number: how it lies in the node, and its arithmetic. Functions throw {@link NumberFormatException} for what
 * is no such number, {@link ArithmeticException} for a result that does not fit.
 *
 * @param noun what to call it in messages
 */
record CounterFormat<N extends Number>(
        String noun,
        Function<byte[], N> decode,
        Function<N, byte[]> encode,
        BinaryOperator<N> add,
        UnaryOperator<N> negate) {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

    static final CounterFormat<Long> LONG = new CounterFormat<>(
            "an integer of 64 bits",
            data -> Long.parseLong(integer(data)),
            CounterFormat::ascii,
            Math::addExact,
            Math::negateExact);

    static final CounterFormat<BigInteger> BIG_INTEGER = new CounterFormat<>(
            "an integer",
            data -> new BigInteger(integer(data)),
            CounterFormat::ascii,
            BigInteger::add,
            BigInteger::negate);

    static final CounterFormat<Double> DOUBLE = new CounterFormat<>(
            "a floating-point number",
            data -> PythonFloat.parse(text(data)),
            value -> ascii(PythonFloat.format(value)),
            Double::sum,
            value -> -value);

    /** As Curator's SharedCount has it. */
    static final CounterFormat<Integer> CURATOR = new CounterFormat<>(
            "an integer of four bytes",
            CounterFormat::fourBytes,
            value -> ByteBuffer.allocate(Integer.BYTES).putInt(value).array(),
            Math::addExact,
            Math::negateExact);

    private static int fourBytes(byte[] data) {
        if (data.length != Integer.BYTES) {
            throw new NumberFormatException(data.length + " bytes");
        }
        return ByteBuffer.wrap(data).getInt();
    }

    /** Digits of other scripts, which Java would read too, are none here. */
    private static String integer(byte[] data) {
        String text = text(data);
        if (!INTEGER.matcher(text).matches()) {
            throw new NumberFormatException("no integer: " + text);
        }
        return text;
    }

    private static String text(byte[] data) {
        return new String(data, ISO_8859_1);
    }

    private static byte[] ascii(Object value) {
        return value.toString().getBytes(ISO_8859_1);
    }
}
