package io.kazoo.tck;

import io.kazoo.exceptions.UnsupportedByServerException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does what {@link KnownSince} says. */
final class KnownSinceExtension implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(test, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(test, context);
    }

    private static void run(Invocation<@Nullable Void> test, ExtensionContext context) throws Throwable {
        int since = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), KnownSince.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), KnownSince.class))
                .orElseThrow()
                .value();
        ClientContract contract = (ClientContract) context.getRequiredTestInstance();
        if (contract.release().isSince(since)) {
            test.proceed();
            return;
        }
        try {
            test.proceed();
        } catch (Throwable failure) {
            if (isUnsupported(failure)) {
                return;
            }
            throw failure;
        }
        throw new AssertionError("a server before 3." + since + " knows what servers know since 3." + since);
    }

    private static boolean isUnsupported(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedByServerException) {
                return true;
            }
        }
        return false;
    }
}
