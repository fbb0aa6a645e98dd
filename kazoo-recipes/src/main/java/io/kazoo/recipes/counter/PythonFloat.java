package io.kazoo.recipes.counter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Floating-point numbers as Python writes and reads them. */
final class PythonFloat {
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(e[+-]?[0-9]+)?");
    private static final int MOST_DIGITS = 17;
    /** From this power of ten on, and below the other one, Python writes an exponent. */
    private static final int FIRST_LARGE = 16;

    private static final int LAST_SMALL = -4;

    private PythonFloat() {}

    /** Returns Python's {@code repr}: the shortest digits that stand for the number and no other. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double size = Math.abs(value);
        if (Double.isInfinite(size)) {
            return sign + "inf";
        }
        return sign + (size == 0 ? "0.0" : formatPositive(size));
    }

    private static String formatPositive(double value) {
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        if (exponent < LAST_SMALL || exponent >= FIRST_LARGE) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = shortest.toPlainString();
        return shortest.scale() > 0 ? plain : plain + ".0";
    }

    /** {@link Double#toString} is not always the shortest before Java 19. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < MOST_DIGITS; precision++) {
            BigDecimal below = exact.round(new MathContext(precision, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(precision, RoundingMode.UP));
            BigDecimal nearest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            // At a power of two the neighbour below is nearer than the one above: the second nearest may do as well.
            BigDecimal other = nearest.compareTo(below) == 0 ? above : below;
            if (nearest.doubleValue() == value) {
                return nearest;
            } else if (other.doubleValue() == value) {
                return other;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    /**
     * Reads what Python's {@code float} reads, except for spaces and underscores, which it never writes.
     *
     * @throws NumberFormatException if it is something else
     */
    static double parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean negative = lower.startsWith("-");
        return switch (negative || lower.startsWith("+") ? lower.substring(1) : lower) {
            case "inf", "infinity" -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> finite(lower);
        };
    }

    private static double finite(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new NumberFormatException("no number: " + text);
        }
        return Double.parseDouble(text);
    }
}
