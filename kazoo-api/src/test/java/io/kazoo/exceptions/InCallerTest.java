package io.kazoo.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InCallerTest {

    static List<KazooException> exceptions() {
        return List.of(
                new AuthFailedException("m", "/p", new IOException("cause")),
                new BadArgumentsException("m", "/p", new IOException("cause")),
                new BadVersionException("m", "/p", new IOException("cause")),
                new BlockingForbiddenException("m", new IOException("cause")),
                new CancelledException("m", new IOException("cause")),
                new ConfigurationException("m", new IOException("cause")),
                new ConnectionClosedException("m", "/p", new IOException("cause")),
                new ConnectionLossException("m", "/p", Outcome.NOT_SENT, new IOException("cause")),
                new ForceRetryException("m", new IOException("cause")),
                new InvalidAclException("m", "/p", new IOException("cause")),
                new KazooInterruptedException("m", new IOException("cause")),
                new KazooTimeoutException("m", new IOException("cause")),
                new LockTimeoutException("m", new IOException("cause")),
                new NoAuthException("m", "/p", new IOException("cause")),
                new NoChildrenForEphemeralsException("m", "/p", new IOException("cause")),
                new NoNodeException("m", "/p", new IOException("cause")),
                new NodeExistsException("m", "/p", new IOException("cause")),
                new NotEmptyException("m", "/p", new IOException("cause")),
                new NotReadOnlyException("m", "/p", new IOException("cause")),
                new OperationTimeoutException("m", "/p", new IOException("cause")),
                new ProtocolException("m", new IOException("cause")),
                new RequestTooLargeException("m", new IOException("cause")),
                new RetryFailedException("m", new IOException("cause")),
                new SessionExpiredException("m", "/p", new IOException("cause")),
                new TooManyRequestsException("m", new IOException("cause")),
                new TransactionFailedException(2, ErrorCode.exception(-101, "/p")),
                new UnsupportedByServerException("m", "/p", new IOException("cause")),
                ErrorCode.exception(666, "/p"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void theCopyIsTheSameButForItsStack(KazooException original) {
        KazooException copy = original.inCaller();
        assertThat(copy).isExactlyInstanceOf(original.getClass()).isNotSameAs(original);
        assertThat(copy).hasMessage(original.getMessage());
        assertThat(copy.getCause()).isSameAs(original);
        assertThat(copy.getStackTrace()).anyMatch(frame -> frame.getMethodName().startsWith("theCopyIsTheSame"));
        if (original instanceof ZookeeperException known) {
            ZookeeperException copied = (ZookeeperException) copy;
            assertThat(copied.code()).isEqualTo(known.code());
            assertThat(copied.rawCode()).isEqualTo(known.rawCode());
            assertThat(copied.path()).isEqualTo(known.path()).hasValue("/p");
        }
        if (original instanceof TransactionFailedException transaction) {
            assertThat(((TransactionFailedException) copy).index())
                    .isEqualTo(transaction.index())
                    .isEqualTo(2);
        }
        if (original instanceof ConnectionLossException loss) {
            assertThat(((ConnectionLossException) copy).outcome()).isEqualTo(loss.outcome());
        }
    }

    @Test
    void everyExceptionOfThePackageIsInTheList() throws Exception {
        Path classes = Path.of(Objects.requireNonNull(KazooException.class.getResource("KazooException.class"))
                        .toURI())
                .getParent();
        Set<String> concrete = new TreeSet<>();
        try (Stream<Path> files = Files.list(Objects.requireNonNull(classes))) {
            for (String file : files.map(path -> path.getFileName().toString()).toList()) {
                if (file.endsWith("Exception.class")) {
                    String name = KazooException.class.getPackageName() + "." + file.replace(".class", "");
                    if (!Modifier.isAbstract(Class.forName(name).getModifiers())) {
                        concrete.add(name);
                    }
                }
            }
        }
        assertThat(exceptions().stream().map(exception -> exception.getClass().getName()))
                .containsExactlyInAnyOrderElementsOf(concrete);
    }

    @Test
    void aMessageIsNeverNull() {
        assertThat(new CancelledException(null)).hasMessage("CancelledException");
    }
}
