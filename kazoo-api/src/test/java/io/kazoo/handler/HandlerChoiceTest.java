package io.kazoo.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.exceptions.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerChoiceTest {
    private String property;

    @BeforeEach
    void rememberProperty() {
        property = System.getProperty(HandlerChoice.PROPERTY);
        System.clearProperty(HandlerChoice.PROPERTY);
    }

    @AfterEach
    void restoreProperty() {
        if (property == null) {
            System.clearProperty(HandlerChoice.PROPERTY);
        } else {
            System.setProperty(HandlerChoice.PROPERTY, property);
        }
    }

    @Test
    void theOnlyProviderIsChosen() {
        assertThat(chosen(List.of(named("a")), null, null)).isEqualTo("a");
    }

    @Test
    void withoutProviderTheErrorSaysWhatToAdd() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chosen(List.of(), null, null))
                .withMessageContaining("no handler found")
                .withMessageContaining("Found: none")
                .withMessageContaining("io.kazoo:kazoo-handler-threading")
                .withMessageContaining("io.kazoo:kazoo-handler-loom")
                .withMessageContaining("io.kazoo:kazoo-handler-vertx");
    }

    @Test
    void twoProvidersWithoutANameAreAnErrorThatListsThem() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chosen(List.of(named("b"), named("a")), null, null))
                .withMessageContaining("more than one handler found")
                .withMessageContaining("Found: a, b")
                .withMessageContaining(HandlerChoice.PROPERTY);
    }

    @Test
    void theNameGivenToTheBuilderWinsOverTheProperty() {
        assertThat(chosen(List.of(named("a"), named("b")), "b", "a")).isEqualTo("b");
    }

    @Test
    void thePropertyChoosesAmongSeveral() {
        assertThat(chosen(List.of(named("a"), named("b")), null, "b")).isEqualTo("b");
    }

    @Test
    void aBlankPropertyIsNoProperty() {
        assertThat(chosen(List.of(named("a")), null, "  ")).isEqualTo("a");
    }

    @Test
    @Tag("KT002")
    void aNameNobodyHasIsAnErrorThatSaysWhoAsked() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chosen(List.of(named("a")), "c", null))
                .withMessageContaining("no handler \"c\", asked for by the builder")
                .withMessageContaining("Found: a");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chosen(List.of(named("a")), null, "c"))
                .withMessageContaining("asked for by the system property " + HandlerChoice.PROPERTY);
    }

    @Test
    void theOneThatIsNoDefaultNeverChangesAChoice() {
        assertThat(chosen(List.of(reserved("a", null), named("b")), null, null)).isEqualTo("b");
        assertThat(chosen(List.of(reserved("a", null), named("b")), "a", null)).isEqualTo("a");
        assertThat(chosen(List.of(reserved("a", null), named("b")), null, "a")).isEqualTo("a");
        assertThat(chosen(List.of(reserved("a", null)), null, null)).isEqualTo("a");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chosen(List.of(named("b"), reserved("a", null), named("c")), null, null))
                .withMessageContaining("Found: a, b, c");
    }

    @Test
    void whereAnInstanceIsRequiredOnlyABuilderThatNamesAnotherHandlerDoesWithoutOne() {
        List<Supplier<HandlerProvider>> both = List.of(reserved("a", "we are inside of it"), named("b"));
        assertThat(chosen(both, "b", null)).isEqualTo("b");
        for (String name : Arrays.asList("a", null)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> chosen(both, name, "b"))
                    .withMessageContaining("no handler was handed to the builder, but we are inside of it");
        }
        Handler handler = recording(new ArrayList<>());
        assertThat(HandlerChoice.choose(handler, null).handler()).isSameAs(handler);
    }

    @Test
    void aBrokenProviderDoesNotHideTheOneBehindIt() {
        Supplier<HandlerProvider> tooNew = () -> {
            throw new UnsupportedClassVersionError("compiled for a newer Java");
        };
        assertThat(chosen(List.of(tooNew, named("a")), null, null)).isEqualTo("a");
    }

    @Test
    void theErrorSaysWhichProvidersAreBrokenAndWhy() {
        Supplier<HandlerProvider> tooNew = () -> {
            throw new UnsupportedClassVersionError("compiled for a newer Java");
        };
        Supplier<HandlerProvider> failing = () -> {
            throw new ServiceConfigurationError("constructor failed");
        };
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chosen(List.of(tooNew, failing), null, null))
                .withMessageContaining("compiled for a newer Java; constructor failed");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chosen(List.of(tooNew, named("a")), "b", null))
                .withMessageContaining("compiled for a newer Java")
                .withMessageContaining("Found: a");
    }

    @Test
    void aLoaderThatFailsForEverEnds() {
        Iterator<HandlerProvider> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new ServiceConfigurationError("the same again");
            }

            @Override
            public HandlerProvider next() {
                throw new AssertionError("not reached");
            }
        };
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HandlerChoice.choose(endless, null, null))
                .withMessageContaining("the same again");
    }

    @Test
    void theRealServiceLoaderGetsPastBrokenProviders(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(HandlerProvider.class.getName()),
                String.join("\n", "io.kazoo.Missing", Broken.class.getName(), Working.class.getName()));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            HandlerProvider provider = HandlerChoice.choose(
                    ServiceLoader.load(HandlerProvider.class, loader).iterator(), null, null);
            assertThat(provider).isInstanceOf(Working.class);
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> HandlerChoice.choose(
                            ServiceLoader.load(HandlerProvider.class, loader).iterator(), "other", null))
                    .withMessageContaining("io.kazoo.Missing")
                    .withMessageContaining(Broken.class.getName());
        }
    }

    @Test
    @Tag("KT002")
    void aClassThatIsNoHandlerIsNotTakenForOne(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(HandlerProvider.class.getName()), NoHandler.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> HandlerChoice.choose(
                            ServiceLoader.load(HandlerProvider.class, loader).iterator(), null, null))
                    .withMessageContaining("no handler found")
                    .withMessageContaining(NoHandler.class.getName());
        }
    }

    @Test
    void anInstanceWinsOverEverythingAndIsStartedButNeverClosed() {
        List<String> calls = new ArrayList<>();
        Handler handler = recording(calls);
        System.setProperty(HandlerChoice.PROPERTY, "somethingElse");

        HandlerSource source = HandlerChoice.choose(handler, "another");
        assertThat(source.handler()).isSameAs(handler);
        assertThat(calls).isEmpty();
        assertThat(source.acquire()).isSameAs(handler);
        source.release();
        assertThat(calls).containsExactly("start");
    }

    @Test
    void aSharedHandlerIsClosedAfterItsLastUser() {
        List<String> calls = new ArrayList<>();
        SharedHandler shared = new SharedHandler(recording(calls));
        shared.acquire();
        shared.acquire();
        shared.release();
        assertThat(calls).doesNotContain("close");
        shared.release();
        assertThat(calls).endsWith("close");
        shared.acquire();
        assertThat(calls).endsWith("start");
        shared.release();
        assertThat(calls).endsWith("close");
    }

    /** What a file of {@link ServiceLoader} may name by mistake. */
    public static final class NoHandler {}

    /** A provider for {@link ServiceLoader} whose constructor fails. */
    public static final class Broken implements HandlerProvider {
        /** Fails. */
        public Broken() {
            throw new UncheckedIOException(new IOException("out of order"));
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Handler create() {
            throw new AssertionError("not reached");
        }
    }

    /** A provider for {@link ServiceLoader}. */
    public static final class Working implements HandlerProvider {
        @Override
        public String name() {
            return "working";
        }

        @Override
        public Handler create() {
            throw new AssertionError("not reached");
        }
    }

    private static String chosen(List<Supplier<HandlerProvider>> providers, String name, String propertyValue) {
        Iterator<Supplier<HandlerProvider>> all = providers.iterator();
        Iterator<HandlerProvider> lazy = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public HandlerProvider next() {
                return all.next().get();
            }
        };
        return HandlerChoice.choose(lazy, name, propertyValue).name();
    }

    private static Supplier<HandlerProvider> named(String name) {
        return provider(name, true, null);
    }

    private static Supplier<HandlerProvider> reserved(String name, String instanceRequired) {
        return provider(name, false, instanceRequired);
    }

    private static Supplier<HandlerProvider> provider(String name, boolean isDefault, String instanceRequired) {
        return () -> new HandlerProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean isDefault() {
                return isDefault;
            }

            @Override
            public String instanceRequired() {
                return instanceRequired;
            }

            @Override
            public Handler create() {
                throw new AssertionError("choosing must not make a handler");
            }
        };
    }

    private static Handler recording(List<String> calls) {
        return (Handler) Proxy.newProxyInstance(
                Handler.class.getClassLoader(), new Class<?>[] {Handler.class}, (proxy, method, arguments) -> {
                    assertThat(method.getReturnType())
                            .as("%s%s", method.getName(), Arrays.toString(arguments))
                            .isIn(void.class, Lane.class);
                    if (method.getReturnType() == void.class) {
                        calls.add(method.getName());
                    }
                    return null;
                });
    }
}
